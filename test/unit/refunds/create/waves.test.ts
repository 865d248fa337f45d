import { setTimeout as wait } from 'node:timers/promises';

import type { Claim } from '../../../../refunds/create/ports';
import { create, createWorld, newShared, orderFor, type World } from './world';

/** Orders of payments of their own. */
const ordersOf = (count: number, change = {}) =>
	Array.from({ length: count }, (_, n) =>
		orderFor(100n, { paymentId: `payment_${n}`, reference: `T-${n}`, ...change }),
	);

/** Counts refunds that are claimed and not yet sent, and calls `at` where that changes. */
function watched(world: World) {
	const { ports } = world.run;
	const seen = { most: 0, waiting: 0, claims: [] as number[] };
	world.run.ports = {
		...ports,
		claim: async (requests, before) => {
			seen.waiting += requests.length;
			seen.most = Math.max(seen.most, seen.waiting);
			seen.claims.push(requests.length);
			return await ports.claim(requests, before);
		},
		send: async (draft) => {
			seen.waiting -= 1;
			return await ports.send(draft);
		},
	};
	return seen;
}

describe('claims are taken just before sending', () => {
	test.each([
		[1, 10],
		[5, 10],
		[25, 25],
	])('with %p payments at once never more than %p are claimed and unsent', async (at, most) => {
		const world = createWorld({ policy: { concurrency: at } });
		const seen = watched(world);
		const records = await create(world, ...ordersOf(60));
		expect(records.every(({ status }) => status === 'succeeded')).toBe(true);
		expect(seen.most).toBe(most);
	});

	test('the same for many refunds of one payment, which still see each other', async () => {
		const world = createWorld({ paid: 5_000n });
		const seen = watched(world);
		const records = await create(world, ...ordersOf(60, { paymentId: 'payment_1' }));
		expect(seen.most).toBe(10);
		expect(world.log.filter((step) => step.startsWith('look'))).toEqual(['look payment_1']);
		expect(records.filter(({ status }) => status === 'succeeded')).toHaveLength(50);
		expect(records.slice(50).every(({ status }) => status === 'failed')).toBe(true);
		const sent = world.drafts.map(({ reference }) => reference);
		expect(sent).toEqual(ordersOf(50).map(({ reference }) => reference));
	});

	test('a payment’s orders stay in one wave', async () => {
		const world = createWorld({ policy: { concurrency: 1 } });
		const seen = watched(world);
		const of = (payment: string, count: number) => ordersOf(count, { paymentId: payment });
		await create(world, ...of('a', 6), ...of('b', 6), ...of('c', 4), ...of('d', 11), ...of('e', 1));
		expect(seen.claims).toEqual([6, 10, 10, 1, 1]);
	});

	test('the next wave is looked up while the present one is sent, and claimed once all have left', async () => {
		const world = createWorld({ policy: { concurrency: 10 } });
		const { ports } = world.run;
		let answer = (): void => undefined;
		const answered = new Promise<void>((resolve) => {
			answer = resolve;
		});
		world.run.ports = {
			...ports,
			send: async (draft) => {
				const sorted = await ports.send(draft);
				// All but one are answered; the last one keeps everybody waiting.
				if (draft.reference === 'T-9') await answered;
				return sorted;
			},
			claim: async (requests, before) => {
				const claims = await ports.claim(requests, before);
				if (world.drafts.length === 10) answer();
				return claims;
			},
		};
		const records = await create(world, ...ordersOf(20));
		expect(records.every(({ status }) => status === 'succeeded')).toBe(true);
		const second = world.log.lastIndexOf('claim 10');
		expect(world.log.slice(0, second)).toContain('look payment_19');
	});

	test('of a wave that is not begun before the execution is canceled, nothing is said', async () => {
		const world = createWorld({ policy: { concurrency: 1 } });
		world.isCanceled = () => world.drafts.length >= 3;
		const records = await create(world, ...ordersOf(40));
		expect(records.slice(0, 3).every(({ status }) => status === 'succeeded')).toBe(true);
		expect(records.slice(3, 10).every(({ status }) => status === 'failed')).toBe(true);
		expect(records.at(-1)).toMatchObject({
			status: 'unknown',
			failureCode: 'execution_canceled',
			reference: 'T-39',
		});
		expect([...world.shared.claims.keys()]).toHaveLength(3 * keysEach);
	});
});

/** Keys of one claim: the name in use, and the same refund's name in release 0.1, which is equal. */
const keysEach = 1;

describe('what becomes of claims', () => {
	test('does not wait for the next claim where refunds were refused: a crash would hold them back', async () => {
		const world = createWorld({ fate: () => 'refused', policy: { concurrency: 10 } });
		const { ports } = world.run;
		const claimed: number[] = [];
		world.run.ports = {
			...ports,
			send: async (draft) => {
				const sorted = await ports.send(draft);
				// The second wave is claimed while the first is on its way, and then waits for this one.
				await wait(draft.reference === 'T-10' ? 40 : 5);
				if (draft.reference === 'T-10') claimed.push(world.shared.claims.size);
				return sorted;
			},
		};
		await create(world, ...ordersOf(20));
		expect(claimed).toEqual([10 * keysEach]);
		expect(world.shared.claims.size).toBe(0);
	});

	test('travels with the next claim alone where refunds were accepted', async () => {
		const world = createWorld({ shows: 'none' });
		await create(world, ...ordersOf(30));
		const changes = world.log.filter((step) => /^(claim|confirm)/.test(step));
		expect(changes.filter((step) => step.startsWith('claim'))).toHaveLength(3);
		expect(changes.filter((step) => step.startsWith('confirm')).length).toBeLessThanOrEqual(3);
		expect(changes.at(-1)).toMatch(/^confirm/);
	});

	test('travels with the next claim', async () => {
		const world = createWorld({ fate: () => 'refused' });
		await create(world, ...ordersOf(30));
		const changes = world.log.filter((step) => /^(claim|release)/.test(step));
		expect(changes.slice(0, 2)).toEqual(['claim 10', expect.stringMatching(/^(release|claim)/)]);
		expect(world.shared.claims.size).toBe(0);
	});

	test.each([
		['is not answered', () => [] as Claim[]],
		[
			'throws',
			() => {
				throw new Error('away');
			},
		],
	])('is settled by itself where the claim it went with %s', async (_, claiming) => {
		const world = createWorld({ shows: 'none', policy: { concurrency: 1 } });
		const { ports } = world.run;
		const settled: number[] = [];
		world.run.ports = {
			...ports,
			// The whole call fails, what went with it included.
			claim: async (requests, before) =>
				world.drafts.length > 0 ? claiming() : await ports.claim(requests, before),
			settle: async (changes) => {
				settled.push(changes.confirm.length);
				await ports.settle(changes);
			},
		};
		const records = await create(world, ...ordersOf(11));
		expect(records.filter(({ status }) => status === 'succeeded')).toHaveLength(10);
		expect(records.at(-1)).toMatchObject({ failureCode: 'claim_unavailable' });
		expect(settled.reduce((sum, count) => sum + count, 0)).toBe(10);
		expect(new Set(world.shared.claims.values())).toEqual(new Set(['100 EUR,asked 1']));
	});

	test('claims are left as they are when they are kept', async () => {
		const shared = newShared();
		await create(createWorld({ shared }), ...ordersOf(3));
		expect([...shared.claims.values()]).toEqual(['held', 'held', 'held']);
	});
});
