import fc from 'fast-check';

import { paymongo } from '../../../providers/paymongo';
import { rapyd } from '../../../providers/rapyd';
import { pacer, type RateLimit } from '../../../refunds/pace';

/** A clock that only moves when somebody waits, or takes time for a call. */
function simulate(limits: readonly RateLimit[], took: readonly number[]) {
	let time = 0;
	const calls: number[] = [];
	const turn = pacer(
		limits,
		() => time,
		async (milliseconds) => {
			time += milliseconds;
		},
	);
	return {
		calls,
		async run(): Promise<number> {
			for (const milliseconds of took) {
				await turn();
				calls.push(time);
				time += milliseconds;
			}
			return time;
		},
	};
}

/** The most calls that any span of a limit's length holds. */
function mostIn(calls: readonly number[], { milliseconds }: RateLimit): number {
	let most = 0;
	let first = 0;
	calls.forEach((call, index) => {
		while ((calls[first] as number) <= call - milliseconds) first += 1;
		most = Math.max(most, index - first + 1);
	});
	return most;
}

const rateLimit = fc.record({
	calls: fc.integer({ min: 1, max: 20 }),
	milliseconds: fc.integer({ min: 1, max: 1_000 }),
});

test('no span of any limit ever holds more calls than it allows', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(rateLimit, { maxLength: 3 }),
			fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 200 }),
			async (limits, took) => {
				const { calls, run } = simulate(limits, took);
				await run();
				for (const limit of limits) expect(mostIn(calls, limit)).toBeLessThanOrEqual(limit.calls);
			},
		),
		{ numRuns: 300 },
	);
});

test('nobody waits who is within every limit', async () => {
	const { run } = simulate([{ calls: 2, milliseconds: 1_000 }], [500, 500, 500, 500]);
	expect(await run()).toBe(2_000);
});

test.each([
	{ provider: rapyd, count: 2_500 },
	{ provider: paymongo, count: 13_000 },
])(
	'a simulated minute at $provider.title holds no more calls than it documents',
	async ({ provider: { rateLimits }, count }) => {
		const { calls, run } = simulate(rateLimits, new Array<number>(count).fill(1));
		await run();
		expect(rateLimits.map((limit) => mostIn(calls, limit))).toEqual(
			rateLimits.map((limit) => limit.calls),
		);
	},
);

test('calls that ask at the same time take their turns one after the other', async () => {
	let time = 0;
	const turn = pacer(
		[{ calls: 1, milliseconds: 100 }],
		() => time,
		async (milliseconds) => {
			await Promise.resolve();
			time += milliseconds;
		},
	);
	const turns: number[] = [];
	await Promise.all([1, 2, 3].map(async () => turns.push(await turn().then(() => time))));
	expect(mostIn(turns, { calls: 1, milliseconds: 100 })).toBe(1);
});
