import { refundRecord } from '../../../../refunds/refund';
import {
	LOOK_PAUSES,
	create,
	createWorld,
	inTurn,
	makeElsewhere,
	newShared,
	orderFor,
	unreadable,
	whatToDoAt,
	type Fate,
	type World,
} from './world';

describe('an answer that is lost', () => {
	test('is looked for with back-off until it is found', async () => {
		const world = createWorld({ fate: () => 'lost' });
		world.looking = (looks) => {
			if (looks === 2 || looks === 3) throw unreadable();
		};
		const [record] = await create(world, orderFor(1250n));
		expect(world.pauses).toEqual(LOOK_PAUSES);
		expect(record).toMatchObject({ status: 'succeeded', refundId: 'refund_1', duplicate: false });
		expect(world.log.filter((step) => step.startsWith('send'))).toHaveLength(1);
	});

	test('of a refund that was not made is unknown, with what to do, and keeps its claim', async () => {
		const world = createWorld({ fate: () => 'unheard' });
		world.evidence = 'The wallet shows nothing.';
		const [record] = await create(world, orderFor(1250n));
		expect(world.pauses).toEqual(LOOK_PAUSES);
		expect(record).toMatchObject({
			status: 'unknown',
			final: false,
			failureCode: 'outcome_unknown',
			failureMessage: `It said no. Whether the refund was made is unknown. The wallet shows nothing. ${whatToDoAt('Rapyd')}`,
			protection: 'claim+lookup',
			amount: '12.50',
			reference: 'T-1',
		});
		expect(world.log).not.toContain('release 1');
		expect(world.log).not.toContain('confirm 1');
	});

	test('is told of without evidence where there is none', async () => {
		const [record] = await create(createWorld({ fate: () => 'unheard' }), orderFor(1250n));
		expect(record?.failureMessage).toBe(
			`It said no. Whether the refund was made is unknown. ${whatToDoAt('Rapyd')}`,
		);
	});

	test('is looked up at most three times', async () => {
		expect(LOOK_PAUSES).toEqual([250, 1000, 3000]);
		const world = createWorld({ fate: () => 'unheard' });
		await create(world, orderFor(1250n));
		expect(world.log.filter((step) => step.startsWith('look'))).toHaveLength(1 + 3);
	});

	test('is not taken for a refund that was there before', async () => {
		const shared = newShared();
		await create(createWorld({ shared, shows: 'nameless' }), orderFor(1250n));
		shared.claims.clear();
		const world = createWorld({ shared, shows: 'nameless', fate: () => 'unheard' });
		const [record] = await create(world, orderFor(1250n, { reference: 'T-2' }));
		expect(record).toMatchObject({ status: 'unknown' });
	});

	test.each([
		['T-9', 'unheard', { status: 'unknown', refundId: null }],
		['T-9', 'lost', { status: 'succeeded', refundId: 'refund_2' }],
		['T-1', 'lost', { status: 'succeeded', refundId: 'refund_1' }],
	] as const)(
		'with references: beside a new refund under %s, one that is %s',
		async (reference, fate, expected) => {
			const world: World = createWorld({
				fate: () => {
					makeElsewhere(world, 1250n, reference);
					return fate;
				},
			});
			const [record] = await create(world, orderFor(1250n));
			expect(record).toMatchObject(expected);
		},
	);

	test('without references: a new refund of the amount is named, and not called ours', async () => {
		const world = createWorld({ shows: 'nameless', fate: () => 'lost' });
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({
			status: 'unknown',
			refundId: null,
			failureMessage:
				'It said no. Whether the refund was made is unknown. A refund of 12.50 EUR (refund_1) has ' +
				`appeared since: it may be this one, or somebody else's. ${whatToDoAt('Redstone')}`,
		});
		expect(world.log).not.toContain('confirm 1');
		const [again] = await create(world, orderFor(1250n));
		expect(again).toMatchObject({ status: 'unknown', failureCode: 'claimed_without_trace' });
		expect(world.shared.refunds).toHaveLength(1);
	});

	test.each([
		['of another amount', { amount: '12.49', amountMinor: 1249 }],
		['of another currency', { currency: 'USD' }],
	])('without references: a new refund %s is not it', async (_, change) => {
		const shared = newShared();
		const fate = (): Fate => {
			// Someone refunds in the dashboard at the same time.
			const money = { minor: 1250n, currency: 'EUR', digits: 2 };
			const other = refundRecord({ provider: 'redstone', status: 'succeeded', money });
			shared.refunds.push({ ...other, refundId: 'x', paymentId: 'payment_1', ...change });
			return 'unheard';
		};
		const world = createWorld({ shared, shows: 'nameless', fate });
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({ status: 'unknown', refundId: null });
		expect(record?.failureMessage).not.toContain('has appeared');
	});

	test('without references: two new refunds of the amount are not told apart', async () => {
		const shared = newShared();
		const fate = (): Fate => {
			const money = { minor: 1250n, currency: 'EUR', digits: 2 };
			const other = refundRecord({ provider: 'redstone', status: 'succeeded', money });
			shared.refunds.push({ ...other, refundId: 'x', paymentId: 'payment_1' });
			return 'lost';
		};
		const world = createWorld({ shared, shows: 'nameless', fate });
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({ status: 'unknown', refundId: null });
	});
});

describe('refunds of one batch and one amount, without references', () => {
	const twoOf = [orderFor(1250n), orderFor(1250n, { reference: 'T-2' })];

	test('one that was made is not taken for the next, whose answer was lost', async () => {
		const world = createWorld({
			shows: 'nameless',
			fate: inTurn('accepted', 'unheard'),
		});
		const records = await create(world, ...twoOf);
		expect(records).toMatchObject([
			{ status: 'succeeded', refundId: 'refund_1' },
			{ status: 'unknown', refundId: null },
		]);
	});

	test('one that was made is not named to the next, whose answer was lost', async () => {
		const world = createWorld({ shows: 'nameless', fate: inTurn('accepted', 'lost') });
		const records = await create(world, ...twoOf);
		expect(records).toMatchObject([{ refundId: 'refund_1' }, { status: 'unknown' }]);
		expect(records[1]?.failureMessage).toContain('(refund_2) has appeared');
		expect(records[1]?.failureMessage).not.toContain('refund_1');
	});
});
