/** Redstone and Vesicash over real HTTP against the sandbox. */
import { providersUnderTest } from '../../../../harness/providers';
import { listCountries, redstone, vesicash } from '../../../../providers/mobileMoney';
import { digitsOf, readDecimal, toMinor } from '../../../../refunds/money';
import type { Account, Send } from '../../../../refunds/exchange';
import type { RefundDraft, RefundProvider, Sorted } from '../../../../refunds/provider';
import { gateways, startSandbox, type Sandbox } from '../../../../sandbox';
import { isBrand } from '../../../../sandbox/mobileMoney/brands';
import { all } from '../../../support/providerCalls';
import { sendTo } from '../../../support/sandboxSend';
import { draft, order } from './fixtures';

let sandbox: Sandbox;
let showing: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 50 });
	showing = await startSandbox({
		mobileMoneyShowsRefunds: true,
		walletHistoryReference: 'payment',
	});
});

afterAll(async () => {
	await sandbox.stop();
	await showing.stop();
});

interface Connected {
	provider: RefundProvider;
	name: 'redstone' | 'vesicash';
	send: Send;
	account: Account;
	currency: string;
}

function connect(
	provider: RefundProvider,
	to: Sandbox,
	change: Partial<Record<'publicKey' | 'secretKey', string>> = {},
): Connected {
	const { name } = provider;
	if (!isBrand(name)) throw new Error(`${name} is no brand of mobile money`);
	const keys = { ...to.keys[name], ...change };
	const account = provider.account({ ...keys, baseUrl: `${to.origin}/v1/` });
	const { currency } = gateways[name].speaking;
	return {
		provider,
		name,
		send: sendTo(providersUnderTest[name], to, { fields: change }),
		account,
		currency,
	};
}

function draftOf(paymentId: string, amount: string, currency: string): RefundDraft {
	const decimal = readDecimal(amount);
	const digits = digitsOf(currency) ?? 2;
	if (typeof decimal === 'string') throw new Error(decimal);
	const minor = toMinor(decimal, digits);
	if (typeof minor === 'string') throw new Error(minor);
	return draft({ paymentId, money: { minor, currency, digits } });
}

async function create(
	{ provider, send, currency }: Connected,
	paymentId: string,
	amount = '12.50',
	of = currency,
): Promise<Sorted> {
	const asked = draftOf(paymentId, amount, of);
	return provider.sortAnswer(await send(provider.createRequest(asked)), asked);
}

function accepted(sorted: Sorted) {
	if (sorted.outcome !== 'accepted') throw new Error(JSON.stringify(sorted));
	return sorted.refund;
}

describe.each([redstone, vesicash])('$title', (provider) => {
	test('refunds part of a payment and finds the refund by its reference', async () => {
		const connected = connect(provider, sandbox);
		const { name, send, account, currency } = connected;
		expect(account).toMatchObject({ mode: 'test', origin: sandbox.origin });
		const paymentId = sandbox.addPayment(name, { amount: '100' });

		const looked = await provider.lookUp(send, account, order({ paymentId }));
		expect(looked).toMatchObject({ obstacle: null, complete: false, refunds: [] });
		expect(looked.payment).toMatchObject({ amount: '100.00', currency, status: 'paid' });
		expect(looked.payment.refundableAmount).toBeNull();

		const made = accepted(await create(connected, paymentId));
		expect(made).toMatchObject({ amount: '12.50', amountMinor: 1250, currency, paymentId });
		const moved = sandbox.refunds().filter((refund) => refund.paymentId === paymentId);
		expect(moved).toMatchObject([{ refundId: made.refundId, amountMinor: 1250n }]);

		const found = await provider.getRefund(send, account, {
			refundId: String(made.refundId),
			paymentId,
		});
		expect(found).toMatchObject({ refundId: made.refundId, amount: '12.50', status: 'succeeded' });
	});

	test('refuses in the words of its clear errors', async () => {
		const connected = connect(provider, sandbox);
		const paymentId = sandbox.addPayment(connected.name, { amount: '10' });
		const declined = sandbox.addPayment(connected.name, { behaviour: 'declined' });
		const poor = sandbox.addPayment(connected.name, { behaviour: 'no_funds' });
		const codes: Array<[string, string]> = [
			[paymentId, 'amount_exceeds_remaining'],
			['PY-not-there', 'payment_not_found'],
			[poor, 'insufficient_funds'],
			[declined, 'insufficient_funds'],
		];
		for (const [id, code] of codes) {
			expect(await create(connected, id)).toMatchObject({ outcome: 'refused', failure: { code } });
		}
		expect(
			sandbox.refunds().some(({ paymentId: id }) => codes.some(([other]) => other === id)),
		).toBe(false);
	});

	test.each(['timeout_before', 'timeout_after', 'reset_before', 'reset_after'] as const)(
		'does not know after %s',
		async (kind) => {
			const connected = connect(provider, sandbox);
			const paymentId = sandbox.addPayment(connected.name);
			sandbox.inject({ kind, match: 'create', paymentId });
			const impatient = sendTo(providersUnderTest[connected.name], sandbox, { timeout: 300 });
			const sorted = await create({ ...connected, send: impatient }, paymentId);
			expect(sorted.outcome).toBe('unknown');
			const said = await provider.evidence?.(
				connected.send,
				connected.account,
				draftOf(paymentId, '12.50', connected.currency),
			);
			expect(said).toContain(`refund debit`);
		},
	);

	test.each([
		'401',
		'429',
		'500',
		'500_after',
		'502',
		'502_after',
		'html',
		'html_500',
		'truncated',
		'empty_before',
		'empty_after',
		'error_body',
	] as const)('does not know after %s', async (kind) => {
		const connected = connect(provider, sandbox);
		const paymentId = sandbox.addPayment(connected.name);
		sandbox.inject({ kind, match: 'create', paymentId });
		expect((await create(connected, paymentId)).outcome).toBe('unknown');
	});

	test('has something against payments that were not paid, and against refunds', async () => {
		const connected = connect(provider, sandbox);
		const { name, send, account } = connected;
		const unpaid = sandbox.addPayment(name, { status: 'unpaid' });
		const paid = sandbox.addPayment(name);
		const refundId = String(accepted(await create(connected, paid)).refundId);
		const obstacle = async (paymentId: string) =>
			(await provider.lookUp(send, account, order({ paymentId }))).obstacle?.code;
		expect(await obstacle(unpaid)).toBe('payment_not_paid');
		expect(await obstacle(refundId)).toBe('not_a_payment');
		await expect(
			provider.lookUp(send, account, order({ paymentId: 'PY-not-there' })),
		).rejects.toMatchObject({ notFound: true });
	});

	test('counts what is left where payments show their refunds, a currency without digits included', async () => {
		const connected = connect(provider, showing);
		const { name, send, account } = connected;
		const refunds = [{ amount: 700 }, { amount: 100, status: 'failed' as const }];
		const paymentId = showing.addPayment(name, { currency: 'UGX', amount: 5000, refunds });
		const payment = await provider.getPayment(send, account, paymentId);
		expect(payment).toMatchObject({
			amount: '5000',
			amountMinor: 5000,
			refundedAmount: '700',
			refundableAmount: '4300',
		});
		expect(payment.refunds.map(({ status, amount }) => [status, amount])).toEqual([
			['succeeded', '700'],
			['failed', '100'],
		]);
		expect(accepted(await create(connected, paymentId, '4300', 'UGX')).amountMinor).toBe(4300);
		expect((await create(connected, paymentId, '1', 'UGX')).outcome).toBe('refused');
		await expect(
			provider.getRefund(send, account, { refundId: '', paymentId }),
		).rejects.toMatchObject({ failure: { code: 'several_refunds' } });
		expect(await all(provider.listRefunds(send, account, { paymentId }))).toHaveLength(3);
	});

	test('lists all payments over many pages, once each', async () => {
		const { name, send, account } = connect(provider, sandbox);
		sandbox.reset();
		const ids = Array.from({ length: 121 }, () => sandbox.addPayment(name));
		const listed = await all(provider.listPayments(send, account, {}));
		expect(listed.map(({ paymentId }) => paymentId).sort()).toEqual(ids.sort());
		const one = await all(provider.listPayments(send, account, { paymentId: String(ids[0]) }));
		expect(one.map(({ paymentId }) => paymentId)).toEqual([ids[0]]);
	});

	test('shows wallets and their history, and refunds as the history tells of them', async () => {
		const connected = connect(provider, sandbox);
		const { name, send, account, currency } = connected;
		sandbox.reset();
		const paymentId = sandbox.addPayment(name, { behaviour: 'later' });
		const arrives = String(accepted(await create(connected, paymentId, '60')).refundId);
		const fails = String(accepted(await create(connected, paymentId, '7')).refundId);
		sandbox.settle(arrives, 'succeeded');
		sandbox.settle(fails, 'failed');

		const balances = (await provider.getBalances?.(send, account)) ?? [];
		const wallet = balances.find((balance) => balance.currency === currency);
		expect(wallet).toMatchObject({ provider: name, balance: '9999940.00', mode: 'test' });

		const history = await all(provider.listWalletHistory?.(send, account, {}) ?? missing());
		expect(history.filter(({ action }) => action === 'refund')).toMatchObject([
			{ type: 'credit', amount: '7.00', reference: fails },
			{ type: 'debit', amount: '7.00', reference: fails },
			{ type: 'debit', amount: '60.00', reference: arrives, balanceAfter: '9999940.00' },
		]);

		const refunds = await all(provider.listRefunds(send, account, {}));
		expect(refunds.map(({ refundId, status, amount }) => [refundId, status, amount])).toEqual([
			[fails, 'reversed', '7.00'],
			[arrives, 'pending', '60.00'],
		]);
	});

	test('finds evidence of a refund whose answer was lost', async () => {
		const connected = connect(provider, showing);
		const { name, send, account, currency } = connected;
		const paymentId = showing.addPayment(name, { behaviour: 'lost_answer' });
		const asked = draftOf(paymentId, '31.07', currency);
		const before = await provider.evidence?.(send, account, asked);
		expect(before).toBe(`The newest wallet history shows no refund debit of ${currency} 31.07.`);
		const impatient = sendTo(providersUnderTest[name], showing, { timeout: 300 });
		const sorted = await create({ ...connected, send: impatient }, paymentId, '31.07');
		expect(sorted.outcome).toBe('unknown');
		expect(await provider.evidence?.(send, account, asked)).toMatch(
			new RegExp(
				`^The wallet history shows a refund debit of ${currency} 31\\.07 at .* with reference ${paymentId}: probably this refund`,
			),
		);
	});

	test('reads a wrong key as such', async () => {
		for (const change of [{ publicKey: 'wrong' }, { secretKey: 'wrong' }]) {
			const { send, account } = connect(provider, sandbox, change);
			await expect(provider.getPayment(send, account, 'PY_succeeds')).rejects.toMatchObject({
				failure: { code: 'unauthorized' },
			});
		}
	});
});

test('lists countries', async () => {
	const { send } = connect(vesicash, sandbox);
	expect(await listCountries(send)).toContainEqual(
		expect.objectContaining({ name: 'Ghana', code: 'GH', currency: 'GHS' }),
	);
});

test("sends Vesicash's options as the gateway takes them", async () => {
	const { send, currency } = connect(vesicash, sandbox);
	const [country] = await listCountries(send);
	const paymentId = sandbox.addPayment('vesicash');
	const options = {
		countryId: country?.id ?? '',
		transferTo: 'mobile_number',
		momoPhoneNumber: '233208123456',
		webhookUrl: `${sandbox.origin}/hook`,
	};
	expect(vesicash.checkOrder(order({ paymentId, options }))).toBeNull();
	const asked = { ...draftOf(paymentId, '1', currency), options, reason: 'returned' };
	const sorted = vesicash.sortAnswer(await send(vesicash.createRequest(asked)), asked);
	expect(accepted(sorted)).toMatchObject({ amount: '1.00', reason: 'returned' });
	expect(sandbox.refunds().at(-1)).toMatchObject({ paymentId, reason: 'returned' });
});

function missing(): never {
	throw new Error('not offered');
}
