import { readFileSync } from 'node:fs';
import fc from 'fast-check';

import { account as accountOf } from '../../../../providers/rapyd/account';
import { ERRORS } from '../../../../providers/rapyd/errorCodes';
import { paymentFrom } from '../../../../providers/rapyd/payments';
import { refundFrom } from '../../../../providers/rapyd/refunds';
import type { JsonObject } from '../../../../refunds/json';
import { closedPayment, failedRefund, pendingRefund, refund } from './fixtures';

describe('a refund', () => {
	test('is read from the documented sample', () => {
		expect(refundFrom(pendingRefund, 'test')).toEqual({
			provider: 'rapyd',
			mode: 'test',
			refundId: 'refund_1',
			paymentId: 'payment_1',
			reference: 'ref-1001',
			amount: '12.50',
			amountMinor: 1250,
			currency: 'EUR',
			status: 'pending',
			final: false,
			providerStatus: 'Pending',
			reason: 'Merchandise returned',
			failureCode: null,
			failureMessage: null,
			createdAt: '2026-01-01T00:00:00.000Z',
			updatedAt: '2026-01-01T00:01:00.000Z',
			duplicate: false,
			protection: null,
			raw: pendingRefund,
		});
	});

	test('is read from the sample of a failed one, where hardly anything is there', () => {
		expect(refundFrom(failedRefund, 'live')).toMatchObject({
			refundId: 'refund_2',
			status: 'failed',
			final: true,
			amount: null,
			amountMinor: null,
			currency: null,
			createdAt: null,
			updatedAt: null,
			failureCode: 'Error',
			failureMessage: expect.stringContaining('not closed'),
		});
	});

	test.each([
		['Pending', 'pending', false],
		['Completed', 'succeeded', true],
		['COMPLETED', 'succeeded', true],
		[' completed ', 'succeeded', true],
		['Rejected', 'failed', true],
		['Error', 'failed', true],
		['Canceled', 'canceled', true],
		['Cancelled', 'canceled', true],
		['Settling', 'unknown', false],
		['constructor', 'unknown', false],
		['', 'unknown', false],
	])('status %p is %s', (word, status, final) => {
		const record = refundFrom({ ...pendingRefund, status: word }, null);
		expect(record).toMatchObject({ status, final, providerStatus: word === '' ? null : word });
	});

	test.each([
		[{ failure_reason: 'lost_or_stolen_card' }, 'lost_or_stolen_card', /lost or stolen/],
		[{ failure_reason: 'expired_or_canceled_card' }, 'expired_or_canceled_card', /expired/],
		[{ failure_reason: 'unknown' }, 'unknown', /does not know why/],
		[{ failure_reason: 'brand_new' }, 'brand_new', /^brand_new$/],
		[{ failure_reason: 'brand_new', failure_code: '05' }, '05', /^brand_new$/],
		[{ failure_reason: '' }, 'Rejected', /rejected/],
	])('says why it failed: %j', (why, code, message) => {
		const record = refundFrom({ ...pendingRefund, status: 'Rejected', ...why }, null);
		expect(record.failureCode).toBe(code);
		expect(record.failureMessage).toMatch(message);
	});

	test.each([
		['JPY', 500, '500', 500],
		['JPY', '500', '500', 500],
		['KWD', 1.5, '1.500', 1500],
		['EUR', '12.50', '12.50', 1250],
		['EUR', 12.345, null, null],
		['EUR', -1, null, null],
	])('reads amounts of %s exactly: %p', (currency, amount, text, minor) => {
		const record = refundFrom({ ...pendingRefund, currency, amount }, null);
		expect(record).toMatchObject({ currency, amount: text, amountMinor: minor });
	});

	test('takes no word that is no currency code for one', () => {
		const record = refundFrom({ ...pendingRefund, currency: 'USDC', amount: 1 }, null);
		expect(record).toMatchObject({
			amount: null,
			currency: null,
			failureCode: 'response_mismatch',
		});
	});

	test('masks phone numbers in raw', () => {
		const record = refundFrom({ ...pendingRefund, phone_number: '+4915112345678' }, null);
		expect(JSON.stringify(record)).not.toContain('15112345678');
	});

	test('never throws, and keeps a status it does not know', () => {
		const known = /^(pending|completed|rejected|error|cancell?ed)$/i;
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom(...Object.keys(pendingRefund), 'x'), fc.jsonValue()),
				fc.string(),
				(data, word) => {
					const record = refundFrom({ ...data, status: word }, null);
					expect(Object.keys(record)).toHaveLength(19);
					if (known.test(word.trim())) return;
					expect(record.status).toBe('unknown');
					expect(record.providerStatus).toBe(word.trim() === '' ? null : word);
				},
			),
			{ numRuns: 2000 },
		);
	});
});

describe('a payment', () => {
	test('is read from the documented fields', () => {
		expect(paymentFrom(closedPayment, 'live')).toEqual({
			provider: 'rapyd',
			mode: 'live',
			paymentId: 'payment_1',
			reference: 'order-1',
			amount: '100.00',
			amountMinor: 10000,
			currency: 'EUR',
			status: 'paid',
			providerStatus: 'CLO',
			refundedAmount: '0.00',
			refundableAmount: '100.00',
			receivedAmount: null,
			receivedCurrency: null,
			refunds: [],
			method: 'de_visa_card',
			createdAt: '2025-12-31T22:26:40.000Z',
			raw: closedPayment,
		});
	});

	test.each([
		['ACT', 'active'],
		['CAN', 'canceled'],
		['CLO', 'paid'],
		['clo', 'paid'],
		['ERR', 'failed'],
		['EXP', 'expired'],
		['REV', 'reversed'],
		['DLD', 'unknown'],
		['toString', 'unknown'],
	])('status %s is "%s"', (word, status) => {
		expect(paymentFrom({ ...closedPayment, status: word }, null)).toMatchObject({
			status,
			providerStatus: word,
		});
	});

	const refunds = (...data: JsonObject[]) => ({
		data,
		has_more: false,
		total_count: data.length,
		url: '',
	});

	test.each<[string, JsonObject, string | null, string | null]>([
		['what Rapyd says', { refunded_amount: 40 }, '40.00', '60.00'],
		[
			'less a pending refund that refunded_amount does not have',
			{ refunded_amount: 0, refunds: refunds(refund('r1', { amount: 30 })) },
			'0.00',
			'70.00',
		],
		[
			'the lower of both, not their sum',
			{ refunded_amount: 30, refunds: refunds(refund('r1', { amount: 30 })) },
			'30.00',
			'70.00',
		],
		[
			'an unknown status counts as spent',
			{ refunds: refunds(refund('r1', { amount: 30, status: 'Settling' })) },
			'0.00',
			'70.00',
		],
		[
			'a failed one does not',
			{ refunds: refunds(refund('r1', { amount: 30, status: 'Rejected' })) },
			'0.00',
			'100.00',
		],
		['never below zero', { refunded_amount: 120 }, '120.00', '0.00'],
		[
			'0.1 + 0.2, exactly',
			{
				amount: 0.3,
				refunds: refunds(refund('r1', { amount: 0.1 }), refund('r2', { amount: 0.2 })),
			},
			'0.00',
			'0.00',
		],
		['not said', { refunded_amount: null, refunds: undefined as never }, null, null],
		[
			'not said, but all refunds are seen',
			{ refunded_amount: null, refunds: refunds(refund('r1', { amount: 30 })) },
			null,
			'70.00',
		],
		[
			'not said, and not all refunds are seen',
			{
				refunded_amount: null,
				refunds: { ...refunds(refund('r1', { amount: 30 })), total_count: 5 },
			},
			null,
			null,
		],
	])('what is left: %s', (_, more, refundedAmount, refundableAmount) => {
		expect(paymentFrom({ ...closedPayment, ...more }, null)).toMatchObject({
			refundedAmount,
			refundableAmount,
		});
	});

	test('never throws', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom(...Object.keys(closedPayment), 'currency'), fc.jsonValue()),
				(data) => Object.keys(paymentFrom(data as JsonObject, null)).length === 17,
			),
			{ numRuns: 2000 },
		);
	});
});

describe('an account', () => {
	test.each([
		['sandbox', 'test', 'https://sandboxapi.rapyd.net', 'sandboxapi.rapyd.net', []],
		['production', 'live', 'https://api.rapyd.net', 'api.rapyd.net', []],
		[
			'custom',
			null,
			'http://127.0.0.1:4010',
			'api.rapyd.net',
			['127.0.0.1:4010', 'sandboxapi.rapyd.net'],
		],
	])('%s', (environment, mode, origin, identity, earlierIdentities) => {
		const baseUrl = ' http://127.0.0.1:4010/v1/ ';
		expect(accountOf({ environment, baseUrl, accessKey: 'a' })).toEqual({
			mode,
			origin,
			identity,
			earlierIdentities,
		});
	});

	test('is the same with other keys', () => {
		const identities = ['a', 'b'].map(
			(key) => accountOf({ environment: 'production', accessKey: key, secretKey: key }).identity,
		);
		expect(new Set(identities).size).toBe(1);
	});

	test('behind a proxy is the production account, whatever the address', () => {
		const behind = (baseUrl: string) => accountOf({ environment: 'custom', baseUrl });
		expect(behind('https://proxy.example').identity).toBe(
			accountOf({ environment: 'production' }).identity,
		);
		expect(behind('https://API.rapyd.net').earlierIdentities).toEqual(['sandboxapi.rapyd.net']);
		expect(behind('nonsense').earlierIdentities).toEqual(['nonsense', 'sandboxapi.rapyd.net']);
	});
});

test('the error table holds plain sentences', () => {
	for (const { meaning, advice } of Object.values(ERRORS)) {
		expect(meaning).toMatch(/^[A-Z].*\.$/);
		expect(advice).toMatch(/^[A-Z].*\.$/);
	}
	// Each code once: a later key would silently replace an earlier one.
	const source = readFileSync(require.resolve('../../../../providers/rapyd/errorCodes'), 'utf8');
	for (const code of Object.keys(ERRORS)) {
		expect(source.split(`\t${code}: {`)).toHaveLength(2);
	}
});
