import { refundRecord } from '../../../../refunds/refund';
import {
	create,
	createWorld,
	LOOK_PAUSES,
	makeElsewhere,
	newShared,
	orderFor,
	type World,
} from './world';

const held = (world: World): void => {
	world.claiming = (keys) => keys.map(() => ({ kind: 'held' }));
};

const ordersOf = (count: number) =>
	Array.from({ length: count }, (_, n) =>
		orderFor(100n, { paymentId: `payment_${n}`, reference: `T-${n}` }),
	);

describe('orders whose claim somebody else holds', () => {
	test('wait together, one series for all, and hold nobody else up', async () => {
		const world = createWorld();
		const others = new Set<string>();
		world.claiming = (keys) => {
			if (others.size < 30) keys.forEach((key, index) => index % 2 === 0 && others.add(key));
			return keys.map((key) => ({ kind: others.has(key) ? 'held' : 'won' }));
		};
		const records = await create(world, ...ordersOf(60));
		expect(world.pauses).toEqual(LOOK_PAUSES);
		expect(records.filter(({ status }) => status === 'succeeded')).toHaveLength(30);
		expect(records.filter(({ status }) => status === 'unknown')).toHaveLength(30);
		// Each payment was looked up once before, and the held ones three times afterwards.
		const sends = world.log.filter((step) => step.startsWith('send'));
		const later = world.log.slice(world.log.lastIndexOf(String(sends.at(-1))));
		expect(later.filter((step) => step.startsWith('look'))).toHaveLength(3 * 30);
	});

	test('are looked up once a payment, until they are found', async () => {
		const world = createWorld();
		held(world);
		world.looking = (looks) => {
			if (looks !== 3) return;
			makeElsewhere(world, 100n, 'T-1');
			makeElsewhere(world, 100n, 'T-2');
		};
		const orders = ['T-1', 'T-2'].map((reference) => orderFor(100n, { reference }));
		const records = await create(world, ...orders);
		expect(records).toMatchObject([{ duplicate: true }, { duplicate: true }]);
		expect(world.pauses).toEqual(LOOK_PAUSES.slice(0, 2));
		expect(world.log.filter((step) => step === 'look payment_1')).toHaveLength(3);
	});

	test('are told that the holder’s refund has failed', async () => {
		const shared = newShared();
		const world = createWorld({ shared });
		held(world);
		const money = { minor: 100n, currency: 'EUR', digits: 2 };
		world.looking = (looks) => {
			if (looks === 2) {
				const failed = refundRecord({ provider: 'rapyd', status: 'failed', money });
				shared.refunds.push({ ...failed, refundId: 'x', paymentId: 'payment_1', reference: 'T-1' });
			}
		};
		const [record] = await create(world, orderFor(100n));
		expect(record).toMatchObject({ status: 'failed', refundId: 'x', duplicate: true });
	});

	test('ask for the claim once more: the holder is through by then', async () => {
		for (const [later, expected] of [
			[
				{ kind: 'accepted', amount: '100 EUR' },
				{ status: 'pending', duplicate: true, amount: '1.00' },
			],
			[{ kind: 'won' }, { status: 'failed', failureCode: 'claim_unavailable', duplicate: false }],
			[{ kind: 'held' }, { status: 'unknown', failureCode: 'claimed_without_trace' }],
		] as const) {
			const world = createWorld({ shows: 'none' });
			let asked = 0;
			world.claiming = (keys) => {
				asked += 1;
				return keys.map(() => (asked === 1 ? { kind: 'held' } : later));
			};
			const [record] = await create(world, orderFor(100n));
			expect(record).toMatchObject(expected);
			expect(world.drafts).toEqual([]);
			expect(world.log.at(-1)).toBe(later.kind === 'won' ? 'release 1' : 'claim 1');
		}
	});

	test('keep what they were refused for where the holder lets go', async () => {
		const world = createWorld({ paid: 50n });
		let asked = 0;
		world.claiming = (keys) => keys.map(() => ({ kind: (asked += 1) === 1 ? 'held' : 'won' }));
		const [record] = await create(world, orderFor(100n));
		expect(record).toMatchObject({ status: 'failed', failureCode: 'amount_exceeds_remaining' });
	});
});

describe('a claim whose refund the provider accepted', () => {
	const acceptedAs = async (amount: string | null, minor: bigint | 'remaining') => {
		const world = createWorld({ shows: 'none' });
		world.claiming = (keys) => keys.map(() => ({ kind: 'accepted', amount }));
		const [record] = await create(world, orderFor(minor));
		expect(world.drafts).toEqual([]);
		return record;
	};

	test.each([
		['1250 EUR', 1250n, '12.50'],
		['10000 EUR rest', 'remaining', '100.00'],
		['asked remaining', 'remaining', null],
	] as const)('%s, asked for %p: a duplicate of %p', async (amount, minor, said) => {
		expect(await acceptedAs(amount, minor)).toMatchObject({
			status: 'pending',
			duplicate: true,
			amount: said,
			protection: 'claim',
		});
	});

	test.each([
		[null, 1250n],
		[null, 'remaining'],
		// Were it in the payment's currency, the claim would say so exactly.
		['asked 12.5', 1250n],
	] as const)('%p, asked for %p: nobody can tell whether it is this one', async (amount, minor) => {
		expect(await acceptedAs(amount, minor)).toMatchObject({
			status: 'unknown',
			failureCode: 'claimed_without_trace',
			failureMessage: expect.stringContaining('but of which amount is not known') as string,
		});
	});
});

test('everything that is left, after a part and a restart: accepted, of how much is not known', async () => {
	const shared = newShared();
	const part = orderFor(1_000n);
	const rest = orderFor('remaining', { reference: 'T-2' });
	await create(createWorld({ shared, shows: 'none' }), part, rest);
	const [again] = await create(createWorld({ shared, shows: 'none' }), rest);
	expect(again).toMatchObject({ status: 'pending', duplicate: true, amount: null });
	const [other] = await create(
		createWorld({ shared, shows: 'none' }),
		orderFor('remaining', { reference: 'T-1' }),
	);
	expect(other).toMatchObject({ status: 'unknown', failureCode: 'claimed_without_trace' });
	expect(shared.refunds).toHaveLength(2);
});
