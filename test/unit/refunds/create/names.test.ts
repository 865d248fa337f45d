import { keysOf, namesOf } from '../../../../refunds/create/names';
import { claimKey, firstReference } from '../../../../refunds/create/reference';
import type { LookUp, RefundOrder } from '../../../../refunds/provider';
import type { RefundRun } from '../../../../refunds/create/ports';
import { account, create, createWorld, newShared, orderFor, unreadable } from './world';

const { run, payment } = createWorld();
const runAs = (identity: string, ...earlierIdentities: string[]): RefundRun => ({
	...run,
	account: { ...account, identity, earlierIdentities },
});
const lookUpOf = (change: Partial<LookUp> = {}): LookUp => ({
	payment,
	obstacle: null,
	refunds: [],
	complete: true,
	recordId: 'payment_1',
	accountId: null,
	...change,
});
const keysFor = (order: RefundOrder, of: RefundRun, lookUp: LookUp | null = lookUpOf()) =>
	keysOf(namesOf(order, of, lookUp), [1]);
const meet = (a: readonly string[], b: readonly string[]): boolean =>
	a.some((key) => b.includes(key));

const unnamed = { reference: null };

describe.each([
	['named by the user', {}],
	['not named', unnamed],
])('a refund %s', (_, naming) => {
	const order = orderFor(1250n, naming);

	test('keeps its claim when the account’s key is changed', () => {
		const lookUp = lookUpOf({ accountId: 'business 7' });
		expect(
			meet(keysFor(order, runAs('old key'), lookUp), keysFor(order, runAs('new key'), lookUp)),
		).toBe(true);
		expect(meet(keysFor(order, runAs('old key')), keysFor(order, runAs('new key')))).toBe(false);
	});

	test('is another one in test mode than in live mode', () => {
		const lookUp = lookUpOf({ accountId: 'business 7' });
		const live = runAs('live key');
		const other = { ...live, account: { ...live.account, mode: 'live' as const } };
		expect(meet(keysFor(order, runAs('test key'), lookUp), keysFor(order, other, lookUp))).toBe(
			false,
		);
	});

	test('keeps its claim where keys that do not say their mode follow keys that do', () => {
		const lookUp = lookUpOf({ accountId: 'business 7' });
		const keysIn = (mode: 'live' | null): string[] => {
			const of = runAs(`key ${mode}`);
			return keysFor(order, { ...of, account: { ...of.account, mode } }, lookUp);
		};
		expect(meet(keysIn('live'), keysIn(null))).toBe(true);
	});

	test('keeps its claim under what an earlier release called the account', () => {
		const reference =
			order.reference ??
			firstReference({
				provider: 'rapyd',
				account: 'proxy:443',
				paymentId: 'payment_1',
				amount: 1250n,
				currency: 'EUR',
			});
		const first = {
			provider: 'rapyd',
			account: 'proxy:443',
			paymentId: 'payment_1',
			reference,
		} as const;
		expect(keysFor(order, runAs('rapyd', 'proxy:443'))).toContain(claimKey(first, 1));
		expect(namesOf(order, runAs('rapyd', 'proxy:443'), lookUpOf()).references).toContain(reference);
	});

	test('is one refund however its payment is named', () => {
		const typed = { ...order, paymentId: 'PAYMENT_1' };
		const lookUp = lookUpOf({ recordId: 'payment_1' });
		expect(meet(keysFor(typed, runAs('a'), lookUp), keysFor(order, runAs('a'), lookUp))).toBe(true);
		expect(meet(keysFor(typed, runAs('a'), lookUp), keysFor(typed, runAs('a'), null))).toBe(true);
	});

	test('can be asked for without a look-up', () => {
		expect(meet(keysFor(order, runAs('a'), null), keysFor(order, runAs('a')))).toBe(true);
	});

	test('has no key twice', () => {
		const keys = keysFor(order, runAs('a', 'a', 'b'));
		expect(new Set(keys).size).toBe(keys.length);
	});
});

test('by the host nothing is told apart: a Base URL through a proxy refunds once', async () => {
	for (const naming of [{}, unnamed]) {
		const shared = newShared();
		for (const origin of ['https://provider.example', 'https://proxy.example']) {
			const world = createWorld({ shared, shows: 'none' });
			world.run.account = { ...world.run.account, origin };
			await create(world, orderFor(1250n, naming));
		}
		expect(shared.refunds).toHaveLength(1);
	}
});

test('a refund of release 0.1 is found by the reference that was derived then', async () => {
	const shared = newShared();
	const reference = firstReference({
		provider: 'rapyd',
		account: account.identity,
		paymentId: 'payment_1',
		amount: 1250n,
		currency: 'EUR',
	});
	await create(createWorld({ shared }), orderFor(1250n, { reference }));
	const [again] = await create(createWorld({ shared }), orderFor(1250n, unnamed));
	expect(again).toMatchObject({ duplicate: true, refundId: 'refund_1' });
	expect(shared.refunds).toHaveLength(1);
});

test('one that release 0.1 claimed with invisible characters is known by these only', () => {
	const [provider, paymentId] = ['rapyd', 'payment_1'] as const;
	const claimed = claimKey(
		{ provider, account: account.identity, paymentId, reference: 'T\u200b-1' },
		1,
	);
	expect(keysFor(orderFor(1250n, { reference: 'T\u200b-1' }), run)).toContain(claimed);
	// Not covered: see docs/never-twice.md.
	expect(keysFor(orderFor(1250n, { reference: 'T-1' }), run)).not.toContain(claimed);
});

test('a refund is the same with and without its currency named', async () => {
	for (const currencies of [
		['eur', null],
		[null, 'EUR'],
	]) {
		const shared = newShared();
		const orders = currencies.map((currency) => orderFor(1250n, { reference: null, currency }));
		const world = createWorld({ shared });
		const records = await create(world, ...orders);
		expect(records).toMatchObject([
			{ duplicate: false },
			{ refundId: 'refund_1', duplicate: true },
		]);
		for (const order of orders) {
			const [again] = await create(createWorld({ shared }), order);
			expect(again).toMatchObject({ refundId: 'refund_1', duplicate: true });
		}
		expect(shared.refunds).toHaveLength(1);
	}
});

test('nor is it another one where a look-up does not show it, or cannot be made', async () => {
	for (const currencies of [
		['eur', null],
		[null, 'EUR'],
	]) {
		const [first, second] = currencies.map((currency) =>
			orderFor(1250n, { reference: null, currency }),
		) as [RefundOrder, RefundOrder];
		const hidden = createWorld({ shows: 'none' });
		expect(await create(hidden, first, second)).toMatchObject([
			{ duplicate: false },
			{ duplicate: true },
		]);
		expect(hidden.shared.refunds).toHaveLength(1);
		const { shared } = hidden;
		const [again] = await create(createWorld({ shared, shows: 'none' }), second);
		expect(again).toMatchObject({ status: 'pending', duplicate: true });

		const unreadableNow = createWorld({ shared, shows: 'none' });
		unreadableNow.looking = () => {
			throw unreadable();
		};
		const [unseen] = await create(unreadableNow, second);
		expect(unseen).toMatchObject({ status: 'unknown', duplicate: false });
		expect(shared.refunds).toHaveLength(1);
	}
});

test('of one batch, the same amount under one reference in two currencies is a conflict', async () => {
	const world = createWorld();
	const orders = ['EUR', 'USD'].map((currency) => orderFor(1250n, { currency }));
	expect(await create(world, ...orders)).toMatchObject([
		{ status: 'succeeded' },
		{ status: 'failed', failureCode: 'reference_conflict' },
	]);
});

test('references that look the same are one refund, where nothing is shown too', async () => {
	for (const shows of ['all', 'none'] as const) {
		const shared = newShared();
		for (const reference of ['T 1', 'T\u00a01', 'T  1', 'T\u200b 1', ' T 1\u00ad']) {
			await create(createWorld({ shared, shows }), orderFor(1250n, { reference }));
		}
		expect(shared.refunds.map(({ reference }) => reference)).toEqual(['T 1']);
	}
});

test('one payment under two names the gateway knows is refunded once', async () => {
	const shared = newShared();
	for (const paymentId of ['payment_1', 'PAYMENT_1', 'the merchant’s name']) {
		const world = createWorld({ shared, shows: 'none' });
		world.recordId = 'payment_1';
		await create(world, orderFor(1250n, { paymentId }));
	}
	expect(shared.refunds).toHaveLength(1);
});
