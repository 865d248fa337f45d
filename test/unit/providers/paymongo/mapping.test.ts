import fc from 'fast-check';

import { findObstacle } from '../../../../providers/paymongo/lookUp';
import { paymentFrom } from '../../../../providers/paymongo/payments';
import { refundFrom } from '../../../../providers/paymongo/refunds';
import type { JsonObject } from '../../../../refunds/json';
import { changed, pendingRefund, refundedPayment, refundOf } from './fixtures';

describe('a refund', () => {
	test('of the live sample', () => {
		expect(refundFrom(pendingRefund, 'test')).toEqual({
			provider: 'paymongo',
			mode: 'live',
			refundId: 'ref_i3Mt',
			paymentId: 'pay_1',
			reference: null,
			amount: '20.00',
			amountMinor: 2000,
			currency: 'PHP',
			status: 'pending',
			final: false,
			providerStatus: 'pending',
			reason: 'others',
			failureCode: null,
			failureMessage: null,
			createdAt: '2025-06-04T06:35:55.000Z',
			updatedAt: '2025-06-04T06:35:55.000Z',
			duplicate: false,
			protection: null,
			raw: pendingRefund,
		});
	});

	test('of the documents, whose sample leaves fields out', () => {
		const sample = {
			id: 'ref_vPSq',
			type: 'refund',
			attributes: {
				amount: 10000,
				currency: 'PHP',
				livemode: true,
				notes: 'Double payment created',
				payment_id: 'pay_qOSh',
				payout_id: null,
				reason: 'requested_by_customer',
				status: 'succeeded',
				created_at: 1612746914,
				updated_at: 1612746914,
			},
		};
		expect(refundFrom(sample, null)).toMatchObject({
			refundId: 'ref_vPSq',
			amount: '100.00',
			status: 'succeeded',
			final: true,
			reference: null,
			createdAt: '2021-02-08T01:15:14.000Z',
		});
	});

	test.each([
		['pending', 'pending', false],
		['processing', 'pending', false],
		['refunding', 'pending', false],
		['succeeded', 'succeeded', true],
		['failed', 'failed', true],
		['canceled', 'unknown', false],
		['SUCCEEDED', 'succeeded', true],
		[' Failed\n', 'failed', true],
		['constructor', 'unknown', false],
	])('status %s is %s', (providerStatus, status, final) => {
		const refund = refundFrom(changed(pendingRefund, { status: providerStatus }), 'test');
		expect(refund).toMatchObject({ status, final, providerStatus });
	});

	test.each([
		['pending', 'requires_action'],
		['refunding', 'requires_action'],
		['succeeded', 'succeeded'],
		['failed', 'failed'],
		['expired', 'unknown'],
	])('a claim link with status %s is %s', (status, expected) => {
		const link = 'https://refunds.example/claim/1';
		const refund = refundFrom(changed(pendingRefund, { status, transfer_link: link }), 'test');
		expect(refund.status).toBe(expected);
	});

	test('says why it failed, or that PayMongo does not say', () => {
		const silent = refundFrom(changed(pendingRefund, { status: 'failed' }), 'test');
		expect(silent.failureCode).toBe('refund_failed');
		expect(silent.failureMessage).toMatch(/gives no reason/);
		const attributes = { status: 'failed', failed_code: 'x_1', failed_message: 'Account closed' };
		const spoken = refundFrom(changed(pendingRefund, attributes), 'test');
		expect(spoken).toMatchObject({ failureCode: 'x_1', failureMessage: 'Account closed' });
	});

	test('gives our reference back from the metadata', () => {
		const refund = changed(pendingRefund, { metadata: { refund_reference: 'T-1', order: 'A' } });
		expect(refundFrom(refund, 'test').reference).toBe('T-1');
	});

	test('takes the mode of the key where it does not say', () => {
		const refund = changed(pendingRefund, { livemode: null });
		expect(refundFrom(refund, 'test').mode).toBe('test');
		expect(refundFrom(changed(refund, { livemode: false }), 'live').mode).toBe('test');
	});
});

describe('a payment', () => {
	test('of the live sample is refunded whole although it says paid', () => {
		expect(paymentFrom(refundedPayment, 'live')).toMatchObject({
			provider: 'paymongo',
			paymentId: 'pay_1',
			amount: '20.00',
			amountMinor: 2000,
			currency: 'PHP',
			status: 'paid',
			refundedAmount: '20.00',
			refundableAmount: '0.00',
			refunds: [{ refundId: 'ref_NPV4', status: 'succeeded', paymentId: 'pay_1' }],
		});
	});

	const withRefunds = (...refunds: unknown[]) =>
		changed(refundedPayment, { amount: 10_050, refunds: refunds as JsonObject[] });

	test('counts pending and unknown refunds as spent, failed ones not', () => {
		const payment = withRefunds(
			refundOf('ref_1', { amount: 1001, status: 'pending' }),
			refundOf('ref_2', { amount: 2002, status: 'a new word' }),
			refundOf('ref_3', { amount: 3003, status: 'failed' }),
			refundOf('ref_4', { amount: 4004, status: 'succeeded' }),
		);
		const { refundedAmount, refundableAmount } = paymentFrom(payment, 'test');
		expect({ refundedAmount, refundableAmount }).toEqual({
			refundedAmount: '70.07',
			refundableAmount: '30.43',
		});
	});

	test.each([
		['an unreadable amount', refundOf('ref_1', { amount: 'ten' })],
		['another currency', refundOf('ref_1', { currency: 'USD' })],
		['nothing but an id', 'ref_1'],
	])('does not guess what is left when a refund has %s', (_what, refund) => {
		const { refundedAmount, refundableAmount } = paymentFrom(withRefunds(refund), 'test');
		expect([refundedAmount, refundableAmount]).toEqual([null, null]);
	});

	test('does not say nothing was refunded when PayMongo does not', () => {
		const { refundableAmount, refunds } = paymentFrom(
			changed(refundedPayment, { refunds: null }),
			'test',
		);
		expect([refundableAmount, refunds]).toEqual([null, []]);
	});

	test('has nothing, not less than nothing, left after too many refunds', () => {
		const payment = withRefunds(refundOf('ref_1', { amount: 20_000 }));
		expect(paymentFrom(payment, 'test')).toMatchObject({
			refundedAmount: '200.00',
			refundableAmount: '0.00',
		});
	});

	test('gives method, reference and time, and masks the phone number', () => {
		const payment = paymentFrom(
			changed(refundedPayment, {
				source: { id: 'src_1', type: 'gcash' },
				external_reference_number: 'ORDER-1',
				created_at: 1749018955,
				billing: { phone: '+639171234567' },
				status: 'something new',
			}),
			'test',
		);
		expect(payment).toMatchObject({
			method: 'gcash',
			reference: 'ORDER-1',
			createdAt: '2025-06-04T06:35:55.000Z',
			status: 'unknown',
			providerStatus: 'something new',
		});
		expect(JSON.stringify(payment.raw)).not.toContain('9171234567');
	});
});

describe('what stands against a refund', () => {
	const day = 86_400;
	const now = 1_800_000_000;
	const paid = (method: string, daysAgo: number): JsonObject => ({
		status: 'paid',
		source: { type: method },
		paid_at: now - daysAgo * day,
	});
	const obstacle = (payment: JsonObject, byQrPh = false) =>
		findObstacle(payment, byQrPh, now * 1000)?.code ?? null;

	test.each([
		['pending', 'payment_not_paid'],
		['failed', 'payment_not_paid'],
		['paid', null],
		['refunded', null],
		['a new word', null],
	])('status %s: %s', (status, code) => {
		expect(obstacle({ status })).toBe(code);
	});

	test('a dispute', () => {
		expect(obstacle({ status: 'paid', disputed: true })).toBe('payment_disputed');
		expect(obstacle({ status: 'paid', disputed: false })).toBeNull();
	});

	test.each([
		['card', 60],
		['gcash', 180],
		['grab_pay', 90],
		['paymaya', 366],
		['shopee_pay', 365],
		['billease', 60],
		['dob', 30],
		['brankas_bdo', 30],
		['brankas_landbank', 30],
		['brankas_metrobank', 30],
	])('%s is refunded for %i days and one of grace', (method, days) => {
		expect(obstacle(paid(method, days + 1))).toBeNull();
		expect(obstacle({ ...paid(method, days + 1), paid_at: now - (days + 1) * day - 1 })).toBe(
			'refund_window_closed',
		);
	});

	test('a method nobody has listed, or no time, is never too old', () => {
		expect(obstacle(paid('new_wallet', 4000))).toBeNull();
		expect(obstacle({ ...paid('card', 4000), paid_at: null })).toBeNull();
	});

	test('QR Ph needs its own host, and that host is for QR Ph only', () => {
		expect(obstacle(paid('qrph', 1))).toBe('qrph_host_needed');
		expect(obstacle(paid('qrph', 1), true)).toBeNull();
		expect(obstacle(paid('qrph', 40), true)).toBe('refund_window_closed');
		expect(obstacle(paid('gcash', 1), true)).toBe('qrph_host_not_needed');
		expect(obstacle(paid('new_wallet', 1), true)).toBeNull();
	});
});

describe('any JSON', () => {
	const anyJson = fc.jsonValue({ maxDepth: 4 });
	/** JSON that looks like a resource from outside, so that the inside is reached. */
	const resourceLike = fc.record(
		{
			id: fc.oneof(fc.constant('ref_1'), anyJson),
			type: fc.oneof(fc.constant('refund'), fc.constant('payment'), anyJson),
			attributes: fc.oneof(
				anyJson,
				fc.dictionary(
					fc.constantFrom(
						'amount',
						'currency',
						'status',
						'metadata',
						'refunds',
						'source',
						'created_at',
						'livemode',
						'payment_id',
						'transfer_link',
						'paid_at',
					),
					fc.oneof(anyJson, fc.constant('PHP'), fc.nat()),
				),
			),
		},
		{ requiredKeys: [] },
	);
	const known = new Set(['pending', 'processing', 'refunding', 'succeeded', 'failed']);

	test('is read without throwing', () => {
		fc.assert(
			fc.property(fc.oneof(anyJson, resourceLike), (value) => {
				expect(refundFrom(value, null).provider).toBe('paymongo');
				expect(paymentFrom(value, null).provider).toBe('paymongo');
				findObstacle((value ?? {}) as JsonObject, false, 0);
			}),
			{ numRuns: 2000 },
		);
	});

	test('in a status that is not known comes out unknown, its text kept', () => {
		fc.assert(
			fc.property(
				fc.string().filter((text) => text.trim() !== '' && !known.has(text)),
				(status) => {
					const refund = refundFrom(changed(pendingRefund, { status }), 'test');
					expect(refund).toMatchObject({ status: 'unknown', providerStatus: status, final: false });
				},
			),
			{ numRuns: 1000 },
		);
	});
});
