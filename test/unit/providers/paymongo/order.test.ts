import { paymongo } from '../../../../providers/paymongo';
import { readDecimal } from '../../../../refunds/money';
import { draft, order } from './fixtures';

const { account, checkOrder, createRequest } = paymongo;

describe('the account', () => {
	const of = (secretKey: string, baseUrl = '') => account({ secretKey, baseUrl });

	test.each([
		['sk_test_abc', 'test'],
		['sk_live_abc', 'live'],
		[' sk_live_abc', 'live'],
		['pk_test_abc', null],
		['', null],
	])('key %j is in mode %j', (key, mode) => {
		expect(of(key).mode).toBe(mode);
	});

	test.each([
		['', 'https://api.paymongo.com'],
		['https://api.paymongo.com', 'https://api.paymongo.com'],
		['https://api.paymongo.com/', 'https://api.paymongo.com'],
		['https://api.paymongo.com/v1', 'https://api.paymongo.com'],
		[' https://api.paymongo.com/v1/ ', 'https://api.paymongo.com'],
		['http://127.0.0.1:4000//', 'http://127.0.0.1:4000'],
	])('base URL %j is %s', (baseUrl, origin) => {
		expect(of('sk_test_a', baseUrl).origin).toBe(origin);
	});

	test('is the same after the key was rotated, and another in the other mode', () => {
		expect(of('sk_live_new')).toEqual(of('sk_live_old'));
		expect(of('sk_live_a').identity).not.toBe(of('sk_test_a').identity);
		expect(JSON.stringify(of('sk_live_secret'))).not.toContain('secret');
	});

	test.each([
		['', []],
		['HTTPS://API.PAYMONGO.COM:443/v1', []],
		['https://user@api.paymongo.com/?', []],
		['https://api.paymongo.com.', ['api.paymongo.com. live']],
		['https://proxy.example/v1', ['proxy.example live']],
		[' http://localhost:4000/ ', ['localhost:4000 live']],
		['nonsense', ['nonsense live']],
	])('at base URL %j is the same, and its earlier names are %j', (baseUrl, earlierIdentities) => {
		const { identity, earlierIdentities: earlier } = of('sk_live_a', baseUrl);
		expect({ identity, earlier }).toEqual({
			identity: 'api.paymongo.com live',
			earlier: earlierIdentities,
		});
	});

	test('whose key says no mode is the live one, and was named so', () => {
		expect(of('')).toMatchObject({
			mode: null,
			identity: 'api.paymongo.com live',
			earlierIdentities: ['api.paymongo.com unknown'],
		});
		expect(of('sk_\u200blive_a\n').identity).toBe('api.paymongo.com live');
	});
});

describe('an order', () => {
	test('is fine', () => {
		expect(checkOrder(order())).toBeNull();
		expect(checkOrder(order({ amountText: '1' }))).toBeNull();
		expect(checkOrder(order({ amountText: '1.000' }))).toBeNull();
		expect(checkOrder(order({ refundAmount: 'remaining', amount: null }))).toBeNull();
	});

	test.each([
		['', /^Payment is empty/],
		['pi_123', /payment intent.*attributes\.payments/],
		['cs_123', /checkout session.*attributes\.payments/],
		['link_123', /payment link/],
		['src_123', /a source/],
		['ref_123', /a refund/],
		['123', /begins with pay_/],
		['pay_', /begins with pay_/],
		['pay_1/../../refunds', /begins with pay_/],
		['pay_1 ', /begins with pay_/],
	])('for the payment %j is not', (paymentId, message) => {
		expect(checkOrder(order({ paymentId }))).toMatch(message);
	});

	test.each([
		['0.99', /^Amount is below the smallest PayMongo refunds, 1\.00/],
		['12.505', /^Amount has more decimals/],
		['', /^Amount is empty/],
		['99999999999999999', /^Amount is too large/],
	])('of %j is not', (amountText, message) => {
		const amount = readDecimal(amountText);
		expect(checkOrder(order({ amount: typeof amount === 'string' ? null : amount }))).toMatch(
			message,
		);
	});

	test.each(['duplicate', 'fraudulent', 'requested_by_customer', 'others'])(
		'for the reason %s is fine',
		(reason) => {
			expect(checkOrder(order({ reason }))).toBeNull();
		},
	);

	test.each([
		[null, /^Reason is empty/],
		['other', /^Reason "other" is not known.*others/],
	])('for the reason %j is not', (reason, message) => {
		expect(checkOrder(order({ reason }))).toMatch(message);
	});

	test('has notes of up to 255 characters, counted as people do', () => {
		expect(checkOrder(order({ options: { notes: '😀'.repeat(255) } }))).toBeNull();
		expect(checkOrder(order({ options: { notes: 'x'.repeat(256) } }))).toMatch(
			/^Notes has 256 characters/,
		);
	});

	const metadata = (...entries: unknown[]) =>
		checkOrder(order({ options: { metadata: { values: entries as never } } }));

	test.each<[unknown[], RegExp]>([
		[[{ key: '', value: 'x' }], /without a key/],
		[[{ key: '  ', value: 'x' }], /without a key/],
		[['x'], /without a key/],
		[
			[
				{ key: 'a', value: '1' },
				{ key: 'a ', value: '2' },
			],
			/"a" more than once/,
		],
		[[{ key: 'a', value: { b: 'c' } }], /"a" must be a text/],
		[[{ key: 'a', value: null }], /"a" must be a text/],
		[[{ key: 'a' }], /"a" must be a text/],
		[[{ key: 'refund_reference', value: 'x' }], /is taken/],
	])('with the metadata %j is not', (entries, message) => {
		expect(metadata(...entries)).toMatch(message);
	});

	test('with metadata that is no list is not', () => {
		expect(checkOrder(order({ options: { metadata: 'a=b' } }))).toMatch(/^Metadata must be/);
	});

	test('with a few texts as metadata is fine', () => {
		expect(metadata({ key: 'a', value: '' }, { key: '__proto__', value: 7 })).toBeNull();
		expect(checkOrder(order({ options: { metadata: {} } }))).toBeNull();
	});

	test.each([
		['', null],
		[null, null],
		['https://refunds-api.paymongo.com', null],
		['https://refunds-api.paymongo.com/v1/', null],
		['https://refunds-api.paymongo.com:443', null],
		['http://localhost:4000', null],
		['http://127.0.0.1:4000', null],
		['http://[::1]:4000', null],
		['https://REFUNDS-API.paymongo.com.', null],
		['https://paymongo.com', null],
		['https://refunds.api.paymongo.com', null],
		['https://localhost:4000', null],
		['http://refunds-api.paymongo.com', /PayMongo's own/],
		['https://evil.example', /PayMongo's own/],
		['https://evilpaymongo.com', /PayMongo's own/],
		['https://paymongo.com.evil.example', /PayMongo's own/],
		['https://refunds-api.paymongo.com@evil.example', /address/],
		['https://evil.example/paymongo.com', /address/],
		['https://evil.example/?.paymongo.com', /address/],
		['https://evil.example/#.paymongo.com', /address/],
		['https://evil.example\\.paymongo.com', /address/],
		['http://localhost.example', /PayMongo's own/],
		['http://127.0.0.1.example', /PayMongo's own/],
		['ftp://localhost', /address/],
		['file:///etc', /address/],
		['refunds-api.paymongo.com', /address/],
		['https://user:pass@refunds-api.paymongo.com', /address/],
		['https://refunds-api.paymongo.com/refunds', /address/],
		['https://refunds-api.paymongo.com?x=1', /address/],
		[true, /address/],
	])('with the QR Ph host %j', (qrPh, message) => {
		const problem = checkOrder(order({ options: { qrPh } }));
		if (message === null) expect(problem).toBeNull();
		else expect(problem).toMatch(message);
	});
});

describe('the request', () => {
	test('says all that was asked for, in centavos', () => {
		const options = {
			notes: 'Bought twice',
			metadata: { values: [{ key: ' order ', value: 'A-1' }], metadata: [{ key: 'n', value: 7 }] },
		};
		expect(createRequest(draft({ options, reason: 'duplicate' }))).toEqual({
			method: 'POST',
			path: '/v1/refunds',
			headers: { 'Idempotency-Key': 'key-1' },
			body: {
				data: {
					attributes: {
						amount: 1250,
						payment_id: 'pay_1',
						reason: 'duplicate',
						notes: 'Bought twice',
						metadata: { refund_reference: 'T-1', order: 'A-1', n: '7' },
					},
				},
			},
		});
	});

	test('leaves out what was not given, and keeps nothing of an earlier one', () => {
		const full = { notes: 'x', metadata: { values: [{ key: 'a', value: 'b' }] } };
		createRequest(draft({ options: full }));
		expect(createRequest(draft({ options: { notes: '', metadata: {} } })).body).toEqual({
			data: {
				attributes: {
					amount: 1250,
					payment_id: 'pay_1',
					reason: 'others',
					metadata: { refund_reference: 'T-1' },
				},
			},
		});
	});

	test('goes to the QR Ph host only when that was asked for', () => {
		expect(createRequest(draft())).not.toHaveProperty('origin');
		const options = { qrPh: 'https://refunds-api.paymongo.com/v1' };
		expect(createRequest(draft({ options })).origin).toBe('https://refunds-api.paymongo.com');
	});
});

test('the provider promises no more than is known', () => {
	expect(paymongo.providerGuards({})).toBe(false);
	expect(paymongo.tells.reference).toBe(true);
});
