import {
	account,
	create,
	createWorld,
	inTurn,
	failure,
	orderFor,
	unreadable,
	type Fate,
} from './world';

describe('one refund', () => {
	test('is looked up, claimed and sent, in this order and once', async () => {
		const world = createWorld();
		const [record] = await create(world, orderFor(1250n, { reason: 'broken' }));
		expect(world.log).toEqual(['look payment_1', 'claim 1', 'send T-1']);
		expect(record).toMatchObject({
			status: 'succeeded',
			refundId: 'refund_1',
			paymentId: 'payment_1',
			amount: '12.50',
			amountMinor: 1250,
			currency: 'EUR',
			reference: 'T-1',
			reason: 'broken',
			duplicate: false,
			protection: 'claim+lookup',
		});
		expect(world.drafts[0]).toMatchObject({
			paymentId: 'payment_1',
			money: { minor: 1250n, currency: 'EUR', digits: 2 },
			partial: true,
			reason: 'broken',
			reference: 'T-1',
			mode: 'test',
		});
	});

	test('keeps its claim after it was made, so that nobody makes it again', async () => {
		const world = createWorld();
		await create(world, orderFor(1250n));
		expect([...world.shared.claims.values()]).toEqual(['held']);
	});

	test('is noted as accepted where the provider will not show it', async () => {
		const world = createWorld({ shows: 'none' });
		const [record] = await create(world, orderFor(1250n));
		expect(world.log).toEqual(['look payment_1', 'claim 1', 'send T-1', 'confirm 1']);
		expect(record).toMatchObject({ status: 'succeeded', protection: 'claim' });
	});

	test('says so where the provider itself guards it', async () => {
		const world = createWorld();
		const options = { providerIdempotency: true };
		const [record] = await create(world, orderFor(1250n, { options }));
		expect(record?.protection).toBe('provider+claim+lookup');
	});

	test('no order means no work', async () => {
		const world = createWorld();
		expect(await create(world)).toEqual([]);
		expect(world.log).toEqual([]);
	});
});

describe('a refusal', () => {
	test.each(['refused', 'not_sent'] as Fate[])('%s: frees the reference', async (fate) => {
		const world = createWorld({ fate: inTurn(fate, 'accepted') });
		const [first] = await create(world, orderFor(1250n));
		expect(first).toMatchObject({
			status: 'failed',
			failureCode: 'no',
			failureMessage: 'It said no. Do this.',
			amount: '12.50',
			duplicate: false,
			protection: 'claim+lookup',
		});
		expect(world.log.at(-1)).toBe('release 1');
		const [second] = await create(world, orderFor(1250n));
		expect(second).toMatchObject({ status: 'succeeded', duplicate: false });
		expect(world.shared.refunds).toHaveLength(1);
	});

	test('by a refund that failed at once is counted where the look-up shows it', async () => {
		const world = createWorld({ fate: inTurn('declined_later', 'accepted') });
		const [first] = await create(world, orderFor(1250n));
		expect(first).toMatchObject({ status: 'failed', refundId: 'refund_1' });
		expect(world.log).not.toContain('release 1');
		const [second] = await create(world, orderFor(1250n));
		expect(second).toMatchObject({ status: 'succeeded', refundId: 'refund_2', duplicate: false });
		expect(world.shared.claims.size).toBe(2);
		const keys = world.drafts.map(({ idempotencyKey }) => idempotencyKey);
		expect(new Set(keys).size).toBe(2);
	});

	test.each(['failed', 'canceled'] as const)(
		'by a refund that is %s at once frees the claim where nothing is shown',
		async (status) => {
			const world = createWorld({ shows: 'none' });
			const { ports } = world.run;
			world.run.ports = {
				...ports,
				send: async (draft) => {
					const sorted = await ports.send(draft);
					const isFirst = world.drafts.length === 1 && 'refund' in sorted;
					return isFirst ? { ...sorted, refund: { ...sorted.refund, status } } : sorted;
				},
			};
			const [first] = await create(world, orderFor(1250n));
			expect(first).toMatchObject({ status });
			expect(world.log.at(-1)).toBe('release 1');
			const [second] = await create(world, orderFor(1250n));
			expect(second).toMatchObject({ status: 'succeeded', duplicate: false });
		},
	);
});

describe('nothing is sent', () => {
	test('without a claim', async () => {
		const world = createWorld();
		world.claiming = (keys) =>
			keys.map(() => ({ kind: 'unavailable', failure: { ...failure, code: 'claim_unavailable' } }));
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({
			status: 'failed',
			failureCode: 'claim_unavailable',
			failureMessage: 'It said no. Do this.',
			amount: '12.50',
		});
		expect(world.drafts).toEqual([]);
	});

	test('when the payment cannot be looked up', async () => {
		const world = createWorld();
		world.looking = () => {
			throw unreadable();
		};
		const [record] = await create(world, orderFor(1250n, { reason: 'broken' }));
		expect(record).toMatchObject({
			status: 'failed',
			failureCode: 'lookup_failed',
			failureMessage:
				'Payment payment_1 could not be looked up first, so nothing was sent. It said no. Do this.',
			paymentId: 'payment_1',
			reference: 'T-1',
			reason: 'broken',
			amount: null,
		});
		expect(world.log).toEqual(['look payment_1', 'claim 1', 'release 1']);
	});

	test('when there is no such payment', async () => {
		const world = createWorld();
		world.looking = () => {
			throw unreadable(true);
		};
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({ status: 'failed', failureCode: 'payment_not_found' });
	});

	test('when a fault of ours hinders the look-up', async () => {
		for (const fault of [new TypeError('a bug'), 'a bug']) {
			const world = createWorld();
			world.looking = () => {
				throw fault;
			};
			const [record] = await create(world, orderFor(1250n));
			expect(record).toMatchObject({
				status: 'failed',
				failureCode: 'lookup_failed',
				failureMessage:
					'Payment payment_1 could not be looked up first, so nothing was sent. a bug',
			});
		}
	});

	test('once the execution is canceled; the refund may be made later', async () => {
		const world = createWorld();
		world.isCanceled = () => world.drafts.length === 1;
		const orders = [orderFor(100n), orderFor(100n, { reference: 'T-2' })];
		const records = await create(world, ...orders);
		expect(records).toMatchObject([
			{ status: 'succeeded' },
			{
				status: 'failed',
				failureCode: 'execution_canceled',
				failureMessage:
					'The execution was canceled before this refund was sent. Nothing was sent. Run it again to make the refund.',
				protection: null,
			},
		]);
		expect(world.log.at(-1)).toBe('release 1');
		world.isCanceled = () => false;
		const again = await create(world, ...orders);
		expect(again).toMatchObject([{ duplicate: true }, { duplicate: false, status: 'succeeded' }]);
	});
});

test('the account is named in what was not made, too', async () => {
	const world = createWorld({ fate: () => 'refused' });
	const [record] = await create(world, orderFor(1250n));
	expect(record).toMatchObject({ provider: 'rapyd', mode: account.mode });
	expect(failure.code).toBe(record?.failureCode);
});
