import { redstone, vesicash } from '../../../../providers/mobileMoney';
import type { JsonObject } from '../../../../refunds/json';
import { ProviderError, type Send } from '../../../../refunds/exchange';
import { all, answerOf, recorder } from '../../../support/providerCalls';
import { account, draft, failure, pagesOf, records, success } from './fixtures';

/** Both brands' documents, Get wallet histories: a refund that came back. */
const CREDIT = {
	id: '50f86bf7-6',
	balance_before: 119.63,
	balance_after: 119.73,
	amount: 0.1,
	action: 'refund',
	type: 'credit',
	wallet_id: '7a6b5247-0080-',
	reference: 'PY_cf390d12',
	currency_code: 'ZMW',
	country_code: 'ZM',
	balance_at: '2026-01-12T16:51:55.285126Z',
};
const DEBIT = {
	...CREDIT,
	id: 'd-1',
	type: 'debit',
	balance_before: 119.73,
	balance_after: 119.63,
	balance_at: '2026-01-12T16:43:45.082621Z',
};
const PAYOUT = { ...DEBIT, id: 'p-1', action: 'payout' };

describe('wallets', () => {
	const WALLET = {
		id: 'w-1',
		balance: 347.99,
		environment: 'live',
		business_id: 'b',
		country: { id: 'f6bf7', name: 'Ghana', country_code: 'GH', currency_code: 'GHS' },
		created_at: '2026-01-01T00:00:00.000001Z',
		updated_at: '2026-01-12T16:51:55.285126Z',
	};

	test.each([
		[vesicash, '/v1/account/wallets'],
		[redstone, '/v1/account/get-wallet'],
	])("reads the balances under the brand's own path", async (provider, path) => {
		const { send, requests } = records({ [path]: [WALLET] });
		expect(await provider.getBalances?.(send, account)).toEqual([
			{
				provider: provider.name,
				mode: 'live',
				walletId: 'w-1',
				country: 'GH',
				currency: 'GHS',
				balance: '347.99',
				updatedAt: '2026-01-12T16:51:55.285Z',
				raw: WALLET,
			},
		]);
		expect(requests).toEqual([{ method: 'GET', path }]);
	});

	test.each([
		[10, '10.00'],
		['7.5', '7.50'],
		[-3.25, '-3.25'],
		[0.125, '0.125'],
		[1e21, null],
		['much', null],
		[null, null],
	])('writes the balance %p as %p', async (balance, text) => {
		const { send } = records({ '/v1/account/wallets': [{ ...WALLET, balance }] });
		expect(await vesicash.getBalances?.(send, account)).toMatchObject([{ balance: text }]);
	});

	test('says what else 401 may mean at Vesicash', async () => {
		const { send } = recorder(() => answerOf(401, failure(401, 'Unauthorized')));
		await expect(vesicash.getBalances?.(send, account)).rejects.toMatchObject({
			failure: { code: 'unauthorized', advice: expect.stringContaining('bearer token') },
		});
		await expect(redstone.getBalances?.(send, account)).rejects.toMatchObject({
			failure: { advice: expect.not.stringContaining('bearer token') },
		});
	});
});

describe('wallet history', () => {
	test('gives every entry', async () => {
		const { send, requests } = pagesOf([[CREDIT, PAYOUT]]);
		const entries = await all(vesicash.listWalletHistory?.(send, account, {}) ?? never());
		expect(entries).toEqual([
			{
				provider: 'vesicash',
				mode: 'test',
				entryId: '50f86bf7-6',
				reference: 'PY_cf390d12',
				action: 'refund',
				type: 'credit',
				amount: '0.10',
				currency: 'ZMW',
				balanceBefore: '119.63',
				balanceAfter: '119.73',
				at: '2026-01-12T16:51:55.285Z',
				raw: CREDIT,
			},
			expect.objectContaining({ entryId: 'p-1', action: 'payout', type: 'debit' }),
		]);
		expect(requests[0]).toEqual({
			method: 'GET',
			path: '/v1/account/get-wallet-histories',
			query: { page: '1' },
		});
	});
});

describe('listRefunds', () => {
	const list = async (pages: JsonObject[][], filter = {}) =>
		await all(redstone.listRefunds(pagesOf(pages).send, account, filter));

	test('takes a debit for a refund on its way, never for one that arrived', async () => {
		expect(await list([[PAYOUT, DEBIT]])).toEqual([
			{
				provider: 'redstone',
				mode: 'test',
				refundId: 'PY_cf390d12',
				paymentId: null,
				reference: null,
				amount: '0.10',
				amountMinor: 10,
				currency: 'ZMW',
				status: 'pending',
				final: false,
				providerStatus: 'debit',
				reason: null,
				failureCode: null,
				failureMessage: null,
				createdAt: '2026-01-12T16:43:45.082Z',
				updatedAt: null,
				duplicate: false,
				protection: null,
				raw: DEBIT,
			},
		]);
	});

	test('gives a refund that came back once, also across pages', async () => {
		for (const pages of [[[CREDIT, DEBIT]], [[CREDIT], [PAYOUT], [DEBIT]]]) {
			const refunds = await list(pages);
			expect(refunds.map(({ status }) => status)).toEqual(['reversed']);
			expect(refunds[0]).toMatchObject({ final: true, providerStatus: 'credit' });
		}
	});

	test('lets a credit undo one debit of the same reference and amount, and no other', async () => {
		const again = { ...DEBIT, id: 'd-2' };
		const larger = { ...DEBIT, id: 'd-3', amount: 2 };
		const unnamed = { ...DEBIT, id: 'd-4', reference: '' };
		const unnamedCredit = { ...CREDIT, id: 'c-4', reference: '' };
		const refunds = await list([[unnamedCredit, CREDIT, DEBIT, again, larger, unnamed]]);
		expect(refunds.map(({ status, raw }) => [status, raw?.id])).toEqual([
			['reversed', 'c-4'],
			['reversed', '50f86bf7-6'],
			['pending', 'd-2'],
			['pending', 'd-3'],
			['pending', 'd-4'],
		]);
	});

	test('keeps an entry of a type it does not know', async () => {
		const refunds = await list([[{ ...DEBIT, type: 'hold', currency_code: 'ABC' }]]);
		expect(refunds).toMatchObject([
			{ status: 'unknown', providerStatus: 'hold', amount: null, currency: 'ABC' },
		]);
	});

	test("shows a payment's refunds where the payment does, and does not say none where it does not", async () => {
		const refund = { reference: 'RF_1', amount: 1, status: 'pending' };
		const payment = { currency: 'ZMW', refunds: [refund] };
		const filter = { paymentId: 'PY_1' };
		const shown = records({ '/v1/payment/PY_1': payment });
		expect(await all(redstone.listRefunds(shown.send, account, filter))).toMatchObject([
			{ refundId: 'RF_1', amount: '1.00', currency: 'ZMW', status: 'pending', paymentId: 'PY_1' },
		]);
		const hidden = records({ '/v1/payment/PY_1': { currency: 'ZMW' } });
		await expect(all(redstone.listRefunds(hidden.send, account, filter))).rejects.toMatchObject({
			failure: { code: 'refund_not_visible' },
		});
	});
});

describe('evidence', () => {
	const tenth = draft({ money: { minor: 10n, currency: 'ZMW', digits: 2 } });
	const say = async (send: Send, of = tenth) => await redstone.evidence?.(send, account, of);

	test('tells of the one debit of that amount', async () => {
		expect(await say(pagesOf([[PAYOUT, DEBIT]]).send)).toBe(
			'The wallet history shows a refund debit of ZMW 0.10 at 2026-01-12T16:43:45.082Z with reference PY_cf390d12: probably this refund, if the time fits.',
		);
	});

	test('tells that the money came back', async () => {
		expect(await say(pagesOf([[CREDIT, DEBIT]]).send)).toMatch(
			/probably this refund, if the time fits\. The same amount came back at 2026-01-12T16:51:55\.285Z with reference PY_cf390d12\.$/,
		);
		const earlier = { ...CREDIT, balance_at: '2026-01-11T00:00:00Z' };
		expect(await say(pagesOf([[DEBIT, earlier]]).send)).not.toContain('came back');
	});

	test('leaves it open which of several it is', async () => {
		const later = { ...DEBIT, id: 'd-2', balance_at: '2026-01-12T17:00:00Z', reference: '' };
		expect(await say(pagesOf([[DEBIT], [later]]).send)).toBe(
			'The wallet history shows 2 refund debits of ZMW 0.10, the newest at 2026-01-12T17:00:00.000Z without a reference: compare the times, one may be this refund.',
		);
	});

	test("prefers the entry that bears the payment's reference", async () => {
		const named = { ...DEBIT, id: 'd-2', reference: 'PY_1' };
		const said = await say(pagesOf([[DEBIT, named]]).send);
		expect(said).toContain('with reference PY_1: probably this refund');
	});

	test.each([
		['nothing', []],
		['another amount', [{ ...DEBIT, amount: 0.2 }]],
		['another currency', [{ ...DEBIT, currency_code: 'GHS' }]],
		['a payout', [PAYOUT]],
		['a credit alone', [CREDIT]],
	])('says that there is none where there is %s', async (_what, page) => {
		expect(await say(pagesOf([page]).send)).toBe(
			'The newest wallet history shows no refund debit of ZMW 0.10.',
		);
	});

	test('reads no more than two pages', async () => {
		const page = (id: string) => [{ ...PAYOUT, id }];
		const from = pagesOf([page('1'), page('2'), [DEBIT]]);
		expect(await say(from.send)).toContain('shows no refund debit');
		expect(from.requests).toHaveLength(2);
	});

	test('never throws', async () => {
		const broken = recorder(() => answerOf(500, 'oops'));
		expect(await say(broken.send)).toMatch(/^The wallet history could not be read\. Redstone /);
		const dead = recorder(() => answerOf(200, success({ not: 'a list' })));
		expect(await say(dead.send)).toMatch(/^The wallet history could not be read\./);
		expect(await say(async () => await Promise.reject(new Error('secret')))).toBe(
			'The wallet history could not be read.',
		);
	});
});

function never(): never {
	throw new ProviderError({ code: 'missing', message: 'not offered', advice: '' });
}
