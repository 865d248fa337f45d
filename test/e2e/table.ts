import Table from 'cli-table3';
import type { Tally } from './tally';

/** Prints what was asked for, what the providers did, and what was said about it. */
export function printTable(rows: Tally[]): void {
	if (rows.length === 0) return;
	const table = new Table({
		head: [
			'fault',
			'mode',
			'runs',
			'refunds asked for',
			'refunds made',
			'made twice',
			'outcome left unsaid',
		],
		colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
		style: { head: [], border: [], compact: true },
	});
	for (const { fault, mode, runs, asked, made, twice, unsaid } of rows) {
		table.push([fault, mode, runs, asked, made, twice, unsaid]);
	}
	console.log(table.toString());
}
