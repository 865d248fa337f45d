import { LOOK_PAUSES } from '../../../../refunds/create/lookAgain';
import {
	create,
	createWorld,
	makeElsewhere,
	newShared,
	orderFor,
	type Fate,
	type World,
} from './world';

describe('On Claim Without Trace: send again', () => {
	const options = { onNoTrace: 'send' };
	const cutOff = (world: World): void => {
		const { claims } = world.shared;
		world.claiming = (keys) =>
			keys.map((key) => {
				const first = claims.size === 0;
				claims.set(key, 'held');
				return first ? 'held' : 'won';
			});
	};

	test('waits until an earlier send is over, looks, claims anew, and sends once', async () => {
		const world = createWorld();
		cutOff(world);
		const [record] = await create(world, orderFor(1250n, { options }));
		expect(record).toMatchObject({ status: 'succeeded', duplicate: false });
		expect(world.pauses).toEqual([...LOOK_PAUSES, 30_000, ...LOOK_PAUSES]);
		expect(world.log.slice(-2)).toEqual(['claim 1', 'send T-1']);
		expect(world.shared.claims.size).toBe(2);
	});

	test('does not send when the wait brings it to light', async () => {
		const world = createWorld();
		cutOff(world);
		world.looking = (looks) => {
			if (looks === 5) makeElsewhere(world, 1250n, 'T-1');
		};
		const [record] = await create(world, orderFor(1250n, { options }));
		expect(record).toMatchObject({ duplicate: true, protection: 'claim+lookup' });
		expect(world.drafts).toEqual([]);
	});

	test('is done by one run only', async () => {
		const world = createWorld();
		world.claiming = (keys) => keys.map(() => 'held');
		const [record] = await create(world, orderFor(1250n, { options }));
		expect(record).toMatchObject({ status: 'unknown', failureCode: 'claimed_without_trace' });
		expect(record?.failureMessage).toMatch(
			/so nothing was sent now\. Look at payment payment_1 in/,
		);
		expect(world.drafts).toEqual([]);
	});

	test('is not done for what is refused beforehand', async () => {
		const world = createWorld({ paid: 1000n, shows: 'nameless' });
		world.complete = true;
		cutOff(world);
		await create(world, orderFor(1250n, { options }));
		expect(world.drafts).toEqual([]);
	});

	test('is done for each refund, and for each try that failed later', async () => {
		const shared = newShared();
		const orders = ['T-1', 'T-2'].map((reference) => orderFor(1250n, { reference, options }));
		const fates: Fate[] = ['unheard', 'declined_later', 'unheard', 'accepted'];
		for (const fate of fates) {
			const world = createWorld({ shared, fate: () => fate });
			await create(world, ...orders);
			expect(world.drafts).toHaveLength(2);
		}
		expect(shared.refunds.map(({ status }) => status)).toEqual([
			...['failed', 'failed'],
			...['succeeded', 'succeeded'],
		]);
	});

	test('is not done where a look-up does not show every refund', async () => {
		const world = createWorld();
		world.complete = false;
		cutOff(world);
		const [record] = await create(world, orderFor(1250n, { options }));
		expect(record).toMatchObject({ status: 'unknown', failureCode: 'claimed_without_trace' });
		expect(world.pauses).toEqual(LOOK_PAUSES);
	});

	test('has a key of its own, new to the provider', async () => {
		const shared = newShared();
		const first = createWorld({ shared, fate: () => 'unheard' });
		await create(first, orderFor(1250n, { options }));
		const second = createWorld({ shared });
		await create(second, orderFor(1250n, { options }));
		const keys = [...first.drafts, ...second.drafts].map(({ idempotencyKey }) => idempotencyKey);
		expect(new Set(keys).size).toBe(2);
		expect(shared.refunds).toHaveLength(1);
	});

	test('claims right before each send: nobody waits behind a batch', async () => {
		const world = createWorld();
		const orders = [1, 2, 3].map((n) => orderFor(100n, { reference: `T-${n}`, options }));
		await create(world, ...orders);
		expect(world.log).toEqual([
			'look payment_1',
			...['claim 1', 'send T-1', 'claim 1', 'send T-2', 'claim 1', 'send T-3'],
		]);
	});

	test('a refusal frees only the second claim, at which all who come later meet', async () => {
		const shared = newShared();
		const refuse = (): Fate => 'refused';
		const first = createWorld({ shared, fate: refuse });
		await create(first, orderFor(1250n, { options }));
		expect(first.log).not.toContain('release 1');
		const second = createWorld({ shared, fate: refuse });
		const [refused] = await create(second, orderFor(1250n, { options }));
		expect(refused).toMatchObject({ status: 'failed', failureCode: 'no' });
		expect(second.log.at(-1)).toBe('release 1');
		const [made] = await create(createWorld({ shared }), orderFor(1250n, { options }));
		expect(made).toMatchObject({ status: 'succeeded', duplicate: false });
		const [again] = await create(createWorld({ shared }), orderFor(1250n, { options }));
		expect(again).toMatchObject({ duplicate: true });
		expect(shared.refunds).toHaveLength(1);
	});
});
