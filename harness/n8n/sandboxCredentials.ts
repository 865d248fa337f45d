import { keys } from '../../sandbox/keys';
import type { CredentialInput } from './credentials';

/**
 * Credentials for the sandbox at this address. They are called what n8n calls a first credential
 * of each type, so that imported workflows find them by name.
 */
export function sandboxCredentials(baseUrl: string): CredentialInput[] {
	const { paymongo, rapyd, redstone, vesicash } = keys;
	return [
		{
			name: 'PayMongo account',
			type: 'payMongoApi',
			data: {
				secretKey: paymongo.secretKey,
				webhookSecret: '',
				previousWebhookSecret: '',
				baseUrl,
			},
		},
		{
			name: 'Rapyd account',
			type: 'rapydApi',
			data: { ...rapyd, environment: 'custom', baseUrl },
		},
		{
			name: 'Redstone account',
			type: 'redstoneApi',
			data: { ...redstone, previousWebhookSecret: '', baseUrl },
		},
		{
			name: 'Vesicash account',
			type: 'vesicashApi',
			data: { ...vesicash, previousWebhookSecret: '', baseUrl },
		},
	];
}
