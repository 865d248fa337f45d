import Table from 'cli-table3';

/** Prints one result table with its title and what it means. */
export function printTable(
	title: string,
	head: string[],
	rows: Array<Array<string | number>>,
): void {
	const table = new Table({ head, style: { head: [], border: [] } });
	table.push(...rows);
	process.stdout.write(`\n${title}\n${table.toString()}\n`);
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1
		? (sorted[middle] as number)
		: ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** "12.3 (11.9-14.0)": median with least and most, so that noise is seen. */
export function spread(values: readonly number[], digits = 1): string {
	const least = Math.min(...values).toFixed(digits);
	const most = Math.max(...values).toFixed(digits);
	return `${median(values).toFixed(digits)} (${least}-${most})`;
}

interface Limit {
	limit: string;
	measured: string;
	held: boolean;
}

/** Prints which limits were held; returns whether all were. */
export function printLimits(limits: Limit[]): boolean {
	printTable(
		'Limits',
		['limit', 'measured', 'held'],
		limits.map(({ limit, measured, held }) => [limit, measured, held ? 'yes' : 'NO']),
	);
	return limits.every(({ held }) => held);
}
