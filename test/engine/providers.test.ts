/** What is each provider's own: its fields on the wire, its units, its extra operations. */
import type { IDataObject } from 'n8n-workflow';

import { credentialsFor } from '../support/accounts';
import { Engine } from '../support/engine';
import { openEngine } from '../support/openEngine';

const open = openEngine({ settleMs: 60_000 });

const create = {
	resource: 'refund',
	operation: 'create',
	refundAmount: 'partial',
	amount: '12.50',
};
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe('PayMongo', () => {
	const run = async (parameters: IDataObject, items?: IDataObject[]) =>
		await open.engine.run({
			node: 'payMongo',
			parameters: { ...create, ...parameters },
			...(items ? { items } : {}),
		});
	const paymentId = () => byId(`pay_succeeds_${open.test}`);

	test('keeps reason, notes and metadata with the refund', async () => {
		const { json } = await run({
			paymentId: paymentId(),
			reason: 'duplicate',
			simplify: false,
			options: {
				notes: 'Paid twice',
				metadata: { values: [{ key: 'ticket', value: 'T-7' }] },
			},
		});
		const { attributes } = (json[0]?.[0]?.raw ?? {}) as { attributes: IDataObject };
		expect(attributes).toMatchObject({ amount: 1250, reason: 'duplicate', notes: 'Paid twice' });
		expect(attributes.metadata).toMatchObject({ ticket: 'T-7' });
	});

	test('the metadata of one item does not leak into the next', async () => {
		const { json } = await run(
			{
				paymentId: paymentId(),
				reference: '={{ $json.ticket }}',
				simplify: false,
				options: {
					metadata: { values: [{ key: '={{ $json.key }}', value: 'x' }] },
				},
			},
			[
				{ ticket: 'A', key: 'first' },
				{ ticket: 'B', key: 'second' },
			],
		);
		const kept = json[0]?.map(
			({ raw }) => (raw as { attributes: IDataObject }).attributes.metadata,
		);
		expect(kept?.[0]).toHaveProperty('first');
		expect(kept?.[1]).toHaveProperty('second');
		expect(kept?.[1]).not.toHaveProperty('first');
	});

	test.each([
		[{ paymentId: byId('pi_123') }, /pay_/],
		[{ paymentId: byId('pay_x'), options: { notes: 'n'.repeat(256) } }, /Notes/],
		[{ paymentId: byId('pay_x'), amount: '0.99' }, /1\.00/],
		[{ paymentId: byId('pay_x'), amount: '1.005' }, /decimals/],
		[{ paymentId: byId('pay_x'), reference: 'r'.repeat(101) }, /Refund Reference/],
	])('refuses %j before sending', async (parameters, words) => {
		const { error } = await run(parameters);
		expect(error?.message).toMatch(words);
		expect(open.sandbox.calls()).toEqual([]);
	});

	test('refunds QR Ph payments at the other host, only when asked to', async () => {
		const qr = { paymentId: byId(`pay_qrph_${open.test}`), refundAmount: 'remaining' };
		const refused = await run(qr);
		expect(refused.json[1]).toMatchObject([{ status: 'failed' }]);
		expect(open.sandbox.refunds()).toEqual([]);
		const made = await run({ ...qr, reference: 'QR', options: { qrPh: open.sandbox.qrPhOrigin } });
		expect(made.json[0]).toMatchObject([{ status: 'requires_action', amount: '1000.00' }]);
	});
});

describe('Rapyd', () => {
	const run = async (parameters: IDataObject) =>
		await open.engine.run({ node: 'rapyd', parameters });

	test.each([
		['JPY', '500', '500', 500n],
		['KWD', '1.234', '1.234', 1234n],
		['EUR', '12.5', '12.50', 1250n],
	])('keeps the digits of %s', async (currency, amount, shown, minor) => {
		const { json } = await run({
			...create,
			amount,
			paymentId: byId(`payment_succeeds_${currency}_${open.test}`),
		});
		expect(json[0]).toMatchObject([{ amount: shown, amountMinor: Number(minor), currency }]);
		expect(open.sandbox.refunds()).toMatchObject([{ amountMinor: minor, currency }]);
	});

	test('an amount with more digits than the payment’s currency has fails its own item', async () => {
		const { json } = await run({ ...create, paymentId: byId(`payment_succeeds_JPY_${open.test}`) });
		expect(json[1]).toMatchObject([{ status: 'failed', failureCode: 'invalid_input' }]);
		expect(json[1]?.[0]?.failureMessage).toContain('this currency has none');
		expect(open.sandbox.refunds()).toEqual([]);
	});

	test('never mixes shares by amount and by percent, and wants sums that fit', async () => {
		const wallets = (values: IDataObject[], splitBy: string) => ({
			ewallets: { split: { splitBy, wallets: { values } } },
		});
		const paymentId = byId(`payment_succeeds_${open.test}`);
		const { error } = await run({
			...create,
			paymentId,
			options: wallets([{ ewallet: 'ewallet_a', value: '12.49' }], 'amount'),
		});
		expect(error?.message).toMatch(/E-Wallets/);
		expect(open.sandbox.calls()).toEqual([]);
	});

	test('update, complete, cancel and get one refund', async () => {
		const refund = { resource: 'refund', simplify: false };
		const made = await run({ ...create, paymentId: byId(`payment_later_${open.test}`) });
		const refundId = byId(String(made.json[0]?.[0]?.refundId));
		const updated = await run({
			...refund,
			operation: 'update',
			refundId,
			metadata: { values: [{ key: 'seen', value: 'yes' }] },
		});
		expect(updated.json[0]?.[0]?.raw).toMatchObject({ metadata: { seen: 'yes' } });
		const completed = await run({ ...refund, operation: 'complete', refundId });
		expect(completed.json[0]).toMatchObject([{ status: 'succeeded' }]);
		const canceled = await run({ ...refund, operation: 'cancel', refundId });
		expect(canceled.json[0]).toMatchObject([{ status: 'canceled' }]);
	});

	test('complete is refused in production before anything is sent', async () => {
		const production = new Engine({
			rapydApi: { ...credentialsFor(open.sandbox).rapydApi, environment: 'production' },
		});
		const { error } = await production.run({
			node: 'rapyd',
			parameters: { resource: 'refund', operation: 'complete', refundId: byId('refund_1') },
		});
		expect(error?.message).toMatch(/sandbox/);
		expect(open.sandbox.calls()).toEqual([]);
	});

	test('refunds a group payment once', async () => {
		const group = {
			...create,
			operation: 'createForGroup',
			groupPaymentId: `gp_succeeds_${open.test}`,
			reference: 'G-1',
		};
		const first = await run(group);
		expect(first.json[0]).toMatchObject([{ paymentId: group.groupPaymentId, amount: '12.50' }]);
		const moved = open.sandbox.refunds().reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
		expect(moved).toBe(1250n);
		const rest = await run({ ...group, refundAmount: 'remaining', reference: 'G-2' });
		expect(rest.json[1]).toEqual([]);
		const again = await run(group);
		expect(again.json[0]).toMatchObject([{ duplicate: true }]);
		const after = open.sandbox.refunds().reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
		expect(after - moved).toBe(BigInt(Number(rest.json[0]?.[0]?.amountMinor)));
	});
});

describe('Redstone and Vesicash', () => {
	test('Redstone takes the fields of its example as options', async () => {
		const { json } = await open.engine.run({
			node: 'redstone',
			parameters: {
				...create,
				paymentReference: `PY_succeeds_${open.test}`,
				options: { country: 'Zambia', narration: '', momoPhoneNumber: '260971234567' },
			},
		});
		expect(json[0]).toMatchObject([{ amount: '12.50', currency: 'ZMW' }]);
	});

	test.each([
		[{ momoPhoneNumber: '+233208000000' }, /Mobile Money Number/],
		[{ webhookUrl: 'http://example.com/hook' }, /Webhook URL/],
	])('Vesicash refuses %j before sending', async (options, words) => {
		const { error } = await open.engine.run({
			node: 'vesicash',
			parameters: { ...create, paymentReference: `PY_succeeds_${open.test}`, options },
		});
		expect(error?.message).toMatch(words);
		expect(open.sandbox.calls()).toEqual([]);
	});

	test.each(['redstone', 'vesicash'])('%s shows balances and history', async (node) => {
		await open.engine.run({
			node,
			parameters: { ...create, paymentReference: `PY_succeeds_${open.test}` },
		});
		const wallet = { resource: 'wallet', simplify: true };
		const balance = await open.engine.run({
			node,
			parameters: { ...wallet, operation: 'getBalance' },
		});
		expect(balance.json[0]?.[0]).toMatchObject({ provider: node, balance: expect.any(String) });
		const history = await open.engine.run({
			node,
			parameters: { ...wallet, operation: 'getHistory', returnAll: true, filters: {} },
		});
		expect(history.json[0]).toEqual(
			expect.arrayContaining([expect.objectContaining({ action: 'refund', amount: '12.50' })]),
		);
	});
});
