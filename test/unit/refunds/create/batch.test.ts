import { create, createWorld, newShared, orderFor, whatToDoAt, type Fate } from './world';

describe('a batch', () => {
	test('answers in the order asked for, whatever each becomes', async () => {
		const fate = ({ reference }: { reference: string }): Fate =>
			reference === 'T-2' ? 'refused' : 'accepted';
		const world = createWorld({ fate });
		const orders = [1, 2, 3].map((n) => orderFor(BigInt(n * 100), { reference: `T-${n}` }));
		const records = await create(world, ...orders, orderFor(99_999n, { reference: 'T-4' }));
		expect(records.map(({ reference, status }) => [reference, status])).toEqual([
			['T-1', 'succeeded'],
			['T-2', 'failed'],
			['T-3', 'succeeded'],
			['T-4', 'failed'],
		]);
		expect(world.log).toEqual([
			'look payment_1',
			'claim 4',
			...['send T-1', 'send T-2', 'send T-3'],
			'release 2',
		]);
	});

	test('looks each payment up once and claims all in one go', async () => {
		const world = createWorld({ policy: { concurrency: 1 } });
		const orders = [1, 2, 3, 4].map((n) =>
			orderFor(100n, { paymentId: `payment_${n % 2}`, reference: `T-${n}` }),
		);
		await create(world, ...orders);
		expect(world.log).toEqual([
			'look payment_1',
			'look payment_0',
			'claim 4',
			...['send T-1', 'send T-2', 'send T-3', 'send T-4'],
		]);
	});

	test('holds up others of the same payment, and of no other', async () => {
		let goOn = (): void => undefined;
		const held = new Promise<void>((resolve) => {
			goOn = resolve;
		});
		const shared = newShared();
		const first = create(createWorld({ shared, turn: () => held }), orderFor(100n));
		const same = createWorld({ shared });
		const second = create(same, orderFor(100n, { reference: 'T-2' }));
		const other = await create(createWorld(), orderFor(100n, { paymentId: 'payment_2' }));
		expect(other).toMatchObject([{ status: 'succeeded' }]);
		expect(same.log).toEqual([]);
		goOn();
		expect(await first).toMatchObject([{ status: 'succeeded', reference: 'T-1' }]);
		expect(await second).toMatchObject([{ status: 'succeeded', reference: 'T-2' }]);
		expect(same.log[0]).toBe('look payment_1');
	});

	test('two with one reference are one refund', async () => {
		const world = createWorld();
		const records = await create(world, orderFor(1250n), orderFor(1250n));
		expect(records).toMatchObject([
			{ duplicate: false, refundId: 'refund_1' },
			{ duplicate: true, refundId: 'refund_1', reference: 'T-1' },
		]);
		expect(world.shared.refunds).toHaveLength(1);
	});

	test('a twin of what was not made is not called a duplicate', async () => {
		for (const [fate, status] of [
			['refused', 'failed'],
			['unheard', 'unknown'],
		] as const) {
			const world = createWorld({ fate: () => fate });
			const records = await create(world, orderFor(1250n), orderFor(1250n));
			expect(records).toMatchObject([
				{ duplicate: false, status },
				{ duplicate: false, status },
			]);
			expect(world.drafts).toHaveLength(1);
		}
	});

	test('a fault of ours costs its own refund only, and says that nobody knows', async () => {
		const world = createWorld();
		const { ports } = world.run;
		for (const fault of [new Error('a bug'), 'a bug']) {
			world.run.ports = {
				...ports,
				send: async (draft) => {
					if (draft.reference.startsWith('bad')) throw fault;
					return await ports.send(draft);
				},
			};
			const name = String(fault);
			const records = await create(
				world,
				orderFor(100n, { reference: `bad ${name}`, reason: 'broken' }),
				orderFor(100n, { reference: `good ${name}` }),
			);
			expect(records).toMatchObject([
				{
					status: 'unknown',
					failureCode: 'outcome_unknown',
					failureMessage: `Making this refund was interrupted (a bug). Whether it was made is unknown. ${whatToDoAt('Rapyd')}`,
					reference: `bad ${name}`,
					reason: 'broken',
				},
				{ status: 'succeeded' },
			]);
		}
	});

	test('a fault of ours between the refunds leaves what is known as it is', async () => {
		const world = createWorld();
		world.claiming = () => {
			throw new Error('a bug');
		};
		const records = await create(world, orderFor(99_999n), orderFor(100n, { reference: 'T-2' }));
		expect(records).toMatchObject([
			{ status: 'failed', failureCode: 'amount_exceeds_remaining' },
			{ status: 'failed', failureCode: 'claim_unavailable' },
		]);
		expect(world.drafts).toEqual([]);
		world.claiming = () => undefined;
		const [next] = await create(world, orderFor(100n, { reference: 'T-3' }));
		expect(next).toMatchObject({ status: 'succeeded' });
	});
});
