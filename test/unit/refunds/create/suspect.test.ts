import type { Sorted } from '../../../../refunds/provider';
import {
	create,
	createWorld,
	failure,
	LOOK_PAUSES,
	makeElsewhere,
	orderFor,
	unreadable,
	type World,
} from './world';

/** A request that is doubled on the way: the answer that comes back is the second one's. */
function doubled(
	world: World,
	change: Partial<Extract<Sorted, { outcome: 'refused' }>> = {},
): void {
	const { ports } = world.run;
	world.run.ports = {
		...ports,
		send: async (draft) => {
			await ports.send(draft);
			return { outcome: 'refused', failure, suspect: true, ...change };
		},
	};
}

describe('a refusal that our own refund would cause', () => {
	test('is looked into: the refund is there', async () => {
		const world = createWorld();
		doubled(world);
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({ status: 'succeeded', refundId: 'refund_1', duplicate: false });
		expect(world.log).not.toContain('release 1');
	});

	test('is looked into: one that stands counts, not one that failed before it', async () => {
		const world = createWorld();
		doubled(world);
		const { ports } = world.run;
		world.run.ports = {
			...ports,
			lookUp: async (order) => {
				const seen = await ports.lookUp(order);
				const failedOnes = seen.refunds.map((refund) => ({
					...refund,
					refundId: 'refund_0',
					status: 'failed' as const,
				}));
				return { ...seen, refunds: [...failedOnes, ...seen.refunds] };
			},
		};
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({ status: 'succeeded', refundId: 'refund_1' });
	});

	test('is a refusal where every refund is shown, and ours is not among them', async () => {
		const world = createWorld({ fate: () => 'unheard' });
		doubled(world);
		world.looking = (looks) => {
			if (looks === 2) makeElsewhere(world, 1250n, 'T-9');
		};
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({ status: 'failed', failureCode: 'no' });
		expect(world.pauses).toEqual(LOOK_PAUSES);
		expect(world.log.at(-1)).toBe('release 1');
	});

	test.each([
		['is not readable', createWorld, (looks: number) => looks > 1],
		['shows no refunds', () => createWorld({ shows: 'none' }), () => false],
		['does not show whose they are', () => createWorld({ shows: 'nameless' }), () => false],
	])('is not called failed where the look-up %s', async (_, open, fails) => {
		const world = open();
		doubled(world);
		world.looking = (looks) => {
			if (fails(looks)) throw unreadable();
		};
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({ status: 'unknown', failureCode: 'outcome_unknown' });
		expect(record?.failureMessage).toContain(
			'It said no. This may be because the request was doubled',
		);
		expect([...world.shared.claims.values()]).toEqual(['held']);
	});

	test('and any other refusal is believed at once', async () => {
		const world = createWorld({ fate: () => 'refused' });
		await create(world, orderFor(1250n));
		expect(world.pauses).toEqual([]);
	});
});

test('an answer of another amount is not noted as accepted, and its repeat warns', async () => {
	for (const shows of ['all', 'none'] as const) {
		const world = createWorld({ shows });
		const { ports } = world.run;
		world.run.ports = {
			...ports,
			send: async (draft) => await ports.send({ ...draft, money: { ...draft.money, minor: 625n } }),
		};
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({ failureCode: 'response_mismatch' });
		expect([...world.shared.claims.values()]).toEqual(['held']);
		const [again] = await create(world, orderFor(1250n));
		expect(again).toMatchObject({ status: 'failed', failureCode: 'reference_conflict' });
		expect(again?.failureMessage).toContain('Look at the earlier refund first');
		expect(world.shared.refunds).toHaveLength(1);
	}
});
