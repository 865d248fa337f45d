import fc from 'fast-check';

import { balanceOf } from '../../../refunds/balance';
import { toDecimal } from '../../../refunds/money';
import { refundRecord, type RefundRecord, type RefundStatus } from '../../../refunds/refund';
import { createWorld } from './create/world';

const { payment } = createWorld();
const refundOf = (minor: bigint, status: RefundStatus = 'succeeded'): RefundRecord =>
	refundRecord({ provider: 'rapyd', status, money: { minor, currency: 'EUR', digits: 2 } });

const leftOf = (refunds: RefundRecord[], change: Partial<typeof payment> = {}) =>
	balanceOf({ payment: { ...payment, ...change }, refunds });

test.each([
	['pending', true],
	['requires_action', true],
	['succeeded', true],
	['unknown', true],
	['failed', false],
	['canceled', false],
	['reversed', false],
] as const)('a refund that is %s: counts as spent: %p', (status, isSpent) => {
	expect(leftOf([refundOf(2_500n, status)])).toEqual({
		currency: 'EUR',
		left: isSpent ? 7_500n : 10_000n,
	});
});

test('what is left is the paid amount less all refunds, exactly, and never below zero', () => {
	fc.assert(
		fc.property(
			fc.bigInt({ min: 0n, max: 10n ** 14n }),
			fc.array(fc.bigInt({ min: 0n, max: 10n ** 13n }), { maxLength: 20 }),
			(paid, amounts) => {
				const sum = amounts.reduce((total, amount) => total + amount, 0n);
				const { left } = leftOf(
					amounts.map((amount) => refundOf(amount)),
					{ amount: toDecimal(paid, 2) },
				);
				expect(left).toBe(paid > sum ? paid - sum : 0n);
			},
		),
	);
});

test('the provider may say less, never more', () => {
	expect(leftOf([], { refundableAmount: '40.00' }).left).toBe(4_000n);
	expect(leftOf([refundOf(9_000n)], { refundableAmount: '40.00' }).left).toBe(1_000n);
	expect(leftOf([], { refundableAmount: '100.00' }).left).toBe(10_000n);
	expect(leftOf([], { refundableAmount: '0.00' }).left).toBe(0n);
});

test.each([
	['a refund in another currency', { currency: 'USD' }],
	['a refund without a readable amount', { amount: null }],
])('with %s only the provider can say', (_, change) => {
	const odd = { ...refundOf(100n), ...change };
	expect(leftOf([odd])).toEqual({ currency: 'EUR', left: null });
	expect(leftOf([odd], { refundableAmount: '40.00' }).left).toBe(4_000n);
	expect(leftOf([{ ...odd, status: 'failed' }]).left).toBe(10_000n);
});

test('a refund that does not name its currency is in the payment’s', () => {
	expect(leftOf([{ ...refundOf(100n), currency: null }]).left).toBe(9_900n);
});

test('without the paid amount only the provider can say', () => {
	expect(leftOf([], { amount: null })).toEqual({ currency: 'EUR', left: null });
	expect(leftOf([], { amount: null, refundableAmount: '40.00' }).left).toBe(4_000n);
	expect(leftOf([], { currency: null })).toEqual({ currency: null, left: null });
	expect(leftOf([], { currency: 'eur' })).toEqual({ currency: 'EUR', left: 10_000n });
});
