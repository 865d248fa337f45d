import { refundRecord, type RefundRecord } from '../../../../refunds/refund';
import type { RefundDraft } from '../../../../refunds/provider';
import { asDuplicate, checkedAgainst, leavesByRefunded } from '../../../../refunds/create/outcome';

const draft: RefundDraft = {
	paymentId: 'payment_1',
	money: { minor: 1250n, currency: 'EUR', digits: 2 },
	partial: true,
	reason: 'broken',
	reference: 'T-1',
	idempotencyKey: 'key',
	options: {},
	mode: 'test',
};
const answer: RefundRecord = refundRecord({
	provider: 'rapyd',
	status: 'succeeded',
	refundId: 'refund_1',
	paymentId: 'payment_1',
	reference: 'T-1',
	reason: 'worn',
	money: draft.money,
});
const LOOK = "Look at this refund in the provider's dashboard before doing anything else.";

describe('an answer against its request', () => {
	test('the same: nothing is flagged', () => {
		expect(checkedAgainst(draft, answer)).toEqual(answer);
	});

	test('what the provider does not repeat is filled in', () => {
		const bare = refundRecord({ provider: 'rapyd', status: 'pending', refundId: 'refund_1' });
		expect(checkedAgainst(draft, bare)).toMatchObject({
			amount: '12.50',
			amountMinor: 1250,
			currency: 'EUR',
			paymentId: 'payment_1',
			reason: 'broken',
			reference: 'T-1',
			failureCode: null,
			failureMessage: null,
		});
	});

	test.each([
		[
			'amount',
			{ amount: '6.25', amountMinor: 625 },
			'asked for 12.50 EUR, the answer says 6.25 EUR',
		],
		['currency', { currency: 'USD' }, 'asked for 12.50 EUR, the answer says 12.50 USD'],
		[
			'payment',
			{ paymentId: 'payment_2' },
			'asked for payment payment_1, the answer says payment_2',
		],
		[
			'everything',
			{ amount: '6.25', currency: 'USD', paymentId: 'payment_2' },
			'asked for 12.50 EUR, the answer says 6.25 USD; asked for payment payment_1, the answer says payment_2',
		],
	])('another %s: loud, with both values, and the status kept', (_, change, difference) => {
		expect(checkedAgainst(draft, { ...answer, ...change })).toEqual({
			...answer,
			...change,
			failureCode: 'response_mismatch',
			failureMessage: `The provider's answer differs from the request: ${difference}. ${LOOK}`,
		});
	});

	test('fills in nothing where the answer holds something that cannot be read', () => {
		const unread = {
			...answer,
			amount: null,
			amountMinor: null,
			currency: null,
			failureCode: 'response_mismatch',
			failureMessage: 'PayMongo says the amount -1250, which cannot be read for certain.',
		};
		expect(checkedAgainst(draft, unread)).toEqual(unread);
	});

	test('the reference is the one that was asked for', () => {
		expect(checkedAgainst(draft, { ...answer, reference: 'other' }).reference).toBe('T-1');
	});
});

test.each([
	['pending', true],
	['requires_action', true],
	['succeeded', true],
	['failed', false],
	['canceled', false],
	['reversed', false],
	['unknown', false],
] as const)('%s leaves by Refunded: %p', (status, isRefunded) => {
	expect(leavesByRefunded({ ...answer, status })).toBe(isRefunded);
	expect(leavesByRefunded({ ...answer, status, failureCode: 'response_mismatch' })).toBe(false);
	expect(leavesByRefunded({ ...answer, status, failureCode: 'other' })).toBe(isRefunded);
});

test('a duplicate is the earlier refund under the name it was asked for by', () => {
	expect(asDuplicate({ ...answer, reference: null }, 'T-1')).toEqual({
		...answer,
		duplicate: true,
	});
});
