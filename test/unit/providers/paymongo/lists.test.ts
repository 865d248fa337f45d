import { paymongo } from '../../../../providers/paymongo';
import type { JsonObject } from '../../../../refunds/json';
import { ProviderError, type ProviderRequest } from '../../../../refunds/exchange';
import type { RefundRecord } from '../../../../refunds/refund';
import { answerOf } from '../../../support/providerCalls';
import { changed, recorded, refundedPayment, refundOf } from './fixtures';

const account = paymongo.account({ secretKey: 'sk_test_x' });

/** Everything a list gives, page by page, and what ended it early. */
async function collect<T>(pages: AsyncGenerator<T[]>): Promise<{ pages: T[][]; error: unknown }> {
	const collected: T[][] = [];
	try {
		for await (const page of pages) collected.push(page);
	} catch (error) {
		return { pages: collected, error };
	}
	return { pages: collected, error: null };
}

const ids = (pages: RefundRecord[][]) => pages.map((page) => page.map(({ refundId }) => refundId));
const codeOf = (error: unknown) => (error instanceof ProviderError ? error.failure.code : error);
const page = (data: unknown, has_more: unknown = false) => ({ data, has_more });
const after = (request: ProviderRequest) => request.query?.after;

describe('the refunds of the account', () => {
	const list = (pages: (request: ProviderRequest) => unknown) => {
		const { send, requests } = recorded(pages);
		return { requests, done: collect(paymongo.listRefunds(send, account, {})) };
	};

	test('come page by page, each parameter in both spellings', async () => {
		const { requests, done } = list((request) =>
			after(request) === undefined
				? page([refundOf('ref_1'), refundOf('ref_2')], true)
				: page([refundOf('ref_3')]),
		);
		expect(ids((await done).pages)).toEqual([['ref_1', 'ref_2'], ['ref_3']]);
		expect(requests.map(({ method, path, query }) => ({ method, path, query }))).toEqual([
			{
				method: 'GET',
				path: '/v1/refunds',
				query: { limit: '100', 'data.attributes.limit': '100' },
			},
			{
				method: 'GET',
				path: '/v1/refunds',
				query: {
					limit: '100',
					'data.attributes.limit': '100',
					after: 'ref_2',
					'data.attributes.after': 'ref_2',
				},
			},
		]);
	});

	test('end, and say that they are not all, when the cursor is not honoured', async () => {
		const { requests, done } = list(() => page([refundOf('ref_1'), refundOf('ref_2')], true));
		const { pages, error } = await done;
		expect(ids(pages)).toEqual([['ref_1', 'ref_2']]);
		expect(codeOf(error)).toBe('list_incomplete');
		expect(requests).toHaveLength(2);
	});

	test('end when pages turn in a circle', async () => {
		const { requests, done } = list((request) =>
			page([refundOf(after(request) === 'ref_1' ? 'ref_2' : 'ref_1')], true),
		);
		const { pages, error } = await done;
		expect(ids(pages)).toEqual([['ref_1'], ['ref_2']]);
		expect(codeOf(error)).toBe('list_incomplete');
		expect(requests).toHaveLength(3);
	});

	test('come once when pages overlap', async () => {
		const { done } = list((request) =>
			after(request) === undefined
				? page([refundOf('ref_1'), refundOf('ref_2')], true)
				: page([refundOf('ref_2'), refundOf('ref_3')]),
		);
		const { pages, error } = await done;
		expect(ids(pages)).toEqual([['ref_1', 'ref_2'], ['ref_3']]);
		expect(error).toBeNull();
	});

	test('end at a hard limit of pages', async () => {
		let number = 0;
		const { requests, done } = list(() => page([refundOf(`ref_${(number += 1)}`)], true));
		const { pages, error } = await done;
		expect(pages).toHaveLength(1000);
		expect(requests).toHaveLength(1000);
		expect(codeOf(error)).toBe('too_many_pages');
	});

	test.each([
		['is empty', [], null],
		['holds something without an id', ['x', { type: 'refund' }], 'list_incomplete'],
	])('end without a cursor when the page %s', async (_what, data, code) => {
		const { requests, done } = list(() => page(data, true));
		const { pages, error } = await done;
		expect(pages.flat()).toHaveLength(data.length);
		expect(codeOf(error)).toBe(code);
		expect(requests).toHaveLength(1);
	});

	test.each([undefined, null, 'true', 1])('end when has_more is %j', async (hasMore) => {
		const { requests, done } = list(() => ({ data: [refundOf('ref_1')], has_more: hasMore }));
		expect((await done).error).toBeNull();
		expect(requests).toHaveLength(1);
	});

	test('can be left after the first page', async () => {
		const { send, requests } = recorded(() => page([refundOf('ref_1')], true));
		for await (const refunds of paymongo.listRefunds(send, account, {})) {
			expect(refunds).toHaveLength(1);
			break;
		}
		expect(requests).toHaveLength(1);
	});

	test.each<[string, unknown, string]>([
		['an HTML page', answerOf(200, '<html></html>'), 'http_200'],
		['no list', { data: { id: 'ref_1' } }, 'unexpected_answer'],
		[
			'an error',
			answerOf(401, { errors: [{ code: 'authentication_invalid' }] }),
			'authentication_invalid',
		],
		['an error in a success', { errors: [{ code: 'x' }] }, 'x'],
		['no answer', { kind: 'no_answer', message: 'time-out' }, 'no_answer'],
	])('fail in plain words on %s', async (_what, answer, code) => {
		const { error } = await list(() => answer).done;
		expect(codeOf(error)).toBe(code);
	});

	test('say what to do when PayMongo wants to know the payment', async () => {
		const errors = [{ code: 'parameter_required', source: { attribute: 'payment_id' } }];
		const { error } = await list(() => answerOf(400, { errors })).done;
		expect((error as ProviderError).failure.advice).toMatch(/payment ID/);
	});
});

describe('the refunds of one payment', () => {
	const inPayment = [refundOf('ref_1'), refundOf('ref_2')];
	const list = (pages: (request: ProviderRequest) => unknown) => {
		const { send, requests } = recorded((request) =>
			request.path === '/v1/payments/pay_1'
				? { data: changed(refundedPayment, { refunds: inPayment }) }
				: pages(request),
		);
		return { requests, done: collect(paymongo.listRefunds(send, account, { paymentId: 'pay_1' })) };
	};
	const foreign: JsonObject = refundOf('ref_9', { payment_id: 'pay_9' });

	test('come from the list when it honours the filter', async () => {
		const { requests, done } = list(() => page(inPayment));
		expect(ids((await done).pages)).toEqual([['ref_1', 'ref_2']]);
		expect(requests).toHaveLength(1);
		expect(requests[0]?.query).toMatchObject({
			payment_id: 'pay_1',
			'data.attributes.payment_id': 'pay_1',
		});
	});

	test.each<[string, JsonObject]>([
		['another payment', foreign],
		['a payment it does not name', refundOf('ref_8', { payment_id: null })],
	])('come from the payment when the list shows one of %s', async (_what, refund) => {
		const { requests, done } = list(() => page([refundOf('ref_1'), refund], true));
		expect(ids((await done).pages)).toEqual([['ref_1', 'ref_2']]);
		expect(requests.map(({ path }) => path)).toEqual(['/v1/refunds', '/v1/payments/pay_1']);
	});

	test('come from the payment when the cursor is not honoured, each once', async () => {
		const { done } = list(() => page([refundOf('ref_1')], true));
		const { pages, error } = await done;
		expect(ids(pages)).toEqual([['ref_1'], ['ref_2']]);
		expect(error).toBeNull();
	});
});

describe('the payments of the account', () => {
	test('come page by page', async () => {
		const { send, requests } = recorded((request) =>
			after(request) === undefined
				? page([{ ...refundedPayment, id: 'pay_1' }], true)
				: page([{ ...refundedPayment, id: 'pay_2' }]),
		);
		const { pages } = await collect(paymongo.listPayments(send, account, {}));
		expect(pages.map((payments) => payments.map(({ paymentId }) => paymentId))).toEqual([
			['pay_1'],
			['pay_2'],
		]);
		expect(requests.map(after)).toEqual([undefined, 'pay_1']);
	});

	test('end, and say that they are not all, when the cursor is not honoured', async () => {
		const { send } = recorded(() => page([refundedPayment], true));
		const { pages, error } = await collect(paymongo.listPayments(send, account, {}));
		expect(pages.flat()).toHaveLength(1);
		expect(codeOf(error)).toBe('list_incomplete');
	});
});

describe('one refund or payment', () => {
	test('is asked for by its id, which cannot leave its place in the path', async () => {
		const { send, requests } = recorded(() => ({ data: refundOf('ref_1/../x?y') }));
		const ids = { refundId: 'ref_1/../x?y', paymentId: null };
		expect((await paymongo.getRefund(send, account, ids)).refundId).toBe('ref_1/../x?y');
		expect(requests[0]?.path).toBe('/v1/refunds/ref_1%2F..%2Fx%3Fy');
	});

	test.each<[string, unknown]>([
		['nothing', {}],
		['another refund', { data: refundOf('ref_2') }],
		['another kind of thing', { data: { ...refundOf('ref_1'), type: 'payment' } }],
	])('is not taken from %s', async (_what, body) => {
		const { send } = recorded(() => body);
		const ids = { refundId: 'ref_1', paymentId: null };
		await expect(paymongo.getRefund(send, account, ids)).rejects.toMatchObject({
			failure: { code: 'unexpected_answer' },
			notFound: false,
		});
		await expect(paymongo.getPayment(send, account, 'pay_1')).rejects.toMatchObject({
			failure: { code: 'unexpected_answer' },
		});
	});

	test.each([
		[404, 'resource_not_found', true],
		[400, 'resource_not_found', true],
		[400, 'livemode_mismatched', true],
		[404, '', true],
		[403, 'access_denied', false],
		[400, 'parameter_invalid', false],
	])('HTTP %i %s: not there? %j', async (status, code, notFound) => {
		const body = code === '' ? '' : { errors: [{ code, detail: 'No.' }] };
		const { send } = recorded(() => answerOf(status, body));
		await expect(paymongo.getPayment(send, account, 'pay_1')).rejects.toMatchObject({
			notFound,
			httpStatus: status,
		});
	});
});
