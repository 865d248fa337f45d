/** The campaign's work: which scenarios are played with which build, by several processes. */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

import { guardOff, type Build } from './guards';
import type { Verdict } from './judge';
import { randomFrom } from './random';
import { allScenarios, type Scenario } from './scenario';

export interface Job {
	build: Build;
	seed: number;
	rounds: number;
	/** Scenarios whose id begins with this. */
	only: string;
	/** One scenario out of so many is played. */
	oneIn: number;
}

export type Report = { kind: 'played' } | { kind: 'verdicts'; build: Build; verdicts: Verdict[] };

export type Results = Map<Build, Verdict[]>;

export function jobScenarios({ build, seed, rounds, only, oneIn }: Job): Scenario[] {
	const scenarios = allScenarios(seed, rounds, only);
	const guard = guardOff(build);
	return scenarios.filter(
		(scenario) =>
			(guard === null || guard.shows(scenario)) &&
			randomFrom(`${seed} of ${scenario.id}`).chance(oneIn),
	);
}

/** Plays jobs in `shares` processes. Rejects when one of them ends before its work is done. */
export async function playJobs(
	jobs: Job[],
	options: { shares: number; dist?: string | undefined; onPlayed: () => void },
): Promise<Results> {
	const { shares, dist, onPlayed } = options;
	const results: Results = new Map();
	const children: ChildProcess[] = [];
	const shareOf = async (share: number): Promise<void> =>
		await new Promise((resolve, reject) => {
			const child = fork(path.join(__dirname, 'worker.ts'));
			children.push(child);
			child.on('message', (message) => {
				const report = message as Report;
				if (report.kind === 'played') return onPlayed();
				const { build, verdicts } = report;
				results.set(build, [...(results.get(build) ?? []), ...verdicts]);
			});
			child.on('exit', (code, signal) => {
				if (code === 0) resolve();
				else reject(new Error(`A process of the campaign ended early (${signal ?? code})`));
			});
			child.send({ jobs, share, shares, dist });
		});
	try {
		await Promise.all(Array.from({ length: shares }, async (_, share) => await shareOf(share)));
	} finally {
		// Where one failed, the others' work is not wanted any more.
		for (const child of children) child.kill();
	}
	return results;
}
