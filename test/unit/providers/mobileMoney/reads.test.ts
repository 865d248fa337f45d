import { redstone, vesicash } from '../../../../providers/mobileMoney';
import type { JsonObject } from '../../../../refunds/json';
import type { Answer } from '../../../../refunds/exchange';
import { answerOf, errorOf, recorder } from '../../../support/providerCalls';
import { account, failure, order, records, success } from './fixtures';

/** docs.vesicash.com, Get transaction status. */
const SAMPLE = {
	id: '',
	amount: 143,
	type: 'payment',
	method: 'mobilemoney',
	status: 'pending',
	currency: 'ZMW',
	reference: '',
	business_id: '',
	created_at: '2024-11-06T10:14:31.888324Z',
	environment: 'test',
	redirect_url: 'http://www.google.com',
	email: 'user@example.com',
	customer_first_name: '',
	customer_last_name: '',
	phone_number: '260971234567',
};
const PAID = { ...SAMPLE, status: 'successful', reference: 'PY_1', environment: 'live' };
/** A draft's `refunds[]`. */
const REFUND = {
	refund_id: 'ref_1',
	amount: 12.5,
	status: 'success',
	reason: 'late',
	reference: 'RF_1',
	created_at: '2026-01-12T16:51:55.285126Z',
	updated_at: '2026-01-12T16:52:00.000001Z',
};

const at = (reference: string) => `/v1/payment/${reference}`;

describe('getPayment', () => {
	test("reads the documents' sample and says nothing about refunds it does not show", async () => {
		const { send, requests } = records({ [at('PY_1')]: SAMPLE });
		const payment = await vesicash.getPayment(send, { ...account, mode: null }, 'PY_1');
		expect(requests).toEqual([{ method: 'GET', path: '/v1/payment/PY_1' }]);
		expect(payment).toEqual({
			provider: 'vesicash',
			mode: 'test',
			paymentId: 'PY_1',
			reference: null,
			amount: '143.00',
			amountMinor: 14300,
			currency: 'ZMW',
			status: 'pending',
			providerStatus: 'pending',
			refundedAmount: null,
			refundableAmount: null,
			receivedAmount: null,
			receivedCurrency: null,
			refunds: [],
			method: 'mobilemoney',
			createdAt: '2024-11-06T10:14:31.888Z',
			raw: { ...SAMPLE, phone_number: '********4567' },
		});
	});

	test('counts what is left where the record shows its refunds; pending and unknown are spent', async () => {
		const refunds = [
			REFUND,
			{ ...REFUND, amount: 10, status: 'failed' },
			{ ...REFUND, amount: 0.1, status: 'pending' },
			{ ...REFUND, amount: 0.2, status: 'hovering' },
		];
		const { send } = records({ [at('PY_1')]: { ...PAID, refunds } });
		const payment = await redstone.getPayment(send, account, 'PY_1');
		expect(payment).toMatchObject({ refundedAmount: '12.80', refundableAmount: '130.20' });
		expect(payment.refunds.map(({ status, final }) => [status, final])).toEqual([
			['succeeded', true],
			['failed', true],
			['pending', false],
			['unknown', false],
		]);
		expect(payment.refunds[0]).toMatchObject({
			provider: 'redstone',
			mode: 'test',
			refundId: 'RF_1',
			paymentId: 'PY_1',
			amount: '12.50',
			currency: 'ZMW',
			providerStatus: 'success',
			reason: 'late',
			createdAt: '2026-01-12T16:51:55.285Z',
			updatedAt: '2026-01-12T16:52:00.000Z',
		});
		expect(payment.refunds[3]?.providerStatus).toBe('hovering');
	});

	test('does not say what is left where a refund cannot be read', async () => {
		const refunds = [{ ...REFUND, amount: 'some' }];
		const { send } = records({ [at('PY_1')]: { ...PAID, refunds } });
		const payment = await redstone.getPayment(send, account, 'PY_1');
		expect(payment).toMatchObject({ refundedAmount: null, refundableAmount: null });
	});

	test('puts a reference into the path as one part of it', async () => {
		const { send, requests } = records({});
		await errorOf(vesicash.getPayment(send, account, 'a?b#c%d'));
		expect(requests[0]?.path).toBe('/v1/payment/a%3Fb%23c%25d');
	});

	test.each(['', '..', 'a/b'])('does not ask for the reference %p', async (reference) => {
		const { send, requests } = records({});
		const error = await errorOf(vesicash.getPayment(send, account, reference));
		expect(error.failure.code).toBe('invalid_input');
		expect(requests).toEqual([]);
	});

	test.each<[string, Answer, string, boolean]>([
		['404', answerOf(404, failure(404, 'nothing here')), 'not_found', true],
		['400 not found', answerOf(400, failure(400, 'Payment not found')), 'not_found', true],
		['200 around a 404', answerOf(200, failure(404, 'x')), 'not_found', true],
		['404 with a page', answerOf(404, '<html></html>'), 'http_404', true],
		['401', answerOf(401, failure(401, 'Unauthorized')), 'unauthorized', false],
		['200 around a 401', answerOf(200, failure(401, 'Unauthorized')), 'unauthorized', false],
		['401 not found', answerOf(401, failure(401, 'key not found')), 'unauthorized', false],
		['429', answerOf(429, failure(429, 'slow')), 'rate_limited', false],
		['500', answerOf(500, failure(500, 'oops')), 'http_500', false],
		['200 error without code', answerOf(200, { status: 'error', message: 'x' }), 'http_200', false],
		['200 with a list', answerOf(200, success([])), 'unreadable_answer', false],
		['200 with nothing', answerOf(200, success(null)), 'unreadable_answer', false],
		['no answer', { kind: 'no_answer', message: 'time-out' }, 'no_answer', false],
		['not sent', { kind: 'not_sent', message: 'DNS' }, 'not_sent', false],
	])('reads %s as a failure', async (_what, given, code, notFound) => {
		const error = await errorOf(vesicash.getPayment(recorder(() => given).send, account, 'PY_1'));
		expect(error.failure.code).toBe(code);
		expect(error.notFound).toBe(notFound);
		expect(error.failure.advice).not.toBe('');
	});
});

describe('lookUp', () => {
	const look = async (record: JsonObject, change = {}) =>
		await redstone.lookUp(records({ [at('PY_1')]: record }).send, account, order(change));

	test.each(['successful', 'success', 'completed', 'SUCCESSFUL'])(
		'finds nothing against a payment that is %p',
		async (status) => {
			const found = await look({ ...PAID, status, refunds: [REFUND] });
			expect(found).toMatchObject({ obstacle: null, complete: false });
			expect(found.payment.status).toBe('paid');
			expect(found.refunds.map(({ refundId }) => refundId)).toEqual(['RF_1']);
		},
	);

	test.each<[string, JsonObject, string]>([
		['pending', { status: 'pending' }, 'payment_not_paid'],
		['failed', { status: 'failed' }, 'payment_not_paid'],
		['of a status never seen', { status: 'hovering' }, 'payment_not_paid'],
		['without a status', { status: '' }, 'payment_not_paid'],
		['a refund', { type: 'refund' }, 'not_a_payment'],
		['a payout', { type: 'Payout' }, 'not_a_payment'],
		['without a currency', { currency: '' }, 'currency_unknown'],
		['of a currency nobody knows', { currency: 'ABC' }, 'currency_unknown'],
	])('has something against one that is %s', async (_what, change, code) => {
		const { obstacle } = await look({ ...PAID, ...change });
		expect(obstacle?.code).toBe(code);
		expect(obstacle?.message).toContain('Nothing was sent');
	});

	test("does not let Redstone's currency option contradict the payment", async () => {
		const options = { currency: 'usd' };
		expect((await look(PAID, { options })).obstacle).toMatchObject({
			code: 'currency_mismatch',
			message: expect.stringContaining('is in ZMW, but Currency says USD'),
		});
		expect((await look(PAID, { options: { currency: 'zmw' } })).obstacle).toBeNull();
		const { send } = records({ [at('PY_1')]: PAID });
		expect((await vesicash.lookUp(send, account, order({ options }))).obstacle).toBeNull();
	});

	test('throws where the payment is not found', async () => {
		const error = await errorOf(vesicash.lookUp(records({}).send, account, order()));
		expect(error).toMatchObject({ notFound: true, httpStatus: 404 });
	});
});

describe('getRefund', () => {
	const own = {
		...PAID,
		...REFUND,
		type: 'refund',
		narration: 'late',
		amount: 0.1,
		currency: 'GHS',
	};
	const get = async (byPath: Record<string, JsonObject>, refundId: string, paymentId?: string) =>
		await vesicash.getRefund(records(byPath).send, account, {
			refundId,
			paymentId: paymentId ?? null,
		});

	test("takes the refund's own record", async () => {
		const refund = await get({ [at('RF_1')]: own }, 'RF_1', 'PY_1');
		expect(refund).toMatchObject({
			refundId: 'RF_1',
			paymentId: 'PY_1',
			status: 'succeeded',
			amount: '0.10',
			currency: 'GHS',
			mode: 'live',
			raw: { phone_number: '********4567', email: 'user@example.com' },
		});
	});

	test('knows its reference where the record leaves it blank', async () => {
		const blank = { ...own, reference: '', refund_id: '', reason: '' };
		expect(await get({ [at('RF_1')]: blank }, 'RF_1')).toMatchObject({
			refundId: 'RF_1',
			reason: 'late',
		});
	});

	test.each(['reason_for_failure', 'failure_reason'])(
		'reads why it failed from %p',
		async (field) => {
			const failed = { ...own, status: 'failed', [field]: 'ACCOUNT_BLOCKED' };
			expect(await get({ [at('RF_1')]: failed }, 'RF_1')).toMatchObject({
				status: 'failed',
				failureCode: 'ACCOUNT_BLOCKED',
				failureMessage: 'ACCOUNT_BLOCKED',
			});
		},
	);

	test.each(['RF_1', 'ref_1'])('else finds %p inside its payment', async (refundId) => {
		const other = { ...REFUND, refund_id: 'ref_2', reference: 'RF_2' };
		const payment = { ...PAID, refunds: [other, REFUND] };
		const refund = await get({ [at('PY_1')]: payment }, refundId, 'PY_1');
		expect(refund).toMatchObject({ refundId: 'RF_1', status: 'succeeded', paymentId: 'PY_1' });
	});

	test("never reports a payment's own status as its refund's", async () => {
		for (const paymentId of [undefined, 'PY_1', 'RF_1']) {
			const error = await errorOf(
				get(
					{ [at('PY_1')]: PAID, [at('RF_1')]: { ...PAID, reference: 'RF_1' } },
					'RF_1',
					paymentId,
				),
			);
			expect(error.failure.code).toBe('refund_not_visible');
			expect(error.failure.message).toContain('does not mean that it was not made');
			expect(error.notFound).toBe(false);
		}
	});

	test('passes on what kept it from looking', async () => {
		const { send } = recorder(() => answerOf(401, failure(401, 'Unauthorized')));
		const error = await errorOf(
			vesicash.getRefund(send, account, { refundId: 'RF_1', paymentId: 'PY_1' }),
		);
		expect(error.failure.code).toBe('unauthorized');
	});

	test('takes the only refund of a payment when no refund is named', async () => {
		const refund = await get({ [at('PY_1')]: { ...PAID, refunds: [REFUND] } }, '', 'PY_1');
		expect(refund).toMatchObject({ refundId: 'RF_1', paymentId: 'PY_1' });
		expect(await get({ [at('RF_1')]: own }, '', 'RF_1')).toMatchObject({ refundId: 'RF_1' });
	});

	test('says so when there are several, none, or nothing to go by', async () => {
		const refunds = [REFUND, { ...REFUND, reference: '', refund_id: '' }];
		const several = await errorOf(get({ [at('PY_1')]: { ...PAID, refunds } }, '', 'PY_1'));
		expect(several.failure).toMatchObject({
			code: 'several_refunds',
			message: 'Payment PY_1 has 2 refunds: RF_1, one without a reference.',
		});
		const none = await errorOf(get({ [at('PY_1')]: PAID }, '', 'PY_1'));
		expect(none.failure.code).toBe('refund_not_visible');
		expect((await errorOf(get({}, '', ''))).failure.code).toBe('invalid_input');
	});
});
