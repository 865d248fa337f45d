/**
 * The rows of the result before they are written out: a position below the number of ledger rows
 * is that row, with its refund if it has one; the positions after them are the refunds.
 */
import { NONE, refundAt, rowAt, type Books } from './books';
import { compareRefunds, compareRows, compareText } from './order';

export interface Entry {
	row: number | null;
	refund: number | null;
	findings: number;
}

export function entryAt(books: Books, position: number): Entry {
	const refund = position - books.rows.length;
	if (refund >= 0) return { row: null, refund, findings: books.findingsOfRefund[refund] as number };
	const own = books.refundOfRow[position] as number;
	return {
		row: position,
		refund: own === NONE ? null : own,
		findings: books.findingsOfRow[position] as number,
	};
}

/** Visits every row of the result. */
export function eachPosition(books: Books, visit: (position: number) => void): void {
	for (let row = 0; row < books.rows.length; row += 1) visit(row);
	for (let refund = 0; refund < books.reported; refund += 1) {
		if (books.rowOfRefund[refund] === NONE) visit(books.rows.length + refund);
	}
}

/** By refund id, reference, payment, then by everything else. */
export function comparePositions(books: Books, a: number, b: number): number {
	const one = entryAt(books, a);
	const other = entryAt(books, b);
	const names = namesAt(books, one);
	const otherNames = namesAt(books, other);
	return (
		compareText(names.refundId, otherNames.refundId) ||
		compareText(names.reference, otherNames.reference) ||
		compareText(names.paymentId, otherNames.paymentId) ||
		one.findings - other.findings ||
		compareSides(one.row, other.row, (x, y) => compareRows(books, x, y)) ||
		compareSides(one.refund, other.refund, (x, y) => compareRefunds(books, x, y))
	);
}

function namesAt(books: Books, { row, refund }: Entry) {
	return refund === null ? rowAt(books, row as number) : refundAt(books, refund);
}

function compareSides(
	one: number | null,
	other: number | null,
	compare: (a: number, b: number) => number,
): number {
	if (one === null || other === null) return Number(one === null) - Number(other === null);
	return compare(one, other);
}
