import type { LookUp } from '../../../../refunds/provider';
import {
	create,
	createWorld,
	newShared,
	orderFor,
	unreadable,
	whatToDoAt,
	type World,
} from './world';

/** How a second run is kept from seeing what the first has made; and how much it then can say it was. */
const hindrances: Array<[string, (world: World) => void, string, string | null]> = [
	[
		'its look-up is not readable',
		(world) => {
			world.looking = () => {
				throw unreadable();
			};
		},
		'lookup_failed',
		null,
	],
	[
		'there is no such payment',
		(world) => {
			world.looking = () => {
				throw unreadable(true);
			};
		},
		'payment_not_found',
		null,
	],
	[
		'the payment is disputed by now',
		(world) => {
			world.obstacle = { code: 'payment_disputed', message: 'Disputed.', advice: '' };
		},
		'payment_disputed',
		'12.50',
	],
	[
		'its currency is not said',
		(world) => {
			world.payment = { ...world.payment, currency: null };
		},
		'currency_unknown',
		null,
	],
	[
		'nothing is left',
		(world) => {
			world.payment = { ...world.payment, refundableAmount: '0' };
		},
		'nothing_left',
		'12.50',
	],
];

describe.each(hindrances)('where %s', (_, hinder, code, amount) => {
	describe.each(['all', 'none'] as const)('and the provider shows %s', (shows) => {
		test.each([null, 'T-1'])(
			'under %p: what nobody has claimed is failed, and free',
			async (reference) => {
				const shared = newShared();
				const world = createWorld({ shows, shared });
				hinder(world);
				const [record] = await create(world, orderFor(1250n, { reference }));
				expect(record).toMatchObject({ status: 'failed', failureCode: code });
				expect(shared.claims.size).toBe(0);
				const [next] = await create(createWorld({ shows, shared }), orderFor(1250n, { reference }));
				expect(next).toMatchObject({ status: 'succeeded', duplicate: false });
			},
		);

		test.each([null, 'T-1'])(
			'under %p: what an earlier run has claimed is not',
			async (reference) => {
				const shared = newShared();
				const order = orderFor(1250n, { reference });
				await create(createWorld({ shows, shared, fate: () => 'lost' }), order);
				const world = createWorld({ shows, shared });
				hideRefunds(world);
				hinder(world);
				const [record] = await create(world, order);
				expect(record).toMatchObject({ status: 'unknown', failureCode: 'claimed_without_trace' });
				expect(world.drafts).toEqual([]);
			},
		);

		test.each([null, 'T-1'])('under %p: what was accepted is a duplicate', async (reference) => {
			const shared = newShared();
			const order = orderFor(1250n, { reference });
			await create(createWorld({ shows, shared }), order);
			for (const key of shared.claims.keys()) shared.claims.set(key, '1250 EUR,asked 12.5');
			const world = createWorld({ shows, shared });
			hideRefunds(world);
			hinder(world);
			const [record] = await create(world, order);
			expect(record).toMatchObject({ status: 'pending', duplicate: true, amount });
		});
	});
});

/** The list of refunds lags. */
function hideRefunds(world: World): void {
	const { ports } = world.run;
	const lookUp = async (...given: Parameters<typeof ports.lookUp>): Promise<LookUp> => ({
		...(await ports.lookUp(...given)),
		refunds: [],
	});
	world.run.ports = { ...ports, lookUp };
}

test('without a look-up it says so, and what to do', async () => {
	const shared = newShared();
	await create(createWorld({ shared }), orderFor(1250n));
	const world = createWorld({ shared });
	world.looking = () => {
		throw unreadable();
	};
	const [record] = await create(world, orderFor(1250n));
	expect(record?.failureMessage).toBe(
		'An earlier run has claimed Refund Reference "T-1" of this payment, and the payment cannot be ' +
			'looked up. Payment payment_1 could not be looked up first, so nothing was sent. It said no. ' +
			`It may have been sent, so nothing was sent now. ${whatToDoAt('Rapyd')}`,
	);
});

test('without a look-up, what this process remembers still counts', async () => {
	const world = createWorld();
	await create(world, orderFor(1250n));
	world.looking = () => {
		throw unreadable();
	};
	const [same, other, rest] = [
		...(await create(world, orderFor(1250n))),
		...(await create(world, orderFor(1300n))),
		...(await create(world, orderFor('remaining'))),
	];
	expect(same).toMatchObject({ refundId: 'refund_1', duplicate: true, protection: null });
	expect(other).toMatchObject({ status: 'failed', failureCode: 'reference_conflict' });
	expect(rest).toMatchObject({ status: 'unknown' });
	expect(world.drafts).toHaveLength(1);
});

test('a second attempt is found without a look-up, too', async () => {
	const shared = newShared();
	const fates = ['declined_later', 'lost'] as const;
	for (const fate of fates)
		await create(createWorld({ shared, fate: () => fate }), orderFor(1250n));
	// What a restart of n8n may leave: the first attempt's claim is gone, the second's is not.
	const [first] = shared.claims.keys();
	shared.claims.delete(String(first));
	const world = createWorld({ shared });
	world.looking = () => {
		throw unreadable();
	};
	const [record] = await create(world, orderFor(1250n));
	expect(record).toMatchObject({ status: 'unknown' });
});

describe('where no claim can be made', () => {
	test.each([
		['all', 'failed'],
		['none', 'unknown'],
	] as const)('and the provider shows %s refunds, it is %s', async (shows, status) => {
		const world = createWorld({ shows });
		world.claiming = () => [];
		const [record] = await create(world, orderFor(1250n));
		expect(record).toMatchObject({ status, failureCode: 'claim_unavailable' });
		// Whoever does not know is told where to look.
		expect(/dashboard shows it at payment payment_1/.test(String(record?.failureMessage))).toBe(
			status === 'unknown',
		);
		expect(world.drafts).toEqual([]);
	});
});
