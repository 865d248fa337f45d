import { rapyd, rapydGroup } from '../../../../providers/rapyd';
import type { JsonObject } from '../../../../refunds/json';
import type { Answer, ProviderRequest } from '../../../../refunds/exchange';
import { answerOf, recorder } from '../../../support/providerCalls';
import { account, closedPayment, error, order, refund, success } from './fixtures';

const START = 1767225600;

/** `count` refunds, one a second, oldest first. */
function refunds(count: number, more: JsonObject = {}): JsonObject[] {
	return Array.from({ length: count }, (_, index) =>
		refund(`refund_${index}`, { created_at: START + index, ...more }),
	);
}

interface ListBehaviour {
	/** How rows are ordered on a page. */
	newestFirst?: boolean;
	/** What starting_after means: created later (documented), or further down the list. */
	cursor?: 'time' | 'position';
	largestPage?: number;
	/** Answers a request with a cursor by this. */
	onCursor?: Answer;
	/** Answers a request for one payment that has a limit by this. */
	onPaymentLimit?: Answer;
	ignoresPayment?: boolean;
	ignoresLimit?: boolean;
}

/** A list as Rapyd might keep it: the order and the cursors are not documented. */
function list(rows: JsonObject[], behaviour: ListBehaviour = {}) {
	return ({ query = {} }: ProviderRequest): Answer => {
		const { newestFirst = false, cursor = 'time', largestPage = 100 } = behaviour;
		const after = query.starting_after ?? query.created_after;
		const before = query.ending_before ?? query.created_before;
		if (behaviour.onCursor && (after ?? before)) return behaviour.onCursor;
		if (behaviour.onPaymentLimit && query.payment && query.limit) return behaviour.onPaymentLimit;
		const limit = behaviour.ignoresLimit ? 10 : Math.min(Number(query.limit ?? 10), largestPage);
		const ours = rows.filter(
			(row) => behaviour.ignoresPayment || !query.payment || row.payment === query.payment,
		);
		const shown = newestFirst ? [...ours].reverse() : ours;
		const downwards = cursor === 'position' || !newestFirst ? after : before;
		const upwards = downwards === after ? before : after;
		const at = (id: string) => shown.findIndex((row) => row.id === id);
		if (downwards) return answerOf(200, success(shown.slice(at(downwards) + 1).slice(0, limit)));
		if (upwards) return answerOf(200, success(shown.slice(0, at(upwards)).slice(-limit)));
		return answerOf(200, success(shown.slice(0, limit)));
	};
}

async function read<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
	const rows: T[] = [];
	for await (const page of pages) rows.push(...page);
	return rows;
}

describe('the account’s refunds', () => {
	const behaviours: Array<[string, ListBehaviour]> = [
		['oldest first, cursors by time', {}],
		['newest first, cursors by time', { newestFirst: true }],
		['newest first, cursors by position', { newestFirst: true, cursor: 'position' }],
	];

	describe.each(behaviours)('%s', (_, behaviour) => {
		test.each([0, 1, 99, 100, 101, 200, 250])('are all read, each once: %i', async (count) => {
			const { send, requests } = recorder(list(refunds(count), behaviour));
			const records = await read(rapyd.listRefunds(send, account, {}));
			const ids = records.map(({ refundId }) => refundId);
			expect(new Set(ids).size).toBe(count);
			expect(ids).toHaveLength(count);
			// Pages, and at most one look in the other direction and one for the end.
			expect(requests.length).toBeLessThanOrEqual(Math.floor(count / 100) + 3);
			expect(requests.every(({ query }) => query?.limit === '100')).toBe(true);
		});

		test('are all read where they were made in the same second', async () => {
			const { send } = recorder(list(refunds(250, { created_at: START }), behaviour));
			const records = await read(rapyd.listRefunds(send, account, {}));
			expect(new Set(records.map(({ refundId }) => refundId)).size).toBe(250);
		});

		test('stop beyond the time asked for, and not before', async () => {
			const { send, requests } = recorder(list(refunds(1000), behaviour));
			const iso = (index: number) => new Date((START + index) * 1000).toISOString();
			const filter = { createdAfter: iso(450), createdBefore: iso(460) };
			const records = await read(rapyd.listRefunds(send, account, filter));
			const ids = new Set(records.map(({ refundId }) => refundId));
			for (let index = 450; index <= 460; index += 1) expect(ids).toContain(`refund_${index}`);
			expect(requests.length).toBeLessThan(10);
		});
	});

	test('end where a list goes in circles', async () => {
		const rows = refunds(100);
		const { send, requests } = recorder(() => answerOf(200, success(rows)));
		expect(await read(rapyd.listRefunds(send, account, {}))).toHaveLength(100);
		expect(requests).toHaveLength(3);
	});

	test('end with an error where there is no end', async () => {
		let next = 0;
		const { send } = recorder(() =>
			answerOf(200, success(Array.from({ length: 100 }, () => ({ id: `refund_${next++}` })))),
		);
		await expect(read(rapyd.listRefunds(send, account, {}))).rejects.toMatchObject({
			failure: { code: 'too_many_pages' },
		});
	});

	test('can be left after the first page', async () => {
		const { send, requests } = recorder(list(refunds(1000)));
		for await (const page of rapyd.listRefunds(send, account, {})) {
			expect(page).toHaveLength(100);
			break;
		}
		expect(requests).toHaveLength(1);
	});

	test.each<[string, Answer, string]>([
		['an error', answerOf(400, error('INVALID_LIMIT')), 'INVALID_LIMIT'],
		['no list', answerOf(200, success({})), 'unreadable_answer'],
		['null', answerOf(200, success(null)), 'unreadable_answer'],
		['HTML', answerOf(502, '<html></html>'), 'http_502'],
		['an error with HTTP 200', answerOf(200, error('GENERAL_ERROR')), 'GENERAL_ERROR'],
		['no answer', { kind: 'no_answer', message: 'cut off' }, 'no_answer'],
	])('fail for %s, and are not taken for empty', async (_, given, code) => {
		const { send } = recorder(() => given);
		await expect(read(rapyd.listRefunds(send, account, {}))).rejects.toMatchObject({
			failure: { code },
		});
	});

	test('keep rows that are no objects, as refunds nobody knows anything of', async () => {
		const { send } = recorder(() => answerOf(200, success([null, 'x', refund('refund_1')])));
		const found = await read(rapyd.listRefunds(send, account, {}));
		expect(found.map(({ refundId, status }) => [refundId, status])).toEqual([
			[null, 'unknown'],
			['refund_1', 'pending'],
		]);
	});
});

describe('one payment’s refunds', () => {
	const filter = { paymentId: 'payment_1' };
	const others = refunds(5, { payment: 'payment_2', id: 'other' });

	test('are asked for in the documented form', async () => {
		const { send, requests } = recorder(list([...refunds(9), ...others]));
		expect(await read(rapyd.listRefunds(send, account, filter))).toHaveLength(9);
		expect(requests).toEqual([
			{ method: 'GET', path: '/v1/refunds', query: { payment: 'payment_1' } },
		]);
	});

	test.each([10, 25, 150])('are asked for further where a page is full: %i', async (count) => {
		const { send } = recorder(list(refunds(count)));
		const records = await read(rapyd.listRefunds(send, account, filter));
		expect(new Set(records.map(({ refundId }) => refundId)).size).toBe(count);
		expect(records).toHaveLength(count);
	});

	test('are not passed off as all where Rapyd does not go on', async () => {
		const onPaymentLimit = answerOf(400, error('MISSING_INVALID_PARAMETERS'));
		const { send } = recorder(list(refunds(25), { onPaymentLimit }));
		await expect(read(rapyd.listRefunds(send, account, filter))).rejects.toMatchObject({
			failure: { code: 'list_incomplete' },
		});
	});
});

describe('payments', () => {
	const payments = Array.from({ length: 150 }, (_, index) => ({
		...closedPayment,
		id: `payment_${index}`,
		created_at: START + index,
	}));

	test('are all read, with their own cursors', async () => {
		const { send, requests } = recorder(list(payments));
		const records = await read(rapyd.listPayments(send, account, {}));
		expect(new Set(records.map(({ paymentId }) => paymentId)).size).toBe(150);
		expect(requests.at(-1)).toEqual({
			method: 'GET',
			path: '/v1/payments',
			query: { limit: '100', created_after: 'payment_99' },
		});
	});

	test('are one where one is named', async () => {
		const { send } = recorder(({ path }) =>
			answerOf(200, success(path.startsWith('/v1/refunds') ? [] : closedPayment)),
		);
		const records = await read(rapyd.listPayments(send, account, { paymentId: 'payment_1' }));
		expect(records).toMatchObject([{ paymentId: 'payment_1', refundableAmount: '100.00' }]);
	});
});

describe('looking a payment up', () => {
	interface World extends ListBehaviour {
		payment?: JsonObject;
		rows?: JsonObject[];
	}

	async function lookUp({ payment = {}, rows = [], ...behaviour }: World) {
		const { send, requests } = recorder((request) =>
			request.path === '/v1/refunds'
				? list(rows, behaviour)(request)
				: answerOf(200, success({ ...closedPayment, ...payment })),
		);
		return { ...(await rapyd.lookUp(send, account, order())), requests };
	}

	const counted = (total: number, data: JsonObject[] = []) => ({
		refunds: { data, has_more: total > data.length, total_count: total, url: '' },
	});

	test('takes two requests', async () => {
		const rows = refunds(2);
		const found = await lookUp({ rows, payment: counted(2) });
		expect(found.requests).toEqual([
			{ method: 'GET', path: '/v1/payments/payment_1' },
			{ method: 'GET', path: '/v1/refunds', query: { payment: 'payment_1' } },
		]);
		expect(found.refunds.map(({ reference }) => reference)).toEqual(['refund_0', 'refund_1']);
		expect(found).toMatchObject({
			obstacle: null,
			complete: true,
			payment: { refundableAmount: '75.00', refunds: found.refunds },
		});
	});

	test('takes no third where the payment says that ten are all', async () => {
		const found = await lookUp({ rows: refunds(10, { amount: 1 }), payment: counted(10) });
		expect(found.requests).toHaveLength(2);
		expect(found).toMatchObject({ complete: true, payment: { refundableAmount: '90.00' } });
	});

	test('counts refunds that only one of the two shows, each once', async () => {
		const [first, second] = refunds(2) as [JsonObject, JsonObject];
		const found = await lookUp({ rows: [second], payment: counted(2, [first, second]) });
		expect(found.refunds.map(({ refundId }) => refundId)).toEqual(['refund_0', 'refund_1']);
		expect(found.complete).toBe(true);
	});

	test.each<[string, World, boolean]>([
		['no refunds, and none counted', {}, true],
		['fewer than the payment counts', { rows: refunds(1), payment: counted(2) }, false],
		['more than it counts: the list is fresher', { rows: refunds(2), payment: counted(1) }, true],
		['money that went back, without a refund', { payment: { refunded_amount: 20 } }, false],
		[
			'money that went back, and its refund',
			{ rows: refunds(1), payment: { refunded_amount: 12.5 } },
			true,
		],
		[
			'money that went back, and a failed refund',
			{ rows: refunds(1, { status: 'Error' }), payment: { refunded_amount: 12.5 } },
			false,
		],
		[
			'money that went back in another currency',
			{ rows: refunds(1, { currency: 'USD' }), payment: { refunded_amount: 20 } },
			true,
		],
		[
			'a filter that is ignored',
			{ rows: refunds(3, { payment: 'x' }), ignoresPayment: true },
			false,
		],
		['a full page, and more', { rows: refunds(25, { amount: 1 }) }, true],
		[
			'a full page, and a limit that is refused',
			{ rows: refunds(25), onPaymentLimit: answerOf(400, error('INVALID_LIMIT')) },
			false,
		],
		[
			'a cursor that is refused',
			{ rows: refunds(150), onCursor: answerOf(400, error('MISSING_INVALID_PARAMETERS')) },
			false,
		],
		[
			'a limit that is ignored',
			{ rows: refunds(25), ignoresLimit: true, payment: counted(25) },
			false,
		],
	])('knows whether it saw all: %s', async (_, world, complete) => {
		expect((await lookUp(world)).complete).toBe(complete);
	});

	test('keeps what it saw before a cursor was refused', async () => {
		const onCursor = answerOf(400, error('MISSING_INVALID_PARAMETERS'));
		expect((await lookUp({ rows: refunds(150), onCursor })).refunds).toHaveLength(100);
	});

	test('fails where the rest of the list cannot be read', async () => {
		const world = { rows: refunds(25), onPaymentLimit: answerOf(502, '<html></html>') };
		await expect(lookUp(world)).rejects.toMatchObject({ httpStatus: 502 });
	});

	test.each([
		['ACT', 'active'],
		['ERR', 'failed'],
		['NEW', 'unknown'],
	])('sees that a payment is not paid: %s', async (status, word) => {
		const { obstacle } = await lookUp({ payment: { status } });
		expect(obstacle?.code).toBe('payment_not_paid');
		expect(obstacle?.message).toContain(`${status} (${word})`);
	});

	test.each<[string, JsonObject['dispute'], boolean]>([
		['none', null, false],
		['an empty one', {}, false],
		['an empty text', '', false],
		['an empty list', [], false],
		['one that is open', { status: 'ACT' }, true],
		['one that is lost', { status: 'LOS' }, true],
		['one without a status', { id: 'dispute_1' }, true],
		['an ID', 'dispute_1', true],
		['one of several', [{ status: 'WIN' }, { status: 'RVW' }], true],
		['one the merchant won', { status: 'WIN' }, false],
	])('sees a dispute: %s', async (_, dispute, disputed) => {
		const { obstacle } = await lookUp({ payment: { dispute } });
		expect(obstacle?.code ?? null).toBe(disputed ? 'payment_disputed' : null);
	});

	test.each<[string, Answer, string, boolean]>([
		['unknown ID', answerOf(401, error('UNAUTHORIZED_API_CALL')), 'UNAUTHORIZED_API_CALL', true],
		['unknown ID, older', answerOf(400, error('ERROR_GET_PAYMENT')), 'ERROR_GET_PAYMENT', true],
		[
			'bad keys',
			answerOf(401, error('UNAUTHENTICATED_API_CALL')),
			'UNAUTHENTICATED_API_CALL',
			false,
		],
		['no payment inside', answerOf(200, success({})), 'unreadable_answer', false],
		['HTML', answerOf(200, '<html></html>'), 'http_200', false],
	])('fails for %s', async (_, given, code, notFound) => {
		const { send } = recorder(() => given);
		await expect(rapyd.lookUp(send, account, order())).rejects.toMatchObject({
			failure: { code },
			notFound,
		});
	});

	test('writes an ID so that it cannot be another path', async () => {
		const { send, requests } = recorder(() => answerOf(401, error('UNAUTHORIZED_API_CALL')));
		const ids = { refundId: '../payments?x=1#y', paymentId: null };
		await expect(rapyd.getRefund(send, account, ids)).rejects.toMatchObject({ notFound: true });
		expect(requests[0]?.path).toBe('/v1/refunds/..%2Fpayments%3Fx%3D1%23y');
	});
});

describe('looking a group up', () => {
	const member = (id: string, more: JsonObject = {}): JsonObject => ({
		...closedPayment,
		id,
		...more,
	});

	function groupOf(payments: unknown[], rows: JsonObject[] = []) {
		const group = { id: 'gp_1', amount: 200, currency: 'EUR', status: 'closed', payments };
		return recorder((request) => {
			if (request.path === '/v1/refunds') return list(rows)(request);
			if (request.path.startsWith('/v1/payments/group_payments/')) {
				return answerOf(200, success(group as JsonObject));
			}
			return answerOf(200, success(member(request.path.split('/').at(-1) ?? '')));
		});
	}

	const look = async (given: ReturnType<typeof groupOf>) =>
		await rapydGroup.lookUp(given.send, account, order({ paymentId: 'gp_1' }));

	test('adds up what is left of all its payments', async () => {
		const given = groupOf(
			[member('payment_1'), member('payment_2', { refunded_amount: 30.1 })],
			[refund('refund_1', { payment: 'payment_1', amount: 10.2 })],
		);
		expect(await look(given)).toMatchObject({
			complete: false,
			obstacle: null,
			payment: {
				paymentId: 'gp_1',
				amount: '200.00',
				currency: 'EUR',
				status: 'paid',
				providerStatus: 'closed',
				refundedAmount: '30.10',
				refundableAmount: '159.70',
			},
			// Counted in the payment's refundableAmount; once more would be twice.
			refunds: [],
		});
		expect(given.requests.map(({ path, query }) => [path, query?.payment])).toEqual([
			['/v1/payments/group_payments/gp_1', undefined],
			['/v1/refunds', 'payment_1'],
			['/v1/refunds', 'payment_2'],
		]);
	});

	test('reads payments of which it has only the ID', async () => {
		const given = groupOf(['payment_1', { id: 'payment_2' }]);
		expect((await look(given)).payment.refundableAmount).toBe('200.00');
		expect(given.requests).toHaveLength(5);
	});

	test('sees that one of them is not paid', async () => {
		const given = groupOf([member('payment_1'), member('payment_2', { status: 'ACT' })]);
		expect((await look(given)).obstacle).toMatchObject({
			code: 'payment_not_paid',
			message: expect.stringContaining('payment_2'),
		});
	});

	test('does not guess where one of them does not say', async () => {
		const given = groupOf([member('payment_1'), member('payment_2', { amount: null })]);
		expect((await look(given)).payment).toMatchObject({ refundableAmount: null });
		expect((await look(groupOf([]))).payment).toMatchObject({ refundableAmount: null });
	});
});
