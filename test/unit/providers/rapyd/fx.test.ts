import { otherCurrency, payableIn } from '../../../../providers/rapyd/fx';
import { paymentFrom } from '../../../../providers/rapyd/payments';
import { refundFrom } from '../../../../providers/rapyd/refunds';
import type { Json, JsonObject } from '../../../../refunds/json';
import { closedPayment, pendingRefund } from './fixtures';

/** The customer paid 100.00 USD, the merchant received 92.35 EUR. */
const data: JsonObject = {
	...closedPayment,
	amount: 100,
	currency_code: 'USD',
	merchant_requested_currency: 'EUR',
	merchant_requested_amount: 92.35,
	fx_rate: '0.9235',
	refunded_amount: 0,
	refunds: null,
};

function left(currency: string | null, refunds: Array<[Json, string, string?]>, change = {}) {
	const record = { ...data, ...change };
	const made = refunds.map(([amount, of, status = 'Completed'], index) =>
		refundFrom({ ...pendingRefund, id: `refund_${index}`, amount, currency: of, status }, 'test'),
	);
	const payment = paymentFrom(record, 'test', { refunds: made, complete: true });
	const seen = payableIn(payment, record, made, currency);
	return [seen.amount, seen.currency, seen.refundableAmount];
}

describe('a payment with currency exchange', () => {
	test.each<[string | null, Array<[Json, string, string?]>, string, string, string | null]>([
		[null, [], '100.00', 'USD', '100.00'],
		['USD', [], '100.00', 'USD', '100.00'],
		['EUR', [], '92.35', 'EUR', '92.35'],
		['eur', [], '92.35', 'EUR', '92.35'],
		[null, [[40, 'USD']], '100.00', 'USD', '60.00'],
		// 60 × 0.9235 = 55.41
		['EUR', [[40, 'USD']], '92.35', 'EUR', '55.41'],
		// 10 / 0.9235 = 10.828…, rounded up: 10.83; 89.17 × 0.9235 = 82.348…, rounded down.
		[null, [[10, 'EUR']], '100.00', 'USD', '89.17'],
		['EUR', [[10, 'EUR']], '92.35', 'EUR', '82.34'],
		[
			null,
			[
				[10, 'EUR'],
				[40, 'USD', 'Pending'],
			],
			'100.00',
			'USD',
			'49.17',
		],
		[null, [[92.35, 'EUR']], '100.00', 'USD', '0.00'],
		['EUR', [[100, 'USD']], '92.35', 'EUR', '0.00'],
		['EUR', [[40, 'USD', 'Rejected']], '92.35', 'EUR', '92.35'],
		['EUR', [[40, 'GBP']], '92.35', 'EUR', null],
		[null, [['x', 'USD']], '100.00', 'USD', null],
	])('in %j after %j: %s %s, left %j', (currency, refunds, amount, of, expected) => {
		expect(left(currency, refunds)).toEqual([amount, of, expected]);
	});

	test('says both amounts in its record', () => {
		expect(paymentFrom(data, 'test')).toMatchObject({
			amount: '100.00',
			currency: 'USD',
			receivedAmount: '92.35',
			receivedCurrency: 'EUR',
		});
		const none = { receivedAmount: null, receivedCurrency: null };
		expect(paymentFrom({ ...data, merchant_requested_currency: 'USD' }, 'test')).toMatchObject(
			none,
		);
		expect(paymentFrom(closedPayment, 'test')).toMatchObject(none);
		const odd = { ...data, merchant_requested_amount: '92,35' };
		expect(paymentFrom(odd, 'test')).toMatchObject({
			receivedAmount: null,
			receivedCurrency: 'EUR',
		});
	});

	test('has no more left than Rapyd says', () => {
		expect(left(null, [], { refunded_amount: 70 })).toEqual(['100.00', 'USD', '30.00']);
		expect(left('EUR', [], { refunded_amount: 70 })).toEqual(['92.35', 'EUR', '27.70']);
	});

	test.each([
		[{ fx_rate: 0 }],
		[{ fx_rate: null }],
		[{ merchant_requested_amount: 'x' }],
		[{ merchant_requested_currency: 'USD' }],
		[{ merchant_requested_currency: null }],
	])('that cannot be read (%j) is left as it is', (change) => {
		expect(left('EUR', [], change)).toEqual(['100.00', 'USD', '100.00']);
	});

	test('takes either currency and no other', () => {
		for (const currency of [null, 'USD', 'usd', 'EUR']) {
			expect(otherCurrency(data, 'payment_1', currency)).toBeNull();
		}
		expect(otherCurrency(data, 'payment_1', 'GBP')).toEqual({
			code: 'currency_mismatch',
			message:
				'Payment payment_1 is in USD (customer) and EUR (merchant), but Currency says GBP. Nothing was sent.',
			advice: 'Leave Currency empty, or set it to USD or EUR.',
		});
		const plain = { ...data, merchant_requested_currency: null };
		expect(otherCurrency(plain, 'payment_1', 'EUR')).toMatchObject({
			message: 'Payment payment_1 is in USD, but Currency says EUR. Nothing was sent.',
			advice: 'Leave Currency empty, or set it to USD.',
		});
		expect(otherCurrency({}, 'payment_1', 'EUR')).toBeNull();
	});
});
