/** PayMongo's own rules for refunds. */
import { startSandbox, type ProviderName, type Sandbox } from '../../../../sandbox';
import { accounts, type Account } from '../accounts';
import { basic, send } from '../http';

let sandbox: Sandbox;
let all: Record<ProviderName, Account>;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 500 });
	all = accounts(sandbox.origin);
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe('PayMongo', () => {
	const create = async (attributes: object, origin = sandbox.origin) =>
		await send(
			`${origin}/v1/refunds`,
			'POST',
			basic(sandbox.keys.paymongo.secretKey),
			JSON.stringify({ data: { attributes } }),
		);
	const good = { amount: 1000, payment_id: 'pay_succeeds', reason: 'others' };

	test.each([
		['no amount', { amount: undefined }, 'parameter_required', 'amount'],
		['an amount as text', { amount: '1000' }, 'parameter_data_type_invalid', 'amount'],
		['a fraction of a centavo', { amount: 100.5 }, 'parameter_data_type_invalid', 'amount'],
		['less than a peso', { amount: 99 }, 'parameter_below_minimum', 'amount'],
		['another id', { payment_id: 'pi_1' }, 'parameter_format_invalid', 'payment_id'],
		['a reason of its own', { reason: 'other' }, 'parameter_invalid', 'reason'],
		['long notes', { notes: 'x'.repeat(256) }, 'parameter_invalid', 'notes'],
		['nested metadata', { metadata: { a: { b: 'c' } } }, 'parameter_data_type_invalid', 'metadata'],
		['numbers in metadata', { metadata: { a: 1 } }, 'parameter_data_type_invalid', 'metadata'],
	])('refuses %s', async (_name, change, code, attribute) => {
		const { status, json } = await create({ ...good, ...change });
		expect(status).toBe(400);
		expect(json.errors?.[0]).toMatchObject({ code, source: { pointer: attribute, attribute } });
	});

	test('keeps reason, notes and metadata, and finds the reference in them', async () => {
		const metadata = { refund_reference: 'T-1001', team: 'night' };
		const { json } = await create({ ...good, notes: 'x'.repeat(255), metadata });
		expect(json.data?.attributes).toMatchObject({
			amount: 1000,
			currency: 'PHP',
			livemode: false,
			metadata,
			payment_id: 'pay_succeeds',
			reason: 'others',
			status: 'succeeded',
		});
		expect(sandbox.refunds()).toMatchObject([{ reference: 'T-1001', metadata, reason: 'others' }]);
	});

	test('a payment shows its refunds and stays paid', async () => {
		await create({ ...good, amount: 100_000 });
		const { json } = await all.paymongo.call('GET', '/v1/payments/pay_succeeds');
		expect(json.data?.attributes).toMatchObject({ status: 'paid', amount: 100_000 });
		expect(json.data?.attributes?.refunds).toHaveLength(1);
	});

	test('no second refund while one is pending', async () => {
		await create({ ...good, payment_id: 'pay_later' });
		const { json } = await create({ ...good, payment_id: 'pay_later' });
		expect(json.errors?.[0]?.code).toBe('resource_pending_state');
	});

	test('refuses a disputed payment and one that is too old', async () => {
		const disputed = await create({ ...good, payment_id: 'pay_disputed' });
		expect(disputed.json.errors?.[0]?.code).toBe('resource_disputed_state');
		const days = 86_400_000;
		const createdAt = Date.now() - 61 * days;
		const card = sandbox.addPayment('paymongo', { method: 'card', createdAt });
		const gcash = sandbox.addPayment('paymongo', { method: 'gcash', createdAt });
		const old = await create({ ...good, payment_id: card });
		expect(old.json.errors?.[0]?.code).toBe('allowed_date_exceeded');
		expect((await create({ ...good, payment_id: gcash })).status).toBe(200);
	});

	test('QR Ph: only on its own host, in full, with a link to claim the money', async () => {
		const whole = { ...good, payment_id: 'pay_qrph', amount: 100_000 };
		const main = await create(whole);
		expect(main.status).toBe(400);
		expect(main.json.errors?.[0]).toMatchObject({
			code: 'parameter_invalid',
			detail: 'Refunds are not allowed for payments with source type qrph.',
			source: { pointer: 'payment_id' },
		});
		const part = await create({ ...whole, amount: 50_000 }, sandbox.qrPhOrigin);
		expect(part.status).toBe(422);
		expect(part.json.errors?.[0]?.code).toBe('partial_refund_not_allowed');
		const { json } = await create(whole, sandbox.qrPhOrigin);
		expect(json.data?.attributes?.status).toBe('pending');
		expect(json.data?.attributes?.transfer_link).toMatch(/^https:/);
		const other = await create(good, sandbox.qrPhOrigin);
		expect(other.json.errors?.[0]?.code).toBe('parameter_invalid');
	});

	test('QR Ph: HTTP 422 may carry a refund that failed', async () => {
		const whole = { ...good, payment_id: 'pay_qrph_fails', amount: 100_000 };
		const { status, json } = await create(whole, sandbox.qrPhOrigin);
		expect(status).toBe(422);
		expect(json.data).toMatchObject({ type: 'refund', attributes: { status: 'failed' } });
		expect(sandbox.refunds()).toEqual([]);
	});

	test('a wrong route answers 404 with an empty body', async () => {
		expect(await all.paymongo.call('GET', '/v1/refund')).toMatchObject({ status: 404, text: '' });
	});
});
