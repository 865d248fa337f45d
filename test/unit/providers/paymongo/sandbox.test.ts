/** PayMongo's provider over real HTTP against the sandbox. */
import { providersUnderTest } from '../../../../harness/providers';
import { paymongo } from '../../../../providers/paymongo';
import type { RefundDraft } from '../../../../refunds/provider';
import { keys, startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';
import { all } from '../../../support/providerCalls';
import { sendTo } from '../../../support/sandboxSend';
import { draft, order } from './fixtures';

let sandbox: Sandbox;

async function start(options: SandboxOptions = {}): Promise<void> {
	sandbox = await startSandbox({ settleMs: 60_000, ...options });
}

afterEach(async () => {
	await sandbox.stop();
});

const accountOf = (secretKey: string = keys.paymongo.secretKey) =>
	paymongo.account({ secretKey, baseUrl: sandbox.origin });
const sender = (secretKey: string = keys.paymongo.secretKey) =>
	sendTo(providersUnderTest.paymongo, sandbox, { fields: { secretKey } });

async function refund(changes: Partial<RefundDraft>, send = sender()) {
	const given = draft(changes);
	return paymongo.sortAnswer(await send(paymongo.createRequest(given)), given);
}

const lookUp = (paymentId: string, options = {}) =>
	paymongo.lookUp(sender(), accountOf(), order({ paymentId, options }));

test('a refund is made, found again under its reference, and read', async () => {
	await start();
	const options = { notes: 'n', metadata: { values: [{ key: 'order', value: 'A-1' }] } };
	const sorted = await refund({ paymentId: 'pay_succeeds', reference: 'T-7', options });
	if (sorted.outcome !== 'accepted') throw new Error(sorted.failure.message);
	expect(sorted.refund).toMatchObject({ amount: '12.50', currency: 'PHP', mode: 'test' });
	expect(sandbox.refunds()).toMatchObject([
		{ amountMinor: 1250n, notes: 'n', metadata: { refund_reference: 'T-7', order: 'A-1' } },
	]);

	const { payment, obstacle, refunds, complete } = await lookUp('pay_succeeds');
	expect(payment).toMatchObject({ refundedAmount: '12.50', refundableAmount: '987.50' });
	expect([obstacle, complete]).toEqual([null, true]);
	expect(refunds).toMatchObject([{ refundId: sorted.refund.refundId, reference: 'T-7' }]);

	const ids = { refundId: String(sorted.refund.refundId), paymentId: null };
	expect(await paymongo.getRefund(sender(), accountOf(), ids)).toEqual(refunds[0]);
});

test.each([
	['declined', 'refused'],
	['no_funds', 'refused'],
	['unpaid', 'refused'],
	['disputed', 'refused'],
	['502', 'unknown'],
	['502_made', 'unknown'],
	['html', 'unknown'],
	['html_500', 'unknown'],
])('a payment that is %s: %s', async (behaviour, outcome) => {
	await start();
	expect((await refund({ paymentId: `pay_${behaviour}` })).outcome).toBe(outcome);
	if (outcome === 'refused') expect(sandbox.refunds({ all: true })).toEqual([]);
});

test('a refund whose answer was lost is found again by its reference', async () => {
	await start();
	expect((await refund({ paymentId: 'pay_502_made', reference: 'T-9' })).outcome).toBe('unknown');
	expect((await lookUp('pay_502_made')).refunds).toMatchObject([{ reference: 'T-9' }]);
});

test.each(['401', '429'] as const)('HTTP %s on the send moved nothing', async (kind) => {
	await start();
	sandbox.inject({ kind, match: 'create' });
	expect((await refund({ paymentId: 'pay_succeeds' })).outcome).toBe('refused');
	expect(sandbox.refunds()).toEqual([]);
});

test.each(['truncated', 'empty_before', 'empty_after', 'error_body', '500_after'] as const)(
	'%s is never taken for a no',
	async (kind) => {
		await start();
		sandbox.inject({ kind, match: 'create' });
		expect((await refund({ paymentId: 'pay_succeeds' })).outcome).toBe('unknown');
	},
);

test('what stands against a payment is seen before sending', async () => {
	await start();
	const old = sandbox.addPayment('paymongo', {
		method: 'gcash',
		createdAt: Date.now() - 200 * 86_400_000,
	});
	const codes = await Promise.all(
		['pay_unpaid', 'pay_disputed', old, 'pay_qrph', 'pay_succeeds'].map(
			async (id) => (await lookUp(id)).obstacle?.code ?? null,
		),
	);
	expect(codes).toEqual([
		'payment_not_paid',
		'payment_disputed',
		'refund_window_closed',
		'qrph_host_needed',
		null,
	]);
});

test('a payment of another mode, or of nobody, is not found', async () => {
	await start();
	const live = sandbox.addPayment('paymongo', { live: true });
	for (const id of [live, 'pay_nobody']) {
		await expect(lookUp(id)).rejects.toMatchObject({ notFound: true });
	}
	const account = accountOf(keys.paymongo.liveSecretKey);
	const send = sender(keys.paymongo.liveSecretKey);
	expect((await paymongo.getPayment(send, account, live)).mode).toBe('live');
});

describe('QR Ph', () => {
	/** All of it: part of a QR Ph payment is refused (so do those say who tried). */
	const money = { minor: 100_000n, currency: 'PHP', digits: 2 };

	test('goes to its host, waits for the customer, and is not believed to show all', async () => {
		await start();
		const qrPh = { qrPh: sandbox.qrPhOrigin };
		expect((await refund({ paymentId: 'pay_qrph', money })).outcome).toBe('refused');
		const part = await refund({ paymentId: 'pay_qrph', options: qrPh });
		expect(part).toMatchObject({ failure: { code: 'partial_refund_not_allowed' } });
		const sorted = await refund({ paymentId: 'pay_qrph', money, options: qrPh });
		expect(sorted).toMatchObject({ outcome: 'accepted', refund: { status: 'requires_action' } });
		const { obstacle, complete } = await lookUp('pay_qrph', qrPh);
		expect([obstacle, complete]).toEqual([null, false]);
		expect((await lookUp('pay_qrph')).complete).toBe(false);
	});

	test('a 422 with a failed refund is a refund that failed', async () => {
		await start();
		const options = { qrPh: sandbox.qrPhOrigin };
		const sorted = await refund({ paymentId: 'pay_qrph_fails', money, options });
		expect(sorted).toMatchObject({ outcome: 'accepted', refund: { status: 'failed' } });
	});
});

describe('lists', () => {
	/** 12 payments with a refund each, and one with three: more than a default page of ten. */
	function fill(): string {
		for (let number = 0; number < 12; number += 1) {
			sandbox.addPayment('paymongo', { refunds: [{ amount: '1' }] });
		}
		const refunds = [{ amount: '1' }, { amount: '2' }, { amount: '3' }];
		return sandbox.addPayment('paymongo', { refunds });
	}

	test.each(['plain', 'dotted', 'both'] as const)(
		'whole when PayMongo reads the %s spelling',
		async (paymongoListFilter) => {
			await start({ paymongoListFilter });
			const paymentId = fill();
			const account = accountOf();
			expect(await all(paymongo.listRefunds(sender(), account, {}))).toHaveLength(15);
			expect(await all(paymongo.listPayments(sender(), account, {}))).toHaveLength(13);
			const own = await all(paymongo.listRefunds(sender(), account, { paymentId }));
			expect(own.map((refund) => refund.amount).sort()).toEqual(['1.00', '2.00', '3.00']);
		},
	);

	test('of several pages hold every entry once', async () => {
		await start();
		const refunds = Array.from({ length: 250 }, () => ({ amount: '1' }));
		const paymentId = sandbox.addPayment('paymongo', { amount: '250', refunds });
		const listed = await all(paymongo.listRefunds(sender(), accountOf(), { paymentId }));
		expect(new Set(listed.map(({ refundId }) => refundId)).size).toBe(250);
		expect(listed).toHaveLength(250);
		expect(sandbox.calls().filter(({ operation }) => operation === 'listRefunds')).toHaveLength(3);
	});

	test('of one payment still right when PayMongo ignores every parameter', async () => {
		await start({ paymongoListFilter: 'ignored' });
		const paymentId = fill();
		const account = accountOf();
		const own = await all(paymongo.listRefunds(sender(), account, { paymentId }));
		expect(own).toHaveLength(3);
		await expect(all(paymongo.listRefunds(sender(), account, {}))).rejects.toMatchObject({
			failure: { code: 'list_incomplete' },
		});
	});
});
