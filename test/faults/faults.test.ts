/** A small round of the fault campaign; `npm run faults` plays all of it. */
import { builds, guardOff } from './guards';
import { isFound } from './judge';
import { jobScenarios } from './jobs';
import { playRound } from './round';
import { allScenarios } from './scenario';
import { count } from './table';

const SEED = 1;

/** Where a crippled build must do wrong, and the shipped one must not. */
const telling = [
	['claim off', 'redstone/none/killed_answer/one'],
	['claim off', 'paymongo/none/two_workers/'],
	['look-up off', 'rapyd/none/copied_workflow/'],
	['waves off', 'paymongo/none/killed_answer/batch'],
	['host in identities', 'vesicash/none/moved_host/'],
	['keys as identities', 'redstone/none/rotated_keys/'],
	['Claims Workflow off', 'vesicash/none/shared_claims/'],
	['every 400 believed', 'vesicash/400_made/rerun/'],
	['refusals of a doubled send believed', 'redstone/doubled/rerun/'],
	['claim not asked', 'rapyd/none/look_unreadable/'],
	['caller policy unset', 'paymongo/none/rerun/one'],
] as const;
const tellingScenarios = (only: string) => allScenarios(SEED, 2, only);

test('whatever goes wrong, no refund is made twice and each outcome is said', async () => {
	const sample = jobScenarios({ build: 'shipped', seed: SEED, rounds: 1, only: '', oneIn: 60 });
	const scenarios = [...sample, ...telling.flatMap(([, only]) => tellingScenarios(only))];
	const verdicts = await playRound(scenarios, { build: 'shipped' });
	expect(verdicts.flatMap(({ id, complaints }) => complaints.map((what) => [id, what]))).toEqual(
		[],
	);
	const { asked, made, twice, over, unsaid, denied } = count(verdicts);
	expect({ twice, over, unsaid, denied }).toEqual({ twice: 0, over: 0, unsaid: 0, denied: 0 });
	// A campaign in which nothing is refunded would show nothing.
	expect(made).toBeGreaterThan(asked / 4);
}, 180_000);

test('every guard that can be switched off is told of', () => {
	const told = new Set<string>(['shipped', ...telling.map(([build]) => build)]);
	expect(builds.filter((build) => !told.has(build))).toEqual([]);
});

test.each(telling)('with "%s", it finds what that guards against: %s', async (build, only) => {
	const verdicts = await playRound(tellingScenarios(only), { build });
	expect(isFound(guardOff(build), verdicts)).toBe(true);
});
