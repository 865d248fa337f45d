/** The campaign's result as tables for people. */
import Table from 'cli-table3';

import type { Build } from './guards';
import type { Results } from './jobs';
import type { Verdict } from './judge';
import { providerNames } from '../../sandbox';
import { faults, isInterrupted, modes, type Mode } from './scenario';

const COUNTS = [
	'executions',
	'asked',
	'made',
	'twice',
	'over',
	'unsaid',
	'denied',
	'unknown',
	'needless',
] as const;
export type Counts = Record<(typeof COUNTS)[number], number>;

const HEADINGS = [
	'runs',
	'asked for',
	'made',
	'made twice',
	'over-refunded',
	'unsaid',
	'said failed, made',
	'said unknown',
	'needlessly',
];

export function count(verdicts: readonly Verdict[]): Counts {
	const sum = (name: (typeof COUNTS)[number]): number =>
		verdicts.reduce((total, verdict) => total + verdict[name], 0);
	return Object.fromEntries(COUNTS.map((name) => [name, sum(name)])) as Counts;
}

/** By provider and fault for the shipped build, one line a provider for the crippled ones. */
export function resultTable(results: Results): string {
	const table = plainTable(['build', 'provider', 'fault', ...HEADINGS]);
	const add = (labels: string[], verdicts: Verdict[]): void => {
		if (verdicts.length > 0) table.push([...labels, ...Object.values(count(verdicts))]);
	};
	for (const [build, verdicts] of results) {
		for (const provider of providerNames) {
			const own = verdicts.filter(({ id }) => id.startsWith(`${provider}/`));
			if (build !== 'shipped') add([build, provider, 'all'], own);
			else {
				for (const fault of faults) {
					const hit = own.filter(({ id }) => id.startsWith(`${provider}/${fault}/`));
					add([build, provider, fault], hit);
				}
			}
		}
		add([build, 'all', 'all'], verdicts);
	}
	return table.toString();
}

export function modeTable(results: Results, build: Build): string {
	const table = plainTable(['how it was run more than once', ...HEADINGS]);
	const verdicts = results.get(build) ?? [];
	for (const mode of Object.keys(modes) as Mode[]) {
		const own = verdicts.filter(({ id }) => id.includes(`/${mode}/`));
		if (own.length > 0) table.push([modes[mode], ...Object.values(count(own))]);
	}
	return table.toString();
}

/** What killed and cut-off batches left for a person, by provider: the most in one of them. */
export function batchTable(results: Results): string {
	const names = (Object.keys(modes) as Mode[]).filter(isInterrupted);
	const table = plainTable(['needless unknowns in a batch of 100, at most', ...names], 1);
	const verdicts = results.get('shipped') ?? [];
	for (const provider of providerNames) {
		const most = names.map((mode) => {
			const own = verdicts.filter(({ id }) => id.startsWith(`${provider}/none/${mode}/batch/`));
			return own.length === 0 ? '' : Math.max(...own.map(({ needless }) => needless));
		});
		table.push([provider, ...most]);
	}
	return table.toString();
}

function plainTable(head: string[], words = head.length - HEADINGS.length): Table.Table {
	return new Table({
		head,
		colAligns: head.map((_, index) => (index < words ? 'left' : 'right')),
		style: { head: [], border: [], compact: true },
	});
}
