/** Hash index over either side, as linked lists in typed arrays: no array an entry. */
import { isOpen, isOpenRefund, NONE, refundAt, rowAt, type Books } from './books';

export interface Index {
	/** First position of each key. */
	heads: Map<string, number>;
	/** Next position of the same key, or NONE. */
	next: Int32Array;
}

/** Positions below `count` by key; those without a key are left out. */
export function indexBy(count: number, keyOf: (position: number) => string | null): Index {
	const heads = new Map<string, number>();
	const next = new Int32Array(count).fill(NONE);
	for (let position = 0; position < count; position += 1) {
		const key = keyOf(position);
		if (key === null) continue;
		const head = heads.get(key);
		if (head !== undefined) next[position] = head;
		heads.set(key, position);
	}
	return { heads, next };
}

/** All positions of one list. */
export function listFrom(head: number, next: Int32Array): number[] {
	const positions: number[] = [];
	for (let at = head; at !== NONE; at = next[at] as number) positions.push(at);
	return positions;
}

type NameField = 'refundId' | 'reference' | 'paymentId';

/**
 * Visits every value of a field that both sides have among what is still open: `one` where it
 * names one row and one refund, `many` otherwise.
 */
export function eachShared(
	books: Books,
	field: NameField,
	one: (row: number, refund: number) => void,
	many: (rows: number[], refunds: number[]) => void,
): void {
	const { heads, next } = indexBy(books.refunds.length, (refund) =>
		isOpenRefund(books, refund) ? refundAt(books, refund)[field] : null,
	);
	if (heads.size === 0) return;
	const firstRow = new Int32Array(books.refunds.length).fill(NONE);
	const nextRow = new Int32Array(books.rows.length).fill(NONE);
	for (let row = 0; row < books.rows.length; row += 1) {
		if (!isOpen(books, row)) continue;
		const key = rowAt(books, row)[field];
		const head = key === null ? undefined : heads.get(key);
		if (head === undefined) continue;
		nextRow[row] = firstRow[head] as number;
		firstRow[head] = row;
	}
	for (let refund = 0; refund < firstRow.length; refund += 1) {
		const row = firstRow[refund] as number;
		if (row === NONE) continue;
		if (next[refund] === NONE && nextRow[row] === NONE) one(row, refund);
		else many(listFrom(row, nextRow), listFrom(refund, next));
	}
}
