/** Keys and signatures are really checked, each refusal in its provider's own form. */
import { keys, startSandbox, type Sandbox } from '../../../sandbox';
import { mobileMoney, paymongo, rapyd, rapydHeaders, send } from './http';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());

describe('PayMongo', () => {
	const path = '/v1/payments/pay_succeeds';

	test('takes the secret key with an empty password', async () => {
		expect((await paymongo(sandbox.origin)('GET', path)).status).toBe(200);
	});

	test.each([
		['another key', 'sk_test_other', 'access_denied'],
		['a key with something after it', `${keys.paymongo.secretKey}x`, 'access_denied'],
		['no secret key', 'pk_test_public', 'authentication_invalid'],
	])('refuses %s', async (_name, key, code) => {
		const { status, json } = await paymongo(sandbox.origin, key)('GET', path);
		expect(status).toBe(401);
		expect(json.errors?.[0]?.code).toBe(code);
	});

	test.each<[string, Record<string, string>]>([
		['a password', { authorization: `Basic ${btoa(`${keys.paymongo.secretKey}:secret`)}` }],
		['a bearer token', { authorization: `Bearer ${keys.paymongo.secretKey}` }],
		['nothing', {}],
	])('refuses %s', async (_name, headers) => {
		const { status, json } = await send(sandbox.origin + path, 'GET', headers);
		expect(status).toBe(401);
		expect(json.errors?.[0]?.code).toBe('authentication_invalid');
	});

	test('takes the key without the colon, and slashes too many, as official SDKs send them', async () => {
		const headers = { authorization: `Basic ${btoa(keys.paymongo.secretKey)}` };
		expect(
			(await send(`${sandbox.origin}//v1//payments/pay_succeeds`, 'GET', headers)).status,
		).toBe(200);
	});

	test('a live key sees live things only', async () => {
		const live = paymongo(sandbox.origin, keys.paymongo.liveSecretKey);
		const created = await live('GET', '/v1/payments/pay_succeeds_live');
		expect(created.json.data?.attributes?.livemode).toBe(true);
		const test = paymongo(sandbox.origin);
		expect((await test('GET', '/v1/payments/pay_succeeds_live')).status).toBe(404);
		const { json } = await test('POST', '/v1/refunds', {
			data: {
				attributes: { amount: 100, payment_id: 'pay_succeeds_live', reason: 'others' },
			},
		});
		expect(json.errors?.[0]?.code).toBe('livemode_mismatched');
	});
});

describe('Rapyd', () => {
	const path = '/v1/refunds?limit=1';
	const now = () => Math.floor(Date.now() / 1000);
	const get = async (headers: Record<string, string>, at = path) =>
		await send(sandbox.origin + at, 'GET', headers);

	test('takes a signed GET and a signed POST with characters beyond ASCII', async () => {
		const call = rapyd(sandbox.origin);
		expect((await call('GET', path)).status).toBe(200);
		const body = { payment: 'payment_succeeds_auth', amount: '1.00', reason: 'Zurückgeschickt ✓' };
		const made = await call('POST', '/v1/refunds', body);
		expect(made.json.data?.reason).toBe('Zurückgeschickt ✓');
	});

	test.each([
		['another access key', () => rapydHeaders('GET', path, '', { accessKey: 'rak_other' })],
		['another secret key', () => rapydHeaders('GET', path, '', { secretKey: 'rsk_other' })],
		['a signature without the query', () => rapydHeaders('GET', '/v1/refunds', '')],
		['a signature for another method', () => rapydHeaders('POST', path, '')],
		['a signature over {} for an empty body', () => rapydHeaders('GET', path, '{}')],
		[
			'a timestamp more than a minute old',
			() => rapydHeaders('GET', path, '', { timestamp: String(now() - 62) }),
		],
		[
			'a timestamp in the future',
			() => rapydHeaders('GET', path, '', { timestamp: String(now() + 60) }),
		],
	])('refuses %s', async (_name, headers) => {
		const { status, json } = await get(headers());
		expect(status).toBe(401);
		expect(json.status).toMatchObject({
			status: 'ERROR',
			error_code: 'UNAUTHENTICATED_API_CALL',
			response_code: 'UNAUTHENTICATED_API_CALL',
		});
		expect(json.data).toBeUndefined();
	});

	test.each(['access_key', 'salt', 'timestamp', 'signature'])(
		'needs the header %s',
		async (name) => {
			const headers = rapydHeaders('GET', path, '');
			delete headers[name];
			const { status, json } = await get(headers);
			expect(status).toBe(400);
			expect(json.status?.error_code).toBe('MISSING_AUTHENTICATION_HEADERS');
		},
	);

	test('refuses a salt again, but not the salt of a request whose signature was wrong', async () => {
		const change = { salt: 'once-and-only' };
		const wrong = rapydHeaders('GET', path, '', { ...change, secretKey: 'rsk_other' });
		expect((await get(wrong)).status).toBe(401);
		expect((await get(rapydHeaders('GET', path, '', change))).status).toBe(200);
		const again = await get(
			rapydHeaders('GET', '/v1/data/countries', '', change),
			'/v1/data/countries',
		);
		expect(again.status).toBe(401);
		expect(again.json.status?.message).toMatch(/salt/);
	});

	test.each<[string, string, string, number]>([
		[
			'spaced and escaped, signed compact (official Python SDK)',
			'{"payment":"payment_succeeds","amount":"1.00","reason":"Zurück"}',
			'{"payment": "payment_succeeds", "amount": "1.00", "reason": "Zur\\u00fcck"}',
			200,
		],
		[
			'spaced, signed as it is',
			'{ "payment":"payment_succeeds","amount":"1.00"}',
			'{ "payment":"payment_succeeds","amount":"1.00"}',
			401,
		],
		[
			'with a zero too many, signed as it is',
			'{"payment":"payment_succeeds","amount":1.50}',
			'{"payment":"payment_succeeds","amount":1.50}',
			401,
		],
		[
			'with another amount than was signed',
			'{"payment":"payment_succeeds","amount":"1.00"}',
			'{"payment":"payment_succeeds","amount":"10.00"}',
			401,
		],
	])('writes the body anew before checking: %s', async (_name, signed, sent, status) => {
		const headers = rapydHeaders('POST', '/v1/refunds', signed);
		const reply = await send(`${sandbox.origin}/v1/refunds`, 'POST', headers, sent);
		expect(reply.status).toBe(status);
	});

	test('an unknown id and an unknown route look like a refusal, as at Rapyd', async () => {
		const call = rapyd(sandbox.origin);
		for (const unknown of ['/v1/refunds/refund_none', '/v1/payments/payment_none', '/v1/nothing']) {
			const { status, json } = await call('GET', unknown);
			expect(status).toBe(401);
			expect(json.status).toMatchObject({ error_code: 'UNAUTHORIZED_API_CALL', message: '' });
		}
	});
});

describe.each([
	['redstone', keys.vesicash],
	['vesicash', keys.redstone],
] as const)('%s', (brand, other) => {
	const path = '/v1/payment/PY_succeeds';

	test('takes both keys', async () => {
		expect((await mobileMoney(sandbox.origin, keys[brand])('GET', path)).status).toBe(200);
	});

	test.each([
		['another secret key', { secretKey: `${keys[brand].secretKey}x` }],
		['another public key', { publicKey: `${keys[brand].publicKey}x` }],
		["the other brand's secret key", { secretKey: other.secretKey }],
		["the other brand's public key", { publicKey: other.publicKey }],
		['no secret key', { secretKey: '' }],
	])('refuses %s', async (_name, change) => {
		const wrong = { ...keys[brand], ...change };
		const { status, json } = await mobileMoney(sandbox.origin, wrong)('GET', path);
		expect(status).toBe(401);
		expect(json).toMatchObject({ status: 'error', code: 401 });
	});

	test('countries and the list of payments need the public key only, as documented', async () => {
		const half = mobileMoney(sandbox.origin, { ...keys[brand], secretKey: 'wrong' });
		const none = mobileMoney(sandbox.origin, { ...keys[brand], publicKey: 'wrong' });
		for (const open of ['/v1/countries', '/v1/payment', '/v1/payment/']) {
			expect((await half('GET', open)).status).toBe(200);
			expect((await none('GET', open)).status).toBe(401);
		}
	});
});
