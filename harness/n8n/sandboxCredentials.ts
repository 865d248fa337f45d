import { gateways } from '../../sandbox';
import type { CredentialInput } from './credentials';

/**
 * Credentials for the sandbox at this address. They are called what n8n calls a first credential
 * of each type, so that imported workflows find them by name.
 */
export function sandboxCredentials(baseUrl: string): CredentialInput[] {
	return Object.values(gateways).map(({ title, credential }) => ({
		name: `${title} account`,
		type: credential.type,
		data: credential.fields(baseUrl),
	}));
}
