/** Whoever uses a credential (n8n's HTTP Request node, its test): the keys stay off open lines. */
import { everyProvider } from '../../../harness/providers';

const keys = { secretKey: 'secret', publicKey: 'public', accessKey: 'access' };

describe.each(everyProvider)('$credentialType', ({ credential }) => {
	test.each([
		{ url: 'http://api.example.com/v1/payments' },
		{ url: '/v1/payments', baseURL: 'http://api.example.com' },
		{ url: 'http://api.example.com', baseURL: 'https://api.example.com' },
		{ uri: 'http://api.example.com/v1/payments', url: undefined as never },
	])('does not sign %p', async (request) => {
		await expect(credential.authenticate(keys, request)).rejects.toThrow('https://');
	});

	test.each([
		{ url: 'https://api.example.com/v1/payments' },
		{ url: '/v1/payments', baseURL: 'https://api.example.com' },
		{ url: 'https://api.example.com/v1', baseURL: 'http://api.example.com' },
		{ url: 'http://127.0.0.1:4010/v1/payments' },
	])('signs %p', async (request) => {
		await expect(credential.authenticate(keys, { ...request })).resolves.toBeDefined();
	});
});
