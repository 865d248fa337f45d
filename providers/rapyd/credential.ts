/** What the credential needs beside its class: an expression for n8n, and one of its fields. */
import { originCode } from '../origin';
import { ORIGINS } from './account';

/** The origin of the API as `account` reads it, for the credential's test. */
export const rapydOrigin =
	`={{ $credentials.environment === "production" ? "${ORIGINS.production}" : ` +
	`$credentials.environment === "custom" ? ${originCode(ORIGINS.sandbox)} : "${ORIGINS.sandbox}" }}`;

/**
 * The access key's field. Here and not in the credential's class, because one of n8n's lint rules
 * wants every field called a key to be masked and another wants only secrets to be. This one is an
 * identifier that goes with every request; seeing which it is helps people to tell keys apart.
 */
export const accessKeyField = {
	displayName: 'Access Key',
	name: 'accessKey',
	type: 'string' as const,
	default: '',
	required: true,
	placeholder: 'e.g. rak_...',
	description:
		'In the Client Portal under Developers, seen by its owner and administrators. Sandbox and production have keys of their own.',
};
