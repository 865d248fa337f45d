/**
 * The rows of the result before they are written out: a position below the number of ledger rows
 * is that row, with its refund if it has one; the positions after them are the refunds.
 */
import type { RefundRecord } from '../refund';
import type { Currency } from './amounts';
import { currencyOfRow, minorOfRow, NONE, refundAt, rowAt, type Books } from './books';
import { compareRefunds, compareRows, compareText } from './order';
import type { LedgerRow } from './types';

/** One row of the result, with what is needed of it again and again worked out once. */
export interface Entry {
	position: number;
	row: number | null;
	refund: number | null;
	findings: number;
	ledger: LedgerRow | null;
	record: RefundRecord | null;
	/** What the ledger's amount is in: its own currency, or where it names none the refund's. */
	ledgerCurrency: Currency | null;
	refundCurrency: Currency | null;
	/** Minor units; NaN where not known. */
	ledgerMinor: number;
	refundMinor: number;
}

export function entryAt(books: Books, position: number): Entry {
	const { row, refund, findings } = sidesAt(books, position);
	const ledger = row === NONE ? null : rowAt(books, row);
	const record = refund === NONE ? null : refundAt(books, refund);
	const code = record?.currency ?? null;
	const refundCurrency = code === null ? null : books.currency(code);
	const own = row === NONE ? null : currencyOfRow(books, row);
	const ledgerCurrency = own ?? (row === NONE ? null : refundCurrency);
	return {
		position,
		row: row === NONE ? null : row,
		refund: refund === NONE ? null : refund,
		findings,
		ledger,
		record,
		ledgerCurrency,
		refundCurrency,
		ledgerMinor: row === NONE ? NaN : minorOfRow(books, row, ledgerCurrency),
		refundMinor: record?.amountMinor ?? NaN,
	};
}

/** Row and refund of a position, NONE where it has none, and its findings. */
function sidesAt(books: Books, position: number) {
	const refund = position - books.rows.length;
	return refund >= 0
		? { row: NONE, refund, findings: books.findingsOfRefund[refund] as number }
		: {
				row: position,
				refund: books.refundOfRow[position] as number,
				findings: books.findingsOfRow[position] as number,
			};
}

/** Visits every row of the result. */
export function eachEntry(books: Books, visit: (entry: Entry) => void): void {
	for (let row = 0; row < books.rows.length; row += 1) visit(entryAt(books, row));
	for (let refund = 0; refund < books.reported; refund += 1) {
		if (books.rowOfRefund[refund] === NONE) visit(entryAt(books, books.rows.length + refund));
	}
}

/** By refund id, reference, payment, then by everything else. */
export function comparePositions(books: Books, a: number, b: number): number {
	const one = sidesAt(books, a);
	const other = sidesAt(books, b);
	// The provider's names are surer than the ledger's.
	const names = one.refund === NONE ? rowAt(books, one.row) : refundAt(books, one.refund);
	const others = other.refund === NONE ? rowAt(books, other.row) : refundAt(books, other.refund);
	return (
		compareText(names.refundId, others.refundId) ||
		compareText(names.reference, others.reference) ||
		compareText(names.paymentId, others.paymentId) ||
		one.findings - other.findings ||
		compareSides(one.row, other.row, (x, y) => compareRows(books, x, y)) ||
		compareSides(one.refund, other.refund, (x, y) => compareRefunds(books, x, y))
	);
}

function compareSides(
	one: number,
	other: number,
	compare: (a: number, b: number) => number,
): number {
	if (one === NONE || other === NONE) return Number(one === NONE) - Number(other === NONE);
	return compare(one, other);
}
