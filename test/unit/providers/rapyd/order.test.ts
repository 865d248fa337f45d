import fc from 'fast-check';

import { checkMetadata, rapyd, rapydGroup, readMetadata } from '../../../../providers/rapyd';
import type { Json, JsonObject } from '../../../../refunds/json';
import { CURRENCIES, digitsOf, moneyFromMajor } from '../../../../refunds/money';
import type { RefundOrder } from '../../../../refunds/provider';
import { draft, order } from './fixtures';

const check = (more: Partial<RefundOrder> & { amountText?: string } = {}) =>
	rapyd.checkOrder(order(more));

/** A split as n8n's fixed collections give it. */
function split(splitBy: string, ...wallets: JsonObject[]): JsonObject {
	return { ewallets: { split: { splitBy, wallets: { values: wallets } } } };
}

const share = (ewallet: string, value: Json): JsonObject => ({ ewallet, value });

describe('an order', () => {
	test('may name nothing but payment and amount', () => {
		expect(check()).toBeNull();
	});

	test.each(['', 'pay_1', 'payment_', 'payment_1/../x', 'payment_1 '])(
		'payment %p',
		(paymentId) => {
			expect(check({ paymentId })).toMatch(/^Payment (is empty|").* begins with payment_/);
		},
	);

	test.each(['EUR', 'eur', 'JPY', 'KWD'])('currency %s is fine', (currency) => {
		expect(check({ currency, amountText: '12' })).toBeNull();
	});

	test.each(['EURO', 'XXX', '', '€'])('currency %p', (currency) => {
		expect(check({ currency })).toMatch(/^Currency .* ISO 4217/);
	});

	test.each([
		['12.34567', /^Amount has more decimals than any currency has\.$/],
		['0.00001', /^Amount has more decimals than any currency has\.$/],
		['12.3456', null],
		['12.34500', null],
		['999999999999', null],
	])('without a currency may have what some currency has: %s', (amountText, problem) => {
		const found = check({ currency: null, amountText });
		if (problem === null) expect(found).toBeNull();
		else expect(found).toMatch(problem);
	});

	test('must not have more decimals than its currency', () => {
		expect(check({ currency: 'JPY', amountText: '12.5' })).toMatch(/^Amount has decimals/);
		expect(check({ currency: 'EUR', amountText: '12.345' })).toMatch(/^Amount has more decimals/);
		expect(check({ currency: 'EUR', amountText: '12.500' })).toBeNull();
		expect(check({ currency: 'KWD', amountText: '12.345' })).toBeNull();
		expect(check({ currency: null, amountText: '12.345' })).toBeNull();
	});

	test('must have a reference that Rapyd keeps whole', () => {
		expect(check({ reference: 'r'.repeat(255) })).toBeNull();
		expect(check({ reference: 'r'.repeat(256) })).toMatch(/^Refund Reference .* 255/);
	});

	test('must have metadata with keys, each once', () => {
		const metadata = (...rows: JsonObject[]) => ({ options: { metadata: { values: rows } } });
		expect(check(metadata({ key: 'a', value: '1' }, { key: 'b', value: '' }))).toBeNull();
		expect(check(metadata({ key: '', value: '1' }))).toMatch(/^Metadata .* without a key/);
		expect(check(metadata({ key: 'a' }, { key: 'a' }))).toMatch(/^Metadata .* "a" twice/);
		expect(checkMetadata({})).toBeNull();
		expect(checkMetadata(undefined)).toBeNull();
	});

	test('for a group names a group', () => {
		expect(rapydGroup.checkOrder(order({ paymentId: 'gp_1' }))).toBeNull();
		expect(rapydGroup.checkOrder(order())).toMatch(/^Group Payment ID .* begins with gp_/);
		expect(rapydGroup.checkOrder(order({ paymentId: 'gp_1', currency: 'XXX' }))).toMatch(
			/Currency/,
		);
		const long = order({ paymentId: 'gp_1', reference: 'r'.repeat(256) });
		expect(rapydGroup.checkOrder(long)).toMatch(/Refund Reference/);
	});
});

describe('a split over wallets', () => {
	const a = 'ewallet_a';
	const b = 'ewallet_b';
	const bad: Array<[string, Partial<RefundOrder>, RegExp]> = [
		['no wallet ID', { options: split('amount', share('', '12.50')) }, /"" is not a wallet ID/],
		['another ID', { options: split('amount', share('wallet_1', '1')) }, /not a wallet ID/],
		[
			'one wallet twice',
			{ options: split('amount', share(a, '6'), share(a, '6.50')) },
			/ewallet_a is listed twice/,
		],
		['no amount', { options: split('amount', share(a, '')) }, /amount for ewallet_a must be/],
		['zero', { options: split('amount', share(a, '12.50'), share(b, 0)) }, /above zero/],
		['negative', { options: split('percent', share(a, '110'), share(b, '-10')) }, /above zero/],
		['nonsense', { options: split('percent', share(a, '1e2')) }, /percent for ewallet_a/],
		[
			'amounts that do not add up',
			{ options: split('amount', share(a, '6'), share(b, '6.49')) },
			/add up to 12\.49, but Amount is 12\.5/,
		],
		[
			'too many decimals',
			{ currency: 'EUR', options: split('amount', share(a, '12.495'), share(b, '0.005')) },
			/amount for ewallet_a has more decimals/,
		],
		[
			'percents below 100',
			{ options: split('percent', share(a, '33.33'), share(b, '66.66')) },
			/add up to 99\.99, not to 100/,
		],
		[
			'percents above 100',
			{ options: split('percent', share(a, '50'), share(b, '50.00001')) },
			/add up to 100\.00001, not to 100/,
		],
		[
			'amounts and percents',
			{
				options: split('amount', { ewallet: a, amount: '6' }, { ewallet: b, percent: '50' }),
			},
			/mixed/,
		],
		[
			'a percent beside an amount',
			{ options: split('amount', { ewallet: a, amount: '12.50', percent: '100' }) },
			/mixed/,
		],
		[
			'amounts of what is left',
			{
				refundAmount: 'remaining',
				amount: null,
				options: split('amount', share(a, '12.50')),
			},
			/Choose "An Amount", or split by percent/,
		],
		['another kind', { options: split('shares', share(a, '1')) }, /Split By must be/],
	];

	test.each(bad)('is refused: %s', (_, more, message) => {
		const problem = check(more);
		expect(problem).toMatch(/^E-Wallets: /);
		expect(problem).toMatch(message);
	});

	test.each<[string, Partial<RefundOrder>, JsonObject[] | undefined]>([
		[
			'by amount',
			{ currency: 'EUR', options: split('amount', share(a, '6.25'), share(b, 6.25)) },
			[
				{ ewallet: a, amount: 6.25 },
				{ ewallet: b, amount: 6.25 },
			],
		],
		[
			'by percent',
			{ options: split('percent', share(a, '33.3'), share(b, '66.70')) },
			[
				{ ewallet: a, percent: 33.3 },
				{ ewallet: b, percent: 66.7 },
			],
		],
		[
			'of what is left, by percent',
			{ refundAmount: 'remaining', amount: null, options: split('percent', share(a, 100)) },
			[{ ewallet: a, percent: 100 }],
		],
		[
			'without the outer group, and with a name of its own for the value',
			{
				options: {
					ewallets: {
						splitBy: 'percent',
						wallets: { values: [{ ewallet: ` ${a} `, percent: '100', amount: '' }] },
					},
				},
			},
			[{ ewallet: a, percent: 100 }],
		],
		[
			'as a plain list',
			{ options: { ewallets: { splitBy: 'amount', wallets: [{ ewallet: a, amount: '12.5' }] } } },
			[{ ewallet: a, amount: 12.5 }],
		],
		['not at all', { options: { ewallets: {} } }, undefined],
		['without a row', { options: split('amount') }, undefined],
	])('is taken: %s', (_, more, ewallets) => {
		expect(check(more)).toBeNull();
		const { body } = rapyd.createRequest(draft({ options: more.options ?? {} }));
		expect(body?.ewallets).toEqual(ewallets);
	});

	test('is checked exactly, whatever the digits', () => {
		const parts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(parts, fc.integer({ min: 0, max: 4 }), fc.boolean(), (units, scale, off) => {
				const text = (value: bigint) => {
					const digits = String(value).padStart(scale + 1, '0');
					const whole = digits.slice(0, digits.length - scale);
					return scale === 0 ? whole : `${whole}.${digits.slice(digits.length - scale)}`;
				};
				const total = units.reduce((sum, value) => sum + value, off ? 1n : 0n);
				const wallets = units.map((value, index) => share(`ewallet_${index}`, text(value)));
				const problem = check({ amountText: text(total), options: split('amount', ...wallets) });
				expect(problem === null).toBe(!off);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('the request', () => {
	test('names amount, currency and reference, and nothing that was not entered', () => {
		expect(rapyd.createRequest(draft())).toEqual({
			method: 'POST',
			path: '/v1/refunds',
			headers: { idempotency: 'key-1' },
			body: {
				payment: 'payment_1',
				amount: '12.50',
				currency: 'EUR',
				merchant_reference_id: 'ref-1001',
			},
		});
	});

	test('carries reason and metadata', () => {
		const rows = [
			{ key: 'order', value: '1001' },
			{ key: '__proto__', value: 'x' },
		];
		const options = { metadata: { values: rows } };
		const { body } = rapyd.createRequest(draft({ reason: 'Returned', options }));
		expect(body).toMatchObject({ reason: 'Returned' });
		expect(JSON.stringify(body?.metadata)).toBe('{"order":"1001","__proto__":"x"}');
		expect(readMetadata({ metadata: rows })).toEqual(readMetadata({ values: rows }));
	});

	test('never leaks one order’s options into the next', () => {
		const options = { metadata: { values: [{ key: 'a', value: '1' }] } };
		rapyd.createRequest(draft({ options }));
		expect(rapyd.createRequest(draft()).body).not.toHaveProperty('metadata');
		expect(options).toEqual({ metadata: { values: [{ key: 'a', value: '1' }] } });
	});

	test.each([
		[1250n, 'EUR', '12.50'],
		[1200n, 'EUR', '12'],
		[1n, 'EUR', '0.01'],
		[500n, 'JPY', '500'],
		[1500n, 'KWD', '1.500'],
		[10000n, 'CLF', '1'],
	])('writes %p minor units of %s as "%s"', (minor, currency, text) => {
		const digits = digitsOf(currency) ?? 0;
		const request = rapyd.createRequest(draft({ money: { minor, currency, digits } }));
		expect(request.body?.amount).toBe(text);
	});

	test('writes every amount of every currency so that it reads back as the same', () => {
		const max = 10n ** 15n - 1n;
		fc.assert(
			fc.property(
				fc.constantFrom(...CURRENCIES),
				fc.bigInt({ min: 1n, max }),
				(currency, minor) => {
					const digits = digitsOf(currency) as number;
					const { body } = rapyd.createRequest(draft({ money: { minor, currency, digits } }));
					expect(body?.amount).toMatch(/^\d+(\.\d+)?$/);
					expect(moneyFromMajor(body?.amount, currency)?.minor).toBe(minor);
				},
			),
		);
	});

	test('for a group names the group and the amount', () => {
		expect(rapydGroup.createRequest(draft({ paymentId: 'gp_1', reason: 'x' }))).toEqual({
			method: 'POST',
			path: '/v1/refunds/group_payments',
			headers: { idempotency: 'key-1' },
			body: { group_payment: 'gp_1', amount: '12.50' },
		});
	});

	test('is guarded by Rapyd only where Rapyd’s support switched that on', () => {
		expect(rapyd.providerGuards({})).toBe(false);
		expect(rapyd.providerGuards({ providerIdempotency: false })).toBe(false);
		expect(rapyd.providerGuards({ providerIdempotency: true })).toBe(true);
	});
});
