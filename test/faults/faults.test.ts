/** A small round of the fault campaign; `npm run faults` plays all of it. */
import { jobScenarios } from './jobs';
import { playRound } from './round';
import { allScenarios } from './scenario';
import { count } from './table';

const SEED = 1;

/** Where a crippled build must refund twice, and the shipped one must not. */
const telling = [
	['claim off', 'redstone/none/killed_answer/'],
	['claim off', 'paymongo/none/two_workers/'],
	['look-up off', 'rapyd/none/copied_workflow/'],
] as const;
const tellingScenarios = (only: string) => allScenarios(SEED, 2, only);

test('whatever goes wrong, no refund is made twice and each outcome is said', async () => {
	const sample = jobScenarios({ build: 'shipped', seed: SEED, rounds: 1, only: '', oneIn: 24 });
	const scenarios = [...sample, ...telling.flatMap(([, only]) => tellingScenarios(only))];
	const verdicts = await playRound(scenarios, { build: 'shipped' });
	expect(verdicts.flatMap(({ id, complaints }) => complaints.map((what) => [id, what]))).toEqual(
		[],
	);
	const { asked, made, twice, over, unsaid } = count(verdicts);
	expect({ twice, over, unsaid }).toEqual({ twice: 0, over: 0, unsaid: 0 });
	// A campaign in which nothing is refunded would show nothing.
	expect(made).toBeGreaterThan(asked / 4);
});

test.each(telling)('with the %s, it finds refunds made twice: %s', async (build, only) => {
	const { twice } = count(await playRound(tellingScenarios(only), { build }));
	expect(twice).toBeGreaterThan(0);
});
