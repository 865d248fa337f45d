/** Rapyd's operations against the sandbox, signed by the credential, through n8n's own helper. */
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import {
	cancelRefund,
	completeRefund,
	getGroupPayment,
	rapyd,
	rapydGroup,
	updateRefund,
} from '../../../../providers/rapyd';
import type { Account, Send } from '../../../../refunds/exchange';
import type {
	RefundDraft,
	RefundOrder,
	RefundProvider,
	Sorted,
} from '../../../../refunds/provider';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { answerOf } from '../../../support/providerCalls';
import { draft, order } from './fixtures';
import { credentials, sendNew } from './n8n';

let sandbox: Sandbox;
let account: Account;

beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 600_000 });
	account = rapyd.account({ ...credentials, baseUrl: sandbox.origin });
});
afterAll(async () => {
	await sandbox.stop();
});
beforeEach(() => sandbox.reset());

const send: Send = async ({ method, path, query = {}, body, headers = {} }) => {
	const options: IHttpRequestOptions = {
		method,
		url: sandbox.origin + path,
		qs: { ...query },
		headers: { ...headers },
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		...(body ? { body } : {}),
	};
	const response = (await sendNew(options)) as IN8nHttpFullResponse;
	return answerOf(response.statusCode, String(response.body));
};

async function create(more: Partial<RefundDraft>, of: RefundProvider = rapyd): Promise<Sorted> {
	const given = draft({ mode: account.mode, ...more });
	return of.sortAnswer(await send(of.createRequest(given)), given);
}

async function made(more: Partial<RefundDraft>) {
	const sorted = await create(more);
	if (sorted.outcome !== 'accepted') throw new Error(JSON.stringify(sorted));
	return sorted.refund;
}

const lookUp = async (paymentId: string, more: Partial<RefundOrder> = {}) =>
	await rapyd.lookUp(send, account, order({ paymentId, ...more }));

test('makes a refund, and finds it again by its reference', async () => {
	const paymentId = sandbox.addPayment('rapyd', { amount: '100', currency: 'EUR' });
	const refund = await made({
		paymentId,
		reference: 'ticket-1',
		reason: 'Größe <passt> nicht & 返品',
		options: { metadata: { values: [{ key: 'order', value: '1001' }] } },
	});
	expect(refund).toMatchObject({
		paymentId,
		amount: '12.50',
		currency: 'EUR',
		status: 'succeeded',
		reference: 'ticket-1',
		reason: 'Größe <passt> nicht & 返品',
	});
	expect(sandbox.refunds()).toHaveLength(1);

	const found = await lookUp(paymentId);
	expect(found).toMatchObject({ complete: true, obstacle: null });
	expect(found.refunds).toMatchObject([{ refundId: refund.refundId, reference: 'ticket-1' }]);
	expect(found.payment).toMatchObject({ amount: '100.00', refundableAmount: '87.50' });
	expect(await rapyd.getPayment(send, account, paymentId)).toEqual(found.payment);
	const ids = { refundId: String(refund.refundId), paymentId: null };
	expect(await rapyd.getRefund(send, account, ids)).toMatchObject({ amount: '12.50' });
});

test.each([
	['JPY', 500n, 0, '500'],
	['KWD', 1500n, 3, '1.500'],
])('moves the exact amount in %s', async (currency, minor, digits, amount) => {
	const paymentId = sandbox.addPayment('rapyd', { amount: '1000', currency });
	expect(await made({ paymentId, money: { minor, currency, digits } })).toMatchObject({ amount });
	expect((await lookUp(paymentId)).payment.refundedAmount).toBe(amount);
});

test.each([
	['payment_declined', 'ERROR_CREATE_REFUND_PAYMENT_NOT_REFUNDABLE'],
	['payment_no_funds', 'ERROR_GET_EWALLET_NOT_ENOUGH_FUNDS'],
	['payment_unpaid', 'PAYMENT_NOT_COMPLETED'],
	['payment_that_is_not_there', 'ERROR_ADDING_REFUND'],
])('is refused: %s', async (paymentId, code) => {
	expect(await create({ paymentId })).toMatchObject({ outcome: 'refused', failure: { code } });
});

test('sees payments that cannot be refunded before sending', async () => {
	expect((await lookUp('payment_unpaid')).obstacle?.code).toBe('payment_not_paid');
	expect((await lookUp('payment_disputed')).obstacle?.code).toBe('payment_disputed');
	await expect(lookUp('payment_nowhere')).rejects.toMatchObject({ notFound: true });
});

test.each(['payment_502', 'payment_502_made', 'payment_html', 'payment_html_500'])(
	'does not know what became of %s',
	async (paymentId) => {
		expect((await create({ paymentId })).outcome).toBe('unknown');
	},
);

test.each(['401', '429'] as const)('knows that HTTP %s moved nothing', async (kind) => {
	const paymentId = sandbox.addPayment('rapyd', { amount: '100', currency: 'EUR' });
	sandbox.inject({ kind, match: 'create' });
	expect((await create({ paymentId })).outcome).toBe('refused');
	expect(sandbox.refunds()).toHaveLength(0);
});

test('splits over wallets by amount and by percent', async () => {
	const wallets = (splitBy: string, a: string, b: string) => ({
		ewallets: {
			split: {
				splitBy,
				wallets: {
					values: [
						{ ewallet: 'ewallet_a', value: a },
						{ ewallet: 'ewallet_b', value: b },
					],
				},
			},
		},
	});
	const paymentId = sandbox.addPayment('rapyd', {
		amount: '100',
		currency: 'EUR',
		ewallets: [
			{ id: 'ewallet_a', amount: '50' },
			{ id: 'ewallet_b', amount: '50' },
		],
	});
	const byAmount = await made({ paymentId, options: wallets('amount', '10.00', '2.50') });
	expect(byAmount.raw?.ewallets).toEqual([
		{ ewallet: 'ewallet_a', amount: 10 },
		{ ewallet: 'ewallet_b', amount: 2.5 },
	]);
	const byPercent = await made({ paymentId, options: wallets('percent', '40', '60') });
	expect(byPercent.raw?.ewallets).toEqual([
		{ ewallet: 'ewallet_a', amount: 5 },
		{ ewallet: 'ewallet_b', amount: 7.5 },
	]);
});

test('lists what it made, over several pages', async () => {
	const paymentId = sandbox.addPayment('rapyd', { amount: '1000', currency: 'EUR' });
	for (let index = 0; index < 120; index += 1) {
		sandbox.addRefund('rapyd', paymentId, { amount: '1' });
	}
	const ids = new Set<string | null>();
	for await (const page of rapyd.listRefunds(send, account, {})) {
		for (const { refundId } of page) ids.add(refundId);
	}
	expect(ids.size).toBe(120);
	const found = await lookUp(paymentId);
	expect(found.refunds).toHaveLength(120);
	expect(found).toMatchObject({ complete: true, payment: { refundableAmount: '880.00' } });
	const payments: Array<string | null> = [];
	for await (const page of rapyd.listPayments(send, account, {})) {
		payments.push(...page.map((payment) => payment.paymentId));
	}
	expect(payments).toContain(paymentId);
});

test('refunds a group, whose look-up then shows what is left', async () => {
	const paymentId = 'gp_succeeds';
	expect(await getGroupPayment(send, account, paymentId)).toMatchObject({
		amount: '1000.00',
		refundableAmount: '1000.00',
		status: 'paid',
	});
	const money = { minor: 70000n, currency: 'EUR', digits: 2 };
	expect(await create({ paymentId, money }, rapydGroup)).toMatchObject({
		outcome: 'accepted',
		refund: { refundId: null, paymentId, amount: '700.00', status: 'pending' },
	});
	const found = await rapydGroup.lookUp(send, account, order({ paymentId }));
	expect(found).toMatchObject({ complete: false, payment: { refundableAmount: '300.00' } });
	expect(await create({ paymentId, money }, rapydGroup)).toMatchObject({
		outcome: 'refused',
		failure: { code: 'ERROR_REFUND_GROUP_PAYMENT_INVALID_AMOUNT' },
	});
});

test('updates, completes and cancels', async () => {
	const pending = await made({ paymentId: 'payment_later_slowly', reference: 'ticket-2' });
	const id = String(pending.refundId);
	expect(pending.status).toBe('pending');
	const updated = await updateRefund(send, account, id, { order: '1002' });
	expect(updated.raw?.metadata).toEqual({ order: '1002' });
	expect(await completeRefund(send, account, id)).toMatchObject({ status: 'succeeded' });
	await expect(completeRefund(send, account, id)).rejects.toMatchObject({
		failure: { code: 'INVALID_REFUND_STATUS' },
	});
	// The sandbox answers as the documented sample does: without an envelope, and "Cancelled".
	expect(await cancelRefund(send, account, id)).toMatchObject({
		refundId: id,
		status: 'canceled',
		providerStatus: 'Cancelled',
	});
	await expect(cancelRefund(send, account, 'refund_nowhere')).rejects.toMatchObject({
		notFound: true,
	});
});

test('completes nothing in production, and sends nothing', async () => {
	const before = sandbox.calls().length;
	const live: Account = { ...account, mode: 'live' };
	await expect(completeRefund(send, live, 'refund_1')).rejects.toMatchObject({
		failure: { code: 'sandbox_only' },
	});
	expect(sandbox.calls()).toHaveLength(before);
});
