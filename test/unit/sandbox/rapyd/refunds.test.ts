/** Rapyd's own rules for refunds. */
import { startSandbox, type ProviderName, type Sandbox } from '../../../../sandbox';
import { accounts, type Account } from '../accounts';

let sandbox: Sandbox;
let all: Record<ProviderName, Account>;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 500 });
	all = accounts(sandbox.origin);
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe('Rapyd', () => {
	const create = async (body: object) => await all.rapyd.call('POST', '/v1/refunds', body);
	const code = async (body: object) => all.rapyd.error(await create(body));

	test.each([
		['payment_succeeds_JPY', '500', 500n, 500],
		['payment_succeeds_KWD', '1.505', 1505n, 1.505],
		['payment_succeeds_EUR_2', '12.50', 1250n, 12.5],
	])('%s: the number of digits is the currency’s', async (payment, amount, minor, number) => {
		const { json } = await create({ payment, amount });
		expect(json.data?.amount).toBe(number);
		expect(sandbox.refunds()).toMatchObject([{ amountMinor: minor }]);
	});

	test('takes numbers as well as numeric texts', async () => {
		expect((await create({ payment: 'payment_succeeds', amount: 12.5 })).json.data?.amount).toBe(
			12.5,
		);
	});

	test.each([
		[
			'too many digits',
			{ amount: '1.5', payment: 'payment_succeeds_JPY' },
			'ERROR_AMOUNT_NOT_VALID',
		],
		['an exponent', { amount: '1e2' }, 'ERROR_AMOUNT_NOT_VALID'],
		['zero', { amount: '0' }, 'ERROR_AMOUNT_MUST_BE_POSITIVE'],
		['less than zero', { amount: '-1' }, 'ERROR_AMOUNT_MUST_BE_POSITIVE'],
		['another currency', { currency: 'USD' }, 'ERROR_CREATE_REFUND_CURRENCY_NOT_VALID'],
		['an unknown payment', { payment: 'payment_none' }, 'ERROR_ADDING_REFUND'],
		['no payment', { payment: undefined }, 'MISSING_INVALID_PARAMETERS'],
		['a long reference', { merchant_reference_id: 'x'.repeat(256) }, 'MISSING_INVALID_PARAMETERS'],
	])('refuses %s', async (_name, change, expected) => {
		expect(await code({ payment: 'payment_succeeds', amount: '1.00', ...change })).toBe(expected);
		expect(sandbox.refunds()).toEqual([]);
	});

	test('without an amount, everything that is left', async () => {
		await create({ payment: 'payment_succeeds', amount: '1.00' });
		expect((await create({ payment: 'payment_succeeds' })).json.data?.amount).toBe(999);
		expect(await code({ payment: 'payment_succeeds' })).toBe(
			'ERROR_REFUND_AMOUNT_EXCEEDS_PAYMENT_AMOUNT',
		);
	});

	test('a disputed payment can be refunded in part only', async () => {
		expect((await create({ payment: 'payment_disputed', amount: '10.00' })).status).toBe(200);
		expect(await code({ payment: 'payment_disputed' })).toBe(
			'ERROR_CREATE_REFUND_PAYMENT_NOT_REFUNDABLE',
		);
	});

	test('keeps the merchant reference, and the payment shows up to three refunds', async () => {
		for (const number of [1, 2, 3, 4]) {
			const body = { payment: 'payment_succeeds', amount: '1.00' };
			await create({ ...body, merchant_reference_id: `T-${number}` });
		}
		expect(sandbox.refunds().map(({ reference }) => reference)).toEqual([
			'T-1',
			'T-2',
			'T-3',
			'T-4',
		]);
		const { json } = await all.rapyd.call('GET', '/v1/payments/payment_succeeds');
		expect(json.data).toMatchObject({ status: 'CLO', refunded: true, refunded_amount: 4 });
		expect(json.data?.refunds).toMatchObject({ has_more: true, total_count: 4 });
		expect(json.data?.refunds?.data).toHaveLength(3);
	});

	test('a group is refunded in part, then in full, never beyond', async () => {
		const group = async (body: object) =>
			await all.rapyd.call('POST', '/v1/refunds/group_payments', body);
		const part = await group({ group_payment: 'gp_succeeds_7', amount: 700 });
		expect(part.json.data).toMatchObject({ id: 'gp_succeeds_7', amount: 1000, status: 'closed' });
		expect(sandbox.refunds().map(({ amountMinor }) => amountMinor)).toEqual([60_000n, 10_000n]);
		const over = await group({ group_payment: 'gp_succeeds_7', amount: '300.01' });
		expect(all.rapyd.error(over)).toBe('ERROR_REFUND_GROUP_PAYMENT_INVALID_AMOUNT');
		await group({ group_payment: 'gp_succeeds_7' });
		const { json } = await all.rapyd.call('GET', '/v1/payments/group_payments/gp_succeeds_7');
		expect(json.data?.payments).toMatchObject([{ refunded_amount: 600 }, { refunded_amount: 400 }]);
		expect(all.rapyd.error(await group({ group_payment: 'gp_none' }))).toBe(
			'ERROR_GROUP_PAYMENT_CAN_NOT_BE_REFUNDED',
		);
	});

	test('update, complete and cancel', async () => {
		const { json } = await create({ payment: 'payment_later', amount: '10.00' });
		const id = String(json.data?.id);
		const { call, error } = all.rapyd;
		const updated = await call('POST', `/v1/refunds/${id}`, { metadata: { a: 'b' } });
		expect(updated.json.data?.metadata).toEqual({ a: 'b' });
		const completed = await call('POST', '/v1/refunds/complete', { token: id });
		expect(completed.json.data?.status).toBe('Completed');
		const again = await call('POST', '/v1/refunds/complete', { token: id });
		expect(error(again)).toBe('INVALID_REFUND_STATUS');
		const canceled = await call('DELETE', `/v1/refunds/${id}`);
		expect(canceled.json).toMatchObject({ id, status: 'Cancelled' });
		expect(await all.rapyd.status(id)).toBe('Canceled');
		expect(error(await call('DELETE', `/v1/refunds/${id}`))).toBe('INVALID_REFUND_STATUS');
		expect(sandbox.refunds()).toEqual([]);
		const none = await call('POST', '/v1/refunds/complete', { token: 'refund_none' });
		expect(error(none)).toBe('INVALID_REFUND_TOKEN');
	});
});
