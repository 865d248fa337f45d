import {
	LOOK_PAUSES,
	create,
	createWorld,
	makeElsewhere,
	newShared,
	orderFor,
	whatToDoAt,
} from './world';

describe('run again', () => {
	test('in the same process: the earlier refund is returned', async () => {
		for (const shows of ['all', 'nameless', 'none'] as const) {
			const world = createWorld({ shows });
			await create(world, orderFor(1250n));
			const [again] = await create(world, orderFor(1250n));
			expect(again).toMatchObject({
				refundId: 'refund_1',
				reference: 'T-1',
				duplicate: true,
				protection: 'lookup',
			});
			expect(world.shared.refunds).toHaveLength(1);
		}
	});

	test('in another process: found where it is shown, known to be accepted where not', async () => {
		const found = { duplicate: true, refundId: 'refund_1', protection: 'lookup' };
		const accepted = {
			duplicate: true,
			refundId: null,
			reference: 'T-1',
			paymentId: 'payment_1',
			status: 'pending',
			final: false,
			mode: 'test',
			provider: 'redstone',
			reason: 'broken',
			protection: 'claim',
		};
		for (const [shows, expected] of [
			['all', found],
			['nameless', accepted],
			['none', accepted],
		] as const) {
			const shared = newShared();
			const order = orderFor(1250n, { reason: 'broken' });
			await create(createWorld({ shows, shared }), order);
			const [again] = await create(createWorld({ shows, shared }), order);
			expect(again).toMatchObject(expected);
			expect(shared.refunds).toHaveLength(1);
		}
	});

	test('for another amount, where nothing is shown: nobody can tell of which, and nothing is spoiled', async () => {
		const shared = newShared();
		await create(createWorld({ shows: 'none', shared }), orderFor(1250n));
		const [other] = await create(createWorld({ shows: 'none', shared }), orderFor(1300n));
		expect(other).toMatchObject({
			status: 'unknown',
			failureCode: 'claimed_without_trace',
			amount: '13.00',
			failureMessage: expect.stringContaining('of which amount is not known') as string,
		});
		const [right] = await create(createWorld({ shows: 'none', shared }), orderFor(1250n));
		expect(right).toMatchObject({ duplicate: true, amount: '12.50' });
		expect(shared.refunds).toHaveLength(1);
	});

	test('after a claim without trace: nothing is sent, and it says why', async () => {
		for (const [shows, title] of [
			['all', 'Rapyd'],
			['none', 'Redstone'],
		] as const) {
			const world = createWorld({ shows });
			world.evidence = 'Evidence.';
			world.claiming = (keys) => keys.map(() => ({ kind: 'held' }));
			const [record] = await create(world, orderFor(1250n));
			expect(record).toMatchObject({
				status: 'unknown',
				failureCode: 'claimed_without_trace',
				failureMessage:
					'An earlier run has claimed Refund Reference "T-1" of this payment, ' +
					`and ${title} shows no refund under it. It may have been sent, so nothing was sent now. Evidence. ${whatToDoAt(title)}`,
				amount: '12.50',
				duplicate: false,
				protection: null,
			});
			expect(world.drafts).toEqual([]);
			expect(world.pauses).toEqual(LOOK_PAUSES);
			// Without references there is nothing to look for: only the claim can still tell.
			const looks = world.log.filter((step) => step.startsWith('look'));
			expect(looks).toHaveLength(shows === 'all' ? 4 : 1);
			expect(world.log.at(-1)).toBe('claim 1');
		}
	});

	test('while another run is sending: what it makes is returned', async () => {
		const world = createWorld();
		world.claiming = (keys) => keys.map(() => ({ kind: 'held' }));
		world.looking = (looks) => {
			if (looks === 3) makeElsewhere(world, 1250n, 'T-1');
		};
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({
			status: 'succeeded',
			refundId: 'refund_1',
			duplicate: true,
			protection: 'claim+lookup',
		});
		expect(world.drafts).toEqual([]);
	});

	test('while another run is sending another amount: a conflict, not a duplicate', async () => {
		const world = createWorld();
		world.claiming = (keys) => keys.map(() => ({ kind: 'held' }));
		world.looking = (looks) => {
			if (looks === 2) makeElsewhere(world, 1300n, 'T-1');
		};
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({
			status: 'failed',
			failureCode: 'reference_conflict',
			amount: '12.50',
			duplicate: false,
		});
	});

	test('everything that is left: whatever amount the other run made is it', async () => {
		const world = createWorld();
		world.claiming = (keys) => keys.map(() => ({ kind: 'held' }));
		world.looking = (looks) => {
			if (looks === 2) makeElsewhere(world, 10_000n, 'T-1');
		};
		const [record] = await create(world, orderFor('remaining'));
		expect(record).toMatchObject({ duplicate: true, amount: '100.00' });
	});
});

describe('where the look-up may hide refunds, a refusal is said only with the claim in hand', () => {
	test('nothing is left, and no earlier run has claimed it: failed, and free again', async () => {
		const shared = newShared();
		await create(createWorld({ shows: 'nameless', shared }), orderFor(10_000n));
		const world = createWorld({ shows: 'nameless', shared });
		const [record] = await create(world, orderFor(100n, { reference: 'T-2' }));
		expect(record).toMatchObject({
			status: 'failed',
			failureCode: 'nothing_left',
			amount: '1.00',
			protection: null,
		});
		expect(world.log).toEqual(['look payment_1', 'claim 1', 'release 1']);
		expect(shared.claims.size).toBe(1);
	});

	test('nothing is left because an earlier run took it: not "failed"', async () => {
		const shared = newShared();
		await create(createWorld({ shows: 'nameless', shared }), orderFor('remaining'));
		const [accepted] = await create(
			createWorld({ shows: 'nameless', shared }),
			orderFor('remaining'),
		);
		expect(accepted).toMatchObject({ duplicate: true, status: 'pending', amount: null });

		for (const key of shared.claims.keys()) shared.claims.set(key, 'held');
		const world = createWorld({ shows: 'nameless', shared });
		world.evidence = 'Evidence.';
		const [doubtful] = await create(world, orderFor('remaining'));
		expect(doubtful).toMatchObject({
			status: 'unknown',
			failureCode: 'claimed_without_trace',
			amount: null,
		});
		// What evidence there is goes by the amount.
		expect(doubtful?.failureMessage).not.toContain('Evidence.');
	});

	test('a payment that cannot be refunded is said as ever', async () => {
		const world = createWorld({ shows: 'none' });
		world.obstacle = { code: 'payment_not_paid', message: 'Not paid.', advice: '' };
		const [record] = await create(world, orderFor(100n));
		expect(record).toMatchObject({
			status: 'failed',
			failureCode: 'payment_not_paid',
			failureMessage: 'Not paid.',
		});
		expect(world.drafts).toEqual([]);
	});
});
