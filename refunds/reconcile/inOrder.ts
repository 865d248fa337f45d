/** The order of the result: gravest first, then largest amount, then by name. */
import type { Books } from './books';
import { comparePositions, type Entry } from './entries';
import { compareText } from './order';
import type { ReconcileRow } from './types';

/** Ten thousandths in a minor unit, by the digits of the currency. */
const TEN_THOUSANDTHS = [10_000, 1_000, 100, 10, 1];
const DIGIT_BITS = 11;
const DIGIT_VALUES = 1 << DIGIT_BITS;

/** How large an amount is, to sort by: in ten thousandths, so that currencies can be mixed. */
function sizeOf(entry: Entry): number {
	const { ledgerCurrency, refundCurrency, ledgerMinor, refundMinor } = entry;
	const minor = Number.isNaN(refundMinor) ? ledgerMinor : refundMinor;
	if (Number.isNaN(minor)) return 0;
	const { digits = 4 } = refundCurrency ?? ledgerCurrency ?? {};
	return minor * (TEN_THOUSANDTHS[digits ?? 4] as number);
}

/** Rows of the result in the order they were written, and what they are sorted by. */
export interface Drafts {
	rows: ReconcileRow[];
	sizes: Float64Array;
	/** The refund id, surer from the provider: it decides where sizes are equal. */
	names: Array<string | null>;
	/** Leads to everything else there is to sort by. */
	positions: Uint32Array;
}

export function newDrafts(most: number): Drafts {
	return { rows: [], sizes: new Float64Array(most), names: [], positions: new Uint32Array(most) };
}

export function addDraft(drafts: Drafts, entry: Entry, row: ReconcileRow): void {
	const index = drafts.rows.length;
	drafts.rows.push(row);
	drafts.names.push((entry.record ?? entry.ledger)?.refundId ?? null);
	drafts.sizes[index] = sizeOf(entry);
	drafts.positions[index] = entry.position;
}

/**
 * Drafts with the largest size first, and by content where sizes are equal, so that the order is
 * the same whatever order the books were read in. Sizes are whole numbers, so they are sorted
 * digit by digit: at a million rows many times as fast as by comparing.
 */
export function inOrder(books: Books, drafts: Drafts, indexes: readonly number[]): Uint32Array {
	const { sizes, names, positions } = drafts;
	const sorted = radixSort(indexes, sizes);
	const sizeAt = (place: number) => sizes[sorted[place] as number] as number;
	const byContent = (a: number, b: number) =>
		compareText(names[a] as string | null, names[b] as string | null) ||
		comparePositions(books, positions[a] as number, positions[b] as number);
	let start = 0;
	for (let place = 1; place <= sorted.length; place += 1) {
		if (place < sorted.length && sizeAt(place) === sizeAt(start)) continue;
		// As an array, whose sort makes use of what is in order already: ids mostly are, here.
		if (place - start > 1) sorted.set([...sorted.subarray(start, place)].sort(byContent), start);
		start = place;
	}
	return sorted;
}

/** Least digit first; equal sizes keep their order. */
function radixSort(indexes: readonly number[], sizes: Float64Array): Uint32Array {
	let largest = 0;
	for (const index of indexes) largest = Math.max(largest, sizes[index] as number);
	let sorted = new Uint32Array(indexes);
	let next = new Uint32Array(indexes.length);
	for (let unit = 1; unit <= largest; unit *= DIGIT_VALUES) {
		const starts = new Uint32Array(DIGIT_VALUES + 1);
		for (const index of sorted) starts[digitAt(sizes, index, unit) + 1]! += 1;
		for (let digit = 1; digit <= DIGIT_VALUES; digit += 1) starts[digit]! += starts[digit - 1]!;
		for (const index of sorted) {
			const digit = digitAt(sizes, index, unit);
			next[starts[digit]!] = index;
			starts[digit]! += 1;
		}
		[sorted, next] = [next, sorted];
	}
	return sorted;
}

/** One digit of a size, counted down from the highest, so that the largest come first. */
function digitAt(sizes: Float64Array, index: number, unit: number): number {
	return DIGIT_VALUES - 1 - (Math.floor((sizes[index] as number) / unit) % DIGIT_VALUES);
}
