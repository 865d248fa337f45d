import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { RapydApi } from '../../../credentials/RapydApi.credentials';
import { startSandbox, type Sandbox } from '../../../sandbox';
import {
	credentials,
	expectedSignature,
	listen,
	sendNew,
	sendOld,
	testCredential,
	type Arrived,
	type Listener,
} from '../providers/rapyd/n8n';

let server: Listener;

beforeAll(async () => {
	server = await listen();
});
afterAll(async () => {
	await server.stop();
});
beforeEach(() => {
	server.arrived.length = 0;
	server.replies.length = 0;
});

function only(): Arrived {
	expect(server.arrived).toHaveLength(1);
	return server.arrived[0] as Arrived;
}

interface Case {
	what: string;
	method?: IHttpRequestMethods;
	base?: string;
	path: string;
	qs?: IDataObject;
	arrayFormat?: 'indices' | 'brackets' | 'repeat' | 'comma';
	headers?: IDataObject;
	body?: unknown;
	arrives: string;
	bodyArrives?: string;
}

const cases: Case[] = [
	{ what: 'no query', path: '/v1/data/countries', arrives: '/v1/data/countries' },
	{
		what: 'a query in the URL',
		path: '/v1/refunds?limit=10&starting_after=refund_1',
		arrives: '/v1/refunds?limit=10&starting_after=refund_1',
	},
	{
		what: 'a query as parameters',
		path: '/v1/refunds',
		qs: { payment: 'payment_1', limit: 10 },
		arrives: '/v1/refunds?payment=payment_1&limit=10',
	},
	{
		what: 'both',
		path: '/v1/refunds?limit=10',
		qs: { payment: 'payment_1' },
		arrives: '/v1/refunds?limit=10&payment=payment_1',
	},
	{
		what: 'characters that clients write in different ways',
		path: '/v1/refunds',
		qs: { a: 'x y+z&=[]{}\'"%~!*()$,:;@/?#|\\^`<>', b: 'Ä返€😀', 'c[d]': '' },
		arrives:
			'/v1/refunds?a=x+y%2Bz%26%3D%5B%5D%7B%7D%27%22%25%7E%21*%28%29%24%2C%3A%3B%40%2F%3F%23%7C%5C%5E%60%3C%3E' +
			'&b=%C3%84%E8%BF%94%E2%82%AC%F0%9F%98%80&c%5Bd%5D=',
	},
	{
		what: 'the same, unescaped in the URL, with a fragment',
		path: '/v1/refunds?a=x y+z[]{}\'"|^`<>Ä#part',
		arrives: '/v1/refunds?a=x%20y+z[]{}%27%22|^`%3C%3E%C3%84',
	},
	{
		what: 'characters of a path',
		path: '/v1/refunds/../refunds/a b{ä}',
		arrives: '/v1/refunds/a%20b%7B%C3%A4%7D',
	},
	{
		what: 'lists, by number as n8n writes them',
		path: '/v1/x',
		qs: { id: ['a', 'b'], of: { c: 'd' }, none: null, not: undefined },
		arrives: '/v1/x?id%5B0%5D=a&id%5B1%5D=b&of%5Bc%5D=d',
	},
	{
		what: 'lists, repeated',
		path: '/v1/x',
		qs: { id: ['a', 'b'] },
		arrayFormat: 'repeat',
		arrives: '/v1/x?id=a&id=b',
	},
	{
		what: 'lists, in brackets',
		path: '/v1/x',
		qs: { id: ['a', 'b'] },
		arrayFormat: 'brackets',
		arrives: '/v1/x?id%5B%5D=a&id%5B%5D=b',
	},
	{
		what: 'lists, with commas',
		path: '/v1/x',
		qs: { id: ['a', 'b'] },
		arrayFormat: 'comma',
		arrives: '/v1/x?id=a%2Cb',
	},
	{ what: 'a base address', base: '/', path: '/v1/refunds', arrives: '/v1/refunds' },
	{
		what: 'JSON, with text beyond ASCII',
		method: 'POST',
		path: '/v1/refunds',
		body: { amount: '12.50', reason: 'Rückgabe <&> 返品 😀', metadata: { a: [1, null] } },
		arrives: '/v1/refunds',
		bodyArrives: '{"amount":"12.50","reason":"Rückgabe <&> 返品 😀","metadata":{"a":[1,null]}}',
	},
	{
		what: 'JSON that someone wrote by hand',
		method: 'POST',
		path: '/v1/refunds',
		body: '\n{ "amount": 12.50,\t"reason": "two  blanks" }\n',
		arrives: '/v1/refunds',
		bodyArrives: '{"amount":12.5,"reason":"two  blanks"}',
	},
	{
		what: 'JSON as bytes',
		method: 'POST',
		path: '/v1/refunds',
		body: Buffer.from('{"a": "ä"}'),
		arrives: '/v1/refunds',
		bodyArrives: '{"a":"ä"}',
	},
	{
		what: 'an empty body',
		method: 'POST',
		path: '/v1/webhooks/wh_1',
		body: {},
		arrives: '/v1/webhooks/wh_1',
	},
	{ what: 'no body', method: 'POST', path: '/v1/webhooks/wh_1', arrives: '/v1/webhooks/wh_1' },
	{ what: 'a body of blanks', method: 'POST', path: '/v1/x', body: ' ', arrives: '/v1/x' },
	{
		what: 'a deletion',
		method: 'DELETE',
		path: '/v1/refunds/refund_1',
		arrives: '/v1/refunds/refund_1',
	},
	{
		what: 'a deletion with a body',
		method: 'DELETE',
		path: '/v1/refunds/refund_1',
		body: { is_advice: false },
		arrives: '/v1/refunds/refund_1',
		bodyArrives: '{"is_advice":false}',
	},
	{ what: 'a GET with a body', path: '/v1/refunds', body: { a: 1 }, arrives: '/v1/refunds' },
	{
		what: 'headers of the same names',
		path: '/v1/refunds',
		headers: { Salt: 'x', SIGNATURE: 'x', 'content-type': 'text/plain', idempotency: 'key' },
		arrives: '/v1/refunds',
	},
];

describe.each([
	[
		'the helper of nodes',
		async (of: Case) =>
			await sendNew({
				method: of.method ?? 'GET',
				url: of.base ? of.path : server.origin + of.path,
				...(of.base ? { baseURL: server.origin + of.base } : {}),
				...(of.qs ? { qs: { ...of.qs } } : {}),
				...(of.arrayFormat ? { arrayFormat: of.arrayFormat } : {}),
				...(of.body === undefined ? {} : { body: of.body }),
				headers: { ...of.headers },
			}),
	],
	[
		'the helper of the HTTP Request node',
		async (of: Case) =>
			await sendOld({
				method: of.method ?? 'GET',
				uri: of.base ? of.path : server.origin + of.path,
				...(of.base ? { baseURL: server.origin + of.base } : {}),
				...(of.qs ? { qs: { ...of.qs } } : {}),
				...(of.arrayFormat
					? { qsStringifyOptions: { arrayFormat: of.arrayFormat as 'repeat' } }
					: {}),
				...(of.body === undefined ? {} : { body: of.body as IDataObject }),
				headers: { ...of.headers },
				json: true,
			}),
	],
])('what is signed is what arrives, through %s', (_, send) => {
	test.each(cases)('$what', async (of) => {
		await send(of);
		const request = only();
		expect(request.path).toBe(of.arrives);
		expect(request.body).toBe(of.bodyArrives ?? '');
		expect(request.headers.signature).toBe(expectedSignature(request));
		expect(request.headers.access_key).toBe(credentials.accessKey);
		expect(request.headers['content-type']).toBe('application/json');
		if (of.headers?.idempotency) expect(request.headers.idempotency).toBe('key');
	});
});

describe('salt and timestamp', () => {
	test('are in the form Rapyd wants', async () => {
		await sendNew({ url: `${server.origin}/v1/refunds` });
		const { headers } = only();
		expect(headers.salt).toMatch(/^[\w-]{12}$/);
		expect(headers.timestamp).toMatch(/^\d{10}$/);
	});

	test('are new when n8n repeats a request after 401, and nothing else changes', async () => {
		server.replies.push({ status: 401, body: '{}' });
		await sendNew({
			method: 'POST',
			url: `${server.origin}/v1/refunds?a=1`,
			qs: { b: 2 },
			body: { c: 'ä' },
		});
		const [first, second] = server.arrived as [Arrived, Arrived];
		expect(server.arrived).toHaveLength(2);
		expect(second.headers.salt).not.toBe(first.headers.salt);
		for (const request of [first, second]) {
			expect(request.path).toBe('/v1/refunds?a=1&b=2');
			expect(request.body).toBe('{"c":"ä"}');
			expect(request.headers.signature).toBe(expectedSignature(request));
		}
	});
});

describe('what cannot be signed', () => {
	const url = 'http://127.0.0.1:9/v1/refunds';
	const form = new FormData();
	form.append('a', 'b');

	test.each([
		['a URL-encoded form', { url, body: new URLSearchParams({ a: 'b' }) }, /JSON only/],
		['form data', { url, body: form }, /JSON only/],
		['text that is not JSON', { url, body: 'amount=1' }, /not valid JSON/],
		['half an address', { url: '/v1/refunds' }, /not a complete web address/],
	])('is refused in plain words: %s', async (_, options, message) => {
		await expect(sendNew({ method: 'POST', ...options } as never)).rejects.toThrow(message);
	});

	test.each([
		['form', { form: { a: 'b' } }],
		['formData', { formData: { a: 'b' } }],
		['a form as text', { form: 'a=b' }],
	])('is refused from the HTTP Request node: %s', async (_, options) => {
		await expect(sendOld({ method: 'POST', uri: url, ...options } as never)).rejects.toThrow(
			/JSON only/,
		);
	});

	test('does not mistake an empty form for one', async () => {
		await sendOld({ method: 'POST', uri: `${server.origin}/v1/x`, form: {} });
		expect(only().body).toBe('');
	});
});

describe('the credential’s test', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(async () => {
		await sandbox.stop();
	});

	const at = (baseUrl: string, more: IDataObject = {}) =>
		({ ...credentials, baseUrl, ...more }) as typeof credentials;

	test.each(['', '/', '/v1', '/v1/'])('accepts good keys (base URL ends in "%s")', async (end) => {
		expect(await testCredential(at(sandbox.origin + end))).toMatchObject({ status: 'OK' });
	});

	test('accepts keys that were pasted with blanks', async () => {
		const values = at(sandbox.origin, { secretKey: ` ${String(credentials.secretKey)}\n` });
		expect(await testCredential(values)).toMatchObject({ status: 'OK' });
	});

	test.each([
		['secret', { secretKey: 'rsk_wrong' }],
		['access', { accessKey: 'rak_wrong' }],
	])('refuses a wrong %s key', async (_, wrong) => {
		const result = await testCredential(at(sandbox.origin, wrong));
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/did not accept the keys/),
		});
	});

	test('refuses empty keys', async () => {
		const result = await testCredential(at(sandbox.origin, { accessKey: '' }));
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/Enter both keys/),
		});
	});

	test.each([
		['an address that is not Rapyd’s', 200, '<html></html>', /did not come from Rapyd/],
		['other JSON', 200, '{"ok":true}', /did not come from Rapyd/],
		['a gateway', 502, '<html>Bad Gateway</html>', /did not come from Rapyd/],
		['a rate limit', 429, 'Too Many Requests', /did not come from Rapyd/],
		[
			'a call that is not allowed',
			401,
			'{"status":{"status":"ERROR","error_code":"UNAUTHORIZED_API_CALL"}}',
			/did not allow this call/,
		],
		[
			'another error',
			400,
			'{"status":{"status":"ERROR","error_code":"GENERAL_ERROR"}}',
			/answered with an error/,
		],
	])('fails closed: %s', async (_, status, body, message) => {
		server.replies.push({ status, body, type: body.startsWith('{') ? undefined : 'text/html' });
		const result = await testCredential(at(server.origin));
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
		// Asked once: a 401 is not sent again.
		expect(server.arrived).toHaveLength(1);
	});

	test('asks the host of the environment', () => {
		const { baseURL = '' } = new RapydApi().test.request;
		expect(baseURL).toContain('"https://api.rapyd.net"');
		expect(baseURL).toContain('"https://sandboxapi.rapyd.net"');
	});
});
