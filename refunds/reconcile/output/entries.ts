/**
 * The rows of the result before they are written out: a position below the number of ledger rows
 * is that row, with its refund if it has one; the positions after them are the refunds.
 */
import type { Currency } from '../amounts';
import {
	currencyOfRefund,
	currencyOfRow,
	minorOfRow,
	NONE,
	refundAt,
	rowAt,
	type Books,
} from '../matching';
import { compareRefunds, compareRows, compareText } from '../order';
import type { LedgerRow, ListedRefund } from '../types';

/** One row of the result, with what is needed of it again and again worked out once. */
export interface Entry {
	position: number;
	row: number | null;
	refund: number | null;
	findings: number;
	ledger: LedgerRow | null;
	record: ListedRefund | null;
	/** What the ledger's amount is in: its own currency, or where it names none the refund's. */
	ledgerCurrency: Currency | null;
	refundCurrency: Currency | null;
	/** Minor units; NaN where not known. */
	ledgerMinor: number;
	refundMinor: number;
}

export function entryAt(books: Books, position: number): Entry {
	return readEntry(books, position, newEntry());
}

export function newEntry(): Entry {
	return {
		position: 0,
		row: null,
		refund: null,
		findings: 0,
		ledger: null,
		record: null,
		ledgerCurrency: null,
		refundCurrency: null,
		ledgerMinor: NaN,
		refundMinor: NaN,
	};
}

/** Reads an entry into an object that held another one before: at a million rows it matters. */
export function readEntry(books: Books, position: number, entry: Entry): Entry {
	const { row, refund, findings } = sidesAt(books, position);
	const record = refund === NONE ? null : refundAt(books, refund);
	const refundCurrency = refund === NONE ? null : currencyOfRefund(books, refund);
	const ledgerCurrency = row === NONE ? null : (currencyOfRow(books, row) ?? refundCurrency);
	entry.position = position;
	entry.row = row === NONE ? null : row;
	entry.refund = refund === NONE ? null : refund;
	entry.findings = findings;
	entry.ledger = row === NONE ? null : rowAt(books, row);
	entry.record = record;
	entry.ledgerCurrency = ledgerCurrency;
	entry.refundCurrency = refundCurrency;
	entry.ledgerMinor = row === NONE ? NaN : minorOfRow(books, row, ledgerCurrency);
	entry.refundMinor = record?.amountMinor ?? NaN;
	return entry;
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

/** How many positions there are, with those of refunds that are in a ledger row's entry. */
export function positionsIn(books: Books): number {
	return books.rows.length + books.reported;
}

/** Whether a position is a row of the result. */
export function isEntry(books: Books, position: number): boolean {
	const refund = position - books.rows.length;
	return refund < 0 || books.rowOfRefund[refund] === NONE;
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
