import fc from 'fast-check';

import { listCountries, redstone, vesicash } from '../../../../providers/mobileMoney';
import type { Json, JsonObject } from '../../../../refunds/json';
import { ProviderError, type Answer, type Send } from '../../../../refunds/exchange';
import { all, answerOf } from '../../../support/providerCalls';
import { account, draft, order } from './fixtures';

/** JSON of any shape, and JSON with the gateway's own field names and anything in them. */
const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const text = fc.oneof(
	fc.string(),
	fc.constantFrom('success', 'error', 'refund', 'debit', 'ZMW', '12.5'),
);
const value = fc.oneof(json, text, fc.double(), fc.integer()) as fc.Arbitrary<Json>;
const RECORD = [
	'id',
	'amount',
	'type',
	'status',
	'currency',
	'reference',
	'refund_id',
	'created_at',
	'environment',
	'failure_reason',
	'action',
	'currency_code',
	'balance',
	'balance_at',
	'country',
	'payment_reference',
	'phone_number',
];
const fields = (names: string[], inner: fc.Arbitrary<Json>) =>
	fc.dictionary(fc.constantFrom(...names), inner, { maxKeys: names.length });
const record = fields([...RECORD, 'refunds'], fc.oneof(value, fc.array(fields(RECORD, value))));
const envelope = fc.record(
	{
		status: fc.oneof(fc.constantFrom('success', 'error'), value),
		code: fc.oneof(fc.constantFrom(200, 400, 404, 500), value),
		message: fc.oneof(text, value),
		data: fc.oneof(record, fc.array(record, { maxLength: 4 }), value),
		pagination: value,
	},
	{ requiredKeys: [] },
);
const body = fc.oneof(envelope, envelope, json) as fc.Arbitrary<Json>;
const status = fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 404, 409, 422, 429, 500, 503);

const RUNS = { numRuns: 2000 };

describe('any answer', () => {
	test('is sorted without throwing, and never as accepted unless it says success', () => {
		fc.assert(
			fc.property(status, body, (httpStatus, given) => {
				for (const provider of [redstone, vesicash]) {
					const sorted = provider.sortAnswer(answerOf(httpStatus, given), draft());
					expect(['accepted', 'refused', 'unknown']).toContain(sorted.outcome);
					if (sorted.outcome === 'accepted') {
						expect(httpStatus).toBeLessThan(300);
						expect(
							String((given as JsonObject).status)
								.trim()
								.toLowerCase(),
						).toBe('success');
					}
					if (sorted.outcome === 'refused') expect([200, 400, 404]).toContain(httpStatus);
				}
			}),
			RUNS,
		);
	});

	test('is read without throwing anything but a ProviderError', async () => {
		await fc.assert(
			fc.asyncProperty(status, body, async (httpStatus, given) => {
				const send: Send = async () => await Promise.resolve(answerOf(httpStatus, given));
				const reads = [redstone, vesicash].flatMap((provider) => [
					provider.lookUp(send, account, order()),
					provider.getPayment(send, account, 'PY_1'),
					provider.getRefund(send, account, { refundId: 'RF_1', paymentId: 'PY_1' }),
					provider.getRefund(send, account, { refundId: '', paymentId: 'PY_1' }),
					all(provider.listRefunds(send, account, { createdAfter: '2026-01-01T00:00:00Z' })),
					all(provider.listRefunds(send, account, { paymentId: 'PY_1' })),
					all(provider.listPayments(send, account, {})),
					provider.getBalances?.(send, account),
					all(provider.listWalletHistory?.(send, account, {}) ?? none()),
				]);
				const settled = await Promise.allSettled([...reads, listCountries(send)]);
				for (const result of settled) {
					if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ProviderError);
				}
				expect(typeof (await vesicash.evidence?.(send, account, draft()))).toBe('string');
			}),
			{ numRuns: 500 },
		);
	});

	test('keeps a status it does not know, as unknown', () => {
		const known = ['pending', 'processing', 'successful', 'success', 'failed'];
		const word = fc
			.string({ minLength: 1 })
			.filter((each) => each.trim() !== '' && !known.includes(each.trim().toLowerCase()));
		fc.assert(
			fc.property(word, (providerStatus) => {
				const given = { status: 'success', code: 200, data: { status: providerStatus } };
				expect(vesicash.sortAnswer(answerOf(200, given), draft())).toMatchObject({
					outcome: 'accepted',
					refund: { status: 'unknown', final: false, providerStatus },
				});
			}),
			RUNS,
		);
	});

	test('is sorted without throwing when it is no JSON', () => {
		fc.assert(
			fc.property(status, fc.string(), (httpStatus, page) => {
				const given: Answer = {
					kind: 'answer',
					status: httpStatus,
					headers: {},
					text: page,
					body: undefined,
				};
				expect(vesicash.sortAnswer(given, draft()).outcome).toBe('unknown');
			}),
			RUNS,
		);
	});
});

describe('any order', () => {
	test('is checked without throwing, and what passes goes out whole', () => {
		const options = fc.dictionary(
			fc.constantFrom('momoPhoneNumber', 'webhookUrl', 'currency', 'email', 'countryId', 'other'),
			value,
		);
		fc.assert(
			fc.property(fc.string(), options, (paymentId, given) => {
				for (const provider of [redstone, vesicash]) {
					const checked = provider.checkOrder(order({ paymentId, options: given }));
					expect(checked === null || /^[A-Z]/.test(checked)).toBe(true);
					if (checked !== null) continue;
					const sent = provider.createRequest(draft({ paymentId, options: given })).body ?? {};
					expect(sent.payment_reference).toBe(paymentId);
					expect(Object.values(sent)).not.toContain('');
				}
			}),
			RUNS,
		);
	});
});

function none(): never {
	throw new Error('not offered');
}
