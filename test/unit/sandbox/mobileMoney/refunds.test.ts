/** Redstone's and Vesicash's own rules for refunds. */
import { startSandbox, type ProviderName, type Sandbox } from '../../../../sandbox';
import { accounts, type Account } from '../accounts';
import { eventually } from '../receiver';

let sandbox: Sandbox;
let all: Record<ProviderName, Account>;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 500 });
	all = accounts(sandbox.origin);
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe.each([
	['redstone', '/v1/account/get-wallet', '/v1/account/wallets'],
	['vesicash', '/v1/account/wallets', '/v1/account/get-wallet'],
] as const)('%s', (brand, wallets, otherBrands) => {
	const path = '/v1/payment/refunds/process';
	const good = { amount: 1.5, payment_reference: 'PY_succeeds', reason: 'returned' };

	test('queues a refund and answers for its own reference', async () => {
		const { call } = all[brand];
		const { json } = await call('POST', path, { ...good, momo_phone_number: '233208000001' });
		expect(json).toMatchObject({
			status: 'success',
			code: 200,
			message: 'refund queued successfully',
			data: { status: 'successful', message: 'refund queued successfully' },
		});
		const reference = String(json.data?.reference);
		expect((await call('GET', `/v1/payment/${reference}`)).json.data).toMatchObject({
			type: 'refund',
			amount: 1.5,
			status: 'successful',
			narration: 'returned',
			reference,
		});
		const payment = (await call('GET', '/v1/payment/PY_succeeds')).json.data;
		expect(payment).toMatchObject({ type: 'payment', status: 'successful', amount: 1000 });
		expect(payment?.refunds).toBeUndefined();
	});

	test.each([
		['an unknown payment', { payment_reference: 'PY_none' }, 'payment not found'],
		['no amount', { amount: undefined }, 'amount must be a number'],
		['an amount as text', { amount: '1.5' }, 'amount must be a number'],
		['zero', { amount: 0 }, 'Refund amount exceeds the remaining refundable balance'],
		['too many digits', { amount: 1.555 }, 'amount has too many decimals'],
		[
			'a number with a plus',
			{ momo_phone_number: '+233208000001' },
			'Refund Provider service returned an error',
		],
		['another destination', { transfer_to: 'bank' }, 'transfer_to must be mobile_number'],
		['an unknown country', { country_id: 'GH' }, 'country_id is not known'],
	])('refuses %s', async (_name, change, message) => {
		const reply = await all[brand].call('POST', path, { ...good, ...change });
		expect(reply.status).toBe(400);
		expect(reply.json).toMatchObject({ status: 'error', code: 400, message });
		expect(sandbox.refunds()).toEqual([]);
	});

	test('the wallet pays, the history shows it, and a failed refund comes back', async () => {
		const { call, refund, currency } = all[brand];
		expect((await call('GET', otherBrands)).status).toBe(404);
		const balance = async () => {
			const data = (await call('GET', wallets)).json.data as unknown as Array<{
				balance: number;
				country: { currency_code: string };
			}>;
			return data.find(({ country }) => country.currency_code === currency)?.balance;
		};
		expect(await balance()).toBe(10_000_000);
		const made = await refund('PY_fails', '2.50');
		expect(await balance()).toBe(9_999_997.5);
		await eventually(balance, (now) => now === 10_000_000);
		const { json } = await call('GET', '/v1/account/get-wallet-histories?page=1');
		const reference = all[brand].refundId(made);
		expect(json.data).toMatchObject([
			{ action: 'refund', type: 'credit', amount: 2.5, reference, currency_code: currency },
			{ action: 'refund', type: 'debit', amount: 2.5, reference, currency_code: currency },
			{ action: 'mobile-money-payment', type: 'credit' },
			{ action: 'mobile-money-payment' },
			{ action: 'mobile-money-payment' },
		]);
		expect(json.pagination).toEqual([{ current_page: 1, page_count: 5, total_pages_count: 1 }]);
	});
});
