/**
 * The fault campaign: `npm run faults`. Plays every combination of provider, fault, way of running
 * twice and shape of batch on n8n's engine, and compares what was said with what the sandbox moved.
 * Fails when the shipped build does anything wrong, or a crippled one nothing.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { buildModules } from '../../harness/n8n/build';
import { interleave } from '../unit/refunds/create/interleavings';
import { builds, guardOff, type Build } from './guards';
import { isFound } from './judge';
import { jobScenarios, playJobs, type Job, type Results } from './jobs';
import { batchTable, count, modeTable, resultTable } from './table';

const USAGE = `npm run faults -- [--seed 1] [--rounds 3] [--only <start of an id>] [--build "claim off"] [--dist folder]
  --seed    other choices within each combination
  --rounds  how often each combination is played
  --only    e.g. rapyd, or rapyd/reset_after/killed_answer/ten/3 to play one scenario again
  --build   one of: ${builds.join(', ')}. Default: the shipped one, and with the others what shows them
  --dist    another build than this project's, which is made first`;

const MOST_COMPLAINTS = 20;
const INTERLEAVINGS = 10_000;

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			seed: { type: 'string', default: '1' },
			rounds: { type: 'string', default: '3' },
			only: { type: 'string', default: '' },
			build: { type: 'string' },
			dist: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return 0;
	}
	const { only, dist } = values;
	const [seed, rounds] = [Number(values.seed), Number(values.rounds)];
	// Of the crippled builds one round of what shows them is enough to see them fail.
	const job = (build: Build): Job => ({
		build,
		seed,
		rounds: build === 'shipped' ? rounds : 1,
		only,
		oneIn: 1,
	});
	const chosen = builds.find((build) => build === values.build);
	const jobs = chosen || only !== '' ? [job(chosen ?? 'shipped')] : builds.map(job);
	const total = jobs.reduce((sum, one) => sum + jobScenarios(one).length, 0);
	console.log(`Fault campaign: ${total} scenarios, seed ${seed}`);

	if (dist === undefined) await buildModules();
	const startedAt = Date.now();
	const results = await playJobs(jobs, {
		shares: Math.min(availableParallelism(), 8, total),
		dist,
		onPlayed: progress(total),
	});
	console.log(resultTable(results));
	console.log(modeTable(results, chosen ?? 'shipped'));
	console.log(batchTable(results));
	console.log(
		`${total} scenarios in ${Math.round((Date.now() - startedAt) / 1000)} s, seed ${seed}`,
	);
	const wrong = verdictOn(results, seed) + (only === '' ? await playInterleavings() : 0);
	return wrong === 0 ? 0 : 1;
}

/** In one process, without n8n: how many of the sums, or of what is said, are wrong. */
async function playInterleavings(): Promise<number> {
	let refunds = 0;
	let wrong = 0;
	for (let seed = 0; seed < INTERLEAVINGS; seed += 1) {
		const played = await interleave(seed);
		refunds += played.refunds;
		if (played.moved <= played.paid && played.restRefunded && played.wrong.length === 0) continue;
		wrong += 1;
		console.error(
			`  Interleaving ${seed}: ${played.moved} of ${played.paid}, ${played.wrong.join()}`,
		);
	}
	let unlocked = 0;
	for (let seed = 0; seed < INTERLEAVINGS / 10; seed += 1) {
		const { moved, paid } = await interleave(seed, false);
		if (moved > paid) unlocked += 1;
	}
	console.log(
		`${INTERLEAVINGS} interleavings of 2 to 50 refunds on one payment, ${refunds} in all: ${wrong} wrong. ` +
			`Without the lock, ${unlocked} of ${INTERLEAVINGS / 10} refund more than was paid.`,
	);
	return unlocked === 0 ? wrong + 1 : wrong;
}

/** Prints what is wrong, and counts it. */
function verdictOn(results: Results, seed: number): number {
	let wrong = 0;
	for (const [build, verdicts] of results) {
		const counts = count(verdicts);
		const guard = guardOff(build);
		if (guard !== null) {
			if (!isFound(guard, verdicts)) {
				wrong += 1;
				console.error(`With "${build}" nothing is found (${guard.counted}).`);
			}
			continue;
		}
		const { executions, twice, over, unsaid, denied, needless } = counts;
		wrong += verdicts.filter(({ complaints }) => complaints.length > 0).length;
		const complaints = verdicts.flatMap(({ id, complaints: all }) =>
			all.map((complaint) => `  ${id}: ${complaint}`),
		);
		if (complaints.length > 0) {
			console.error(complaints.slice(0, MOST_COMPLAINTS).join('\n'));
			console.error(`Play one again: npm run faults -- --seed ${seed} --only <id>`);
		}
		console.log(
			`${executions} runs: ${twice} refunds made twice, ${over} payments over-refunded, ` +
				`${unsaid} outcomes unsaid, ${denied} said failed though made; ${needless} needlessly unknown`,
		);
	}
	return wrong;
}

/** Overwrites one line on a terminal; elsewhere writes one now and then. */
function progress(total: number): () => void {
	let done = 0;
	let last = Date.now();
	return () => {
		done += 1;
		const every = process.stdout.isTTY ? 200 : 30_000;
		if (done < total && Date.now() - last < every) return;
		last = Date.now();
		const line = `  ${done} of ${total}`;
		if (process.stdout.isTTY) process.stdout.write(`\r${line}${done === total ? '\n' : ''}`);
		else console.log(line);
	};
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
