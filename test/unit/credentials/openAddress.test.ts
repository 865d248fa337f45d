/** Whoever uses a credential (n8n's HTTP Request node, its test): the keys stay off open lines. */
import { PayMongoApi } from '../../../credentials/PayMongoApi.credentials';
import { RapydApi } from '../../../credentials/RapydApi.credentials';
import { RedstoneApi } from '../../../credentials/RedstoneApi.credentials';
import { VesicashApi } from '../../../credentials/VesicashApi.credentials';

const keys = { secretKey: 'secret', publicKey: 'public', accessKey: 'access' };

describe.each([new PayMongoApi(), new RapydApi(), new RedstoneApi(), new VesicashApi()])(
	'$name',
	(credential) => {
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
	},
);
