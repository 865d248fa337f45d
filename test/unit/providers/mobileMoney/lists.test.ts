import { listCountries, redstone, vesicash } from '../../../../providers/mobileMoney';
import type { Json, JsonObject } from '../../../../refunds/json';
import { all, answerOf, errorOf, recorder } from '../../../support/providerCalls';
import { account, pagesOf, success } from './fixtures';

describe('listPayments', () => {
	const item = (id: string, change: JsonObject = {}) => ({
		id,
		amount: 1,
		environment: 'test',
		type: 'payment',
		method: 'mobilemoney',
		status: 'pending',
		currency: 'ZMW',
		reference: `PY_${id}`,
		narration: '',
		provider_transaction_id: '',
		customer_details: '00000000-0000-0000-0000-000000000000',
		business_id: '8f212284',
		created_at: '2024-08-21T12:38:56.704592Z',
		updated_at: '2024-08-21T12:38:56.704592Z',
		...change,
	});
	const ids = async (provider: typeof vesicash, from: ReturnType<typeof recorder>, filter = {}) =>
		(await all(provider.listPayments(from.send, account, filter))).map(
			({ paymentId }) => paymentId,
		);

	test("asks under each brand's own path", async () => {
		for (const [provider, path] of [
			[vesicash, '/v1/payment/'],
			[redstone, '/v1/payment'],
		] as const) {
			const from = pagesOf([]);
			await ids(provider, from, { paymentId: 'PY_a' });
			const query = { page: '1', limit: '50', reference: 'PY_a' };
			expect(from.requests).toEqual([{ method: 'GET', path, query }]);
		}
	});

	test('follows pages to an empty one', async () => {
		const from = pagesOf([[item('a'), item('b')], [item('c')]]);
		expect(await ids(vesicash, from)).toEqual(['PY_a', 'PY_b', 'PY_c']);
		expect(from.requests).toHaveLength(3);
	});

	test("stops at the last page, by the larger count of the documents' sample", async () => {
		const pages = ['a', 'b', 'c', 'd'].map((id) => [item(id)]);
		const from = pagesOf(pages, (page) => ({
			pagination: [{ current_page: page, page_count: 3, total_pages_count: 2 }],
		}));
		expect(await ids(vesicash, from)).toEqual(['PY_a', 'PY_b', 'PY_c']);
		expect(from.requests).toHaveLength(3);
	});

	test.each<[JsonObject]>([
		[{ pagination: [] }],
		[{ pagination: { total_pages_count: 1 } }],
		[{ pagination: [{ total_pages_count: '1' }] }],
		[{ pagination: [{ total_pages_count: 0, page_count: -1 }] }],
		[{ pagination: null }],
	])('does not let %p end it', async (pagination) => {
		const from = pagesOf([[item('a')], [item('b')]], () => pagination);
		expect(await ids(vesicash, from)).toEqual(['PY_a', 'PY_b']);
	});

	test('stops where two pages bring nothing new, as when the page is ignored', async () => {
		const from = recorder(() => answerOf(200, success([item('a'), item('b')])));
		expect(await ids(vesicash, from)).toEqual(['PY_a', 'PY_b']);
		expect(from.requests).toHaveLength(3);
	});

	const named = (page: number) => ({
		pagination: [{ current_page: page, page_count: 4, total_pages_count: 4 }],
	});

	test('goes on to the last page past one with nothing but known entries', async () => {
		const pages = [[item('a'), item('b')], [item('a'), item('b')], [item('c')], [item('d')]];
		for (const pagination of [named, () => ({})]) {
			const from = pagesOf(pages, pagination);
			expect(await ids(vesicash, from)).toEqual(['PY_a', 'PY_b', 'PY_c', 'PY_d']);
		}
	});

	test('says that a list is not whole where every page is the first one', async () => {
		const from = pagesOf(
			[1, 2, 3, 4].map(() => [item('a')]),
			named,
		);
		await expect(ids(vesicash, from)).rejects.toMatchObject({
			failure: { code: 'list_incomplete' },
		});
		expect(from.requests).toHaveLength(3);
	});

	test('gives an entry once when the pages shift', async () => {
		const from = pagesOf([
			[item('a'), item('b')],
			[item('b'), item('c')],
		]);
		expect(await ids(vesicash, from)).toEqual(['PY_a', 'PY_b', 'PY_c']);
	});

	test('does not go on for ever, and does not end in silence', async () => {
		let page = 0;
		const from = recorder(() => answerOf(200, success([{ id: (page += 1) }])));
		const error = await errorOf(ids(vesicash, from));
		expect(error.failure.code).toBe('too_many_pages');
		expect(from.requests.length).toBeLessThanOrEqual(10_000);
	});

	test('leaves out what is no payment', async () => {
		const page = [item('a', { type: 'refund' }), item('b', { type: 'payout' }), item('c')];
		expect(await ids(vesicash, pagesOf([page]))).toEqual(['PY_c']);
	});

	test('ends early at older entries, as long as they come newest first', async () => {
		const day = (id: string, number: number) =>
			item(id, { created_at: `2026-01-0${number}T00:00:00.000001Z` });
		const filter = { createdAfter: '2026-01-03T00:00:00Z' };
		const sorted = pagesOf([[day('a', 5), day('b', 4)], [day('c', 2)], [day('d', 1)]]);
		expect(await ids(vesicash, sorted, filter)).toEqual(['PY_a', 'PY_b', 'PY_c']);
		const unsorted = pagesOf([[day('a', 2), day('b', 4)], [day('c', 2)], [day('d', 5)]]);
		expect(await ids(vesicash, unsorted, filter)).toEqual(['PY_a', 'PY_b', 'PY_c', 'PY_d']);
		const undated = pagesOf([
			[day('a', 5), item('b', { created_at: '' })],
			[day('c', 2)],
			[day('d', 5)],
		]);
		expect(await ids(vesicash, undated, filter)).toHaveLength(4);
	});

	test('takes null for an empty list and nothing else for one', async () => {
		expect(
			await ids(
				vesicash,
				recorder(() => answerOf(200, success(null))),
			),
		).toEqual([]);
		const error = await errorOf(
			ids(
				vesicash,
				recorder(() => answerOf(200, success({ items: [] }))),
			),
		);
		expect(error.failure.code).toBe('unreadable_answer');
	});
});

describe('listCountries', () => {
	test('reads id, and country_id as the text calls it', async () => {
		const data: Json = [
			{ id: 'f6bf7', name: 'Ghana', country_code: 'GH', currency_code: 'GHS' },
			{ country_id: 'e7467', name: 'Zambia', country_code: 'ZM', currency_code: '' },
			{ name: 'Nowhere' },
			'Atlantis',
		];
		// The documents' sample has these placeholders around the list.
		const { send, requests } = recorder(() =>
			answerOf(200, { status: '', code: 0, message: '', data }),
		);
		expect(await listCountries(send)).toEqual([
			{ id: 'f6bf7', name: 'Ghana', code: 'GH', currency: 'GHS' },
			{ id: 'e7467', name: 'Zambia', code: 'ZM', currency: null },
		]);
		expect(requests).toEqual([{ method: 'GET', path: '/v1/countries' }]);
	});
});
