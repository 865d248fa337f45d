/** `refunds/reconcile` alone, up to a million rows a side, beside a bare hash join. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { median, printLimits, printTable, spread } from '../table';
import type { ChildResult } from './child';

/** How often as long as the bare hash join it may take at 100,000 rows. */
const OF_JOIN = 3;
const MILLION_SECONDS = 10;
const MILLION_MB = 1_500;
/** From 100,000 to a million rows: linear, and some more for caches that no longer hold it. */
const TENFOLD = 12;
/** V8 goes on compiling for as many rounds, of ours longer than of the join's few lines. */
const WARM_UPS = 15;

function measure(rows: number, rounds: number): ChildResult {
	const child = path.join(__dirname, 'child.ts');
	const args = ['--expose-gc', '--import', 'tsx', child, String(rows), String(rounds)];
	return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as ChildResult;
}

/** @returns whether all limits were held */
export function benchScale(): boolean {
	// Each in a process of its own, first run, as an execution in n8n sees it; and in turn, so that
	// what else happens on the machine happens to both.
	const cold: ChildResult[] = [];
	const million: ChildResult[] = [];
	for (let round = 0; round < 3; round += 1) {
		cold.push(measure(100_000, 1));
		if (round !== 1) million.push(measure(1_000_000, 1));
	}
	const warm = lastRounds(measure(100_000, WARM_UPS + 15));
	const once = (runs: ChildResult[], which: 'reconcile' | 'join') =>
		runs.map((run) => run[which][0] as number);
	const millionTook = once(million, 'reconcile');
	const ofJoin = median(warm.reconcile) / median(warm.join);
	const tenfold = median(millionTook) / median(once(cold, 'reconcile'));
	const memory = Math.max(...million.map(({ maxRss }) => maxRss));
	printTable(
		'refunds/reconcile beside a bare hash join (Map by id): CPU milliseconds, median (least-most)',
		['rows a side', 'runs', 'reconcile', 'hash join', 'times the join', 'most memory'],
		[
			line('100,000, warm', warm.reconcile, warm.join, warm.maxRss),
			line('100,000, cold', once(cold, 'reconcile'), once(cold, 'join'), cold[0]?.maxRss ?? 0),
			line('1,000,000, cold', millionTook, once(million, 'join'), memory),
		],
	);
	// A person waits for the clock; CPU time counts the collecting of garbage beside it as well.
	const seconds = median(million.map(({ waited }) => waited[0] as number)) / 1000;
	return printLimits([
		{
			limit: `100,000 rows: at most ${OF_JOIN} times the join`,
			measured: ofJoin.toFixed(1),
			held: ofJoin <= OF_JOIN,
		},
		{
			limit: `1,000,000 rows: under ${MILLION_SECONDS} seconds`,
			measured: seconds.toFixed(1),
			held: seconds < MILLION_SECONDS,
		},
		{
			limit: `1,000,000 rows: under ${MILLION_MB} MB`,
			measured: memory.toFixed(0),
			held: memory < MILLION_MB,
		},
		{
			limit: `from 100,000 to 1,000,000 rows: at most ${TENFOLD}-fold`,
			measured: tenfold.toFixed(1),
			held: tenfold <= TENFOLD,
		},
	]);
}

function lastRounds({ reconcile, join, ...rest }: ChildResult): ChildResult {
	return { ...rest, reconcile: reconcile.slice(WARM_UPS), join: join.slice(WARM_UPS) };
}

function line(name: string, ours: number[], join: number[], mb: number): Array<string | number> {
	const times = (median(ours) / median(join)).toFixed(1);
	return [name, ours.length, spread(ours, 0), spread(join, 0), times, `${mb.toFixed(0)} MB`];
}
