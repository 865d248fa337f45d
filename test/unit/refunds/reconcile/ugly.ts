/** Makes of clean books what exports make of them: the same facts, badly written. */
import { random, type GeneratedBooks, type Truth } from './generate';
import type { Values } from './fixtures';

export const ZONES = ['UTC', 'Asia/Manila', 'America/New_York'];

/** Column names as spreadsheets and exports write them. */
const HEADERS: ReadonlyArray<(name: string) => string> = [
	(name) => name,
	(name) => `\ufeff${name}`,
	(name) => `${name} `,
	(name) => name.toUpperCase(),
	(name) => ` ${name[0]?.toUpperCase()}${name.slice(1)}`,
];

const NOTHINGS = ['N/A', '#N/A', 'null', '-', 'undefined', 'none'];

/** Rows that say no more than before, written as an export writes them; the truth stays the same. */
export function uglified(books: GeneratedBooks, seed: number, zone: string): GeneratedBooks {
	const next = random(seed);
	const written = new Map<Values, Values>();
	// One header for the whole file: it is one export.
	const header = HEADERS[next() % HEADERS.length] as (name: string) => string;
	for (const row of books.ledger) written.set(row, uglyRow(next, row, header, zone));
	const rowOf = (row: Values | null) => (row === null ? null : (written.get(row) ?? row));
	return {
		...books,
		ledger: books.ledger.map((row) => written.get(row) ?? row),
		truth: books.truth.map(([kind, row, refund]): Truth => [kind, rowOf(row), refund]),
	};
}

function uglyRow(
	next: () => number,
	row: Values,
	header: (name: string) => string,
	zone: string,
): Values {
	const ugly: Values = {};
	for (const [name, value] of Object.entries(row)) {
		// n8n leaves out empty cells; other exports write a word there.
		const isName = ['refundId', 'reference', 'paymentId'].includes(name);
		const isEmpty = value === null || value === undefined || value === '';
		if (isEmpty && !isName) continue;
		if (isEmpty) ugly[header(name)] = NOTHINGS[next() % NOTHINGS.length];
		else if (name === 'date') ugly[header(name)] = uglyDate(next, value, zone);
		else if (name === 'amount') ugly[header(name)] = uglyAmount(next, value);
		else ugly[header(name)] = typeof value === 'string' && next() % 4 === 0 ? ` ${value} ` : value;
	}
	return ugly;
}

/** The same instant as the zone's clocks show it, without the zone. */
function uglyDate(next: () => number, value: unknown, zone: string): unknown {
	const isInstant = typeof value === 'string' && /T.*Z$/.test(value);
	if (!isInstant || next() % 2 === 0) return value;
	const clock = new Intl.DateTimeFormat('sv-SE', {
		timeZone: zone,
		dateStyle: 'short',
		timeStyle: 'medium',
	});
	return `${clock.format(new Date(value))}${value.slice(19, 23)}`;
}

/** The same amount in the brackets of bookkeepers, or as a number. */
function uglyAmount(next: () => number, value: unknown): unknown {
	if (typeof value !== 'string' || !/^\d+\.\d{2}$/.test(value)) return value;
	const [whole = '', cents = ''] = value.split('.');
	const grouped = `(${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents})`;
	return [value, value, grouped, Number(value)][next() % 4];
}
