/** The order of the result: gravest first, then largest amount, then by name. */
import { currencyOfRefund, currencyOfRow, minorOfRow, refundAt, type Books } from './books';
import { comparePositions, type Entry } from './entries';

/** Ten thousandths in a minor unit, by the digits of the currency. */
const TEN_THOUSANDTHS = [10_000, 1_000, 100, 10, 1];
const DIGIT_BITS = 11;
const DIGIT_VALUES = 1 << DIGIT_BITS;

/** How large an amount is, to sort by: in ten thousandths, so that currencies can be mixed. */
export function sizeOf(books: Books, { row, refund }: Entry): number {
	const currency =
		(refund === null ? null : currencyOfRefund(books, refund)) ??
		(row === null ? null : currencyOfRow(books, row));
	const minor =
		(refund === null ? null : refundAt(books, refund).amountMinor) ??
		(row === null ? 0 : minorOfRow(books, row, currency));
	return Number.isNaN(minor) ? 0 : minor * (TEN_THOUSANDTHS[currency?.digits ?? 4] as number);
}

/**
 * Positions with the largest size first, and by content where sizes are equal, so that the order
 * is the same whatever order the books were read in. Sizes are whole numbers, so they are sorted
 * digit by digit: at a million rows many times as fast as by comparing.
 */
export function sortBySize(
	books: Books,
	positions: readonly number[],
	sizes: Float64Array,
): Uint32Array {
	const sorted = radixSort(positions, sizes);
	const sizeAt = (index: number) => sizes[sorted[index] as number] as number;
	let start = 0;
	for (let index = 1; index <= sorted.length; index += 1) {
		if (index < sorted.length && sizeAt(index) === sizeAt(start)) continue;
		if (index - start > 1) {
			sorted.subarray(start, index).sort((a, b) => comparePositions(books, a, b));
		}
		start = index;
	}
	return sorted;
}

/** Least digit first; equal sizes keep their order. */
function radixSort(positions: readonly number[], sizes: Float64Array): Uint32Array {
	let largest = 0;
	for (const position of positions) largest = Math.max(largest, sizes[position] as number);
	let sorted = Uint32Array.from(positions);
	let next = new Uint32Array(positions.length);
	for (let unit = 1; unit <= largest; unit *= DIGIT_VALUES) {
		const starts = new Uint32Array(DIGIT_VALUES + 1);
		for (const position of sorted) starts[digitAt(sizes, position, unit) + 1]! += 1;
		for (let digit = 1; digit <= DIGIT_VALUES; digit += 1) starts[digit]! += starts[digit - 1]!;
		for (const position of sorted) {
			const digit = digitAt(sizes, position, unit);
			next[starts[digit]!] = position;
			starts[digit]! += 1;
		}
		[sorted, next] = [next, sorted];
	}
	return sorted;
}

/** One digit of a size, counted down from the highest, so that the largest come first. */
function digitAt(sizes: Float64Array, position: number, unit: number): number {
	return DIGIT_VALUES - 1 - (Math.floor((sizes[position] as number) / unit) % DIGIT_VALUES);
}
