/**
 * The rows of the result before they are written out: a position below the number of ledger rows
 * is that row, with its refund if it has one; the positions after them are the refunds.
 */
import type { Currency } from '../amounts';
import { NONE, type Matching } from '../matching';
import { currencyOfRefund, currencyOfRow, minorOfRow, refundAt, rowAt } from '../sides';
import { compareRefunds, compareRows, compareText } from '../contentOrder';
import type { LedgerRow, ListedRefund } from '../types';

/** One row of the result, with what is needed of it again and again worked out once. */
export interface Comparison {
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

export function comparisonAt(matching: Matching, position: number): Comparison {
	return readComparison(matching, position, newComparison());
}

export function newComparison(): Comparison {
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
export function readComparison(
	matching: Matching,
	position: number,
	comparison: Comparison,
): Comparison {
	const { row, refund, findings } = sidesAt(matching, position);
	const record = refund === NONE ? null : refundAt(matching, refund);
	const refundCurrency = refund === NONE ? null : currencyOfRefund(matching, refund);
	const ledgerCurrency = row === NONE ? null : (currencyOfRow(matching, row) ?? refundCurrency);
	comparison.position = position;
	comparison.row = row === NONE ? null : row;
	comparison.refund = refund === NONE ? null : refund;
	comparison.findings = findings;
	comparison.ledger = row === NONE ? null : rowAt(matching, row);
	comparison.record = record;
	comparison.ledgerCurrency = ledgerCurrency;
	comparison.refundCurrency = refundCurrency;
	comparison.ledgerMinor = row === NONE ? NaN : minorOfRow(matching, row, ledgerCurrency);
	comparison.refundMinor = record?.amountMinor ?? NaN;
	return comparison;
}

/** Row and refund of a position, NONE where it has none, and its findings. */
function sidesAt(matching: Matching, position: number) {
	const refund = position - matching.rows.length;
	return refund >= 0
		? { row: NONE, refund, findings: matching.findingsOfRefund[refund] as number }
		: {
				row: position,
				refund: matching.refundOfRow[position] as number,
				findings: matching.findingsOfRow[position] as number,
			};
}

/** How many positions there are, with those of refunds that are in a ledger row's entry. */
export function positionsIn(matching: Matching): number {
	return matching.rows.length + matching.reported;
}

/** Whether a position is a row of the result. */
export function isComparison(matching: Matching, position: number): boolean {
	const refund = position - matching.rows.length;
	return refund < 0 || matching.rowOfRefund[refund] === NONE;
}

/** By refund id, reference, payment, then by everything else. */
export function comparePositions(matching: Matching, a: number, b: number): number {
	const one = sidesAt(matching, a);
	const other = sidesAt(matching, b);
	// The provider's names are surer than the ledger's.
	const names = one.refund === NONE ? rowAt(matching, one.row) : refundAt(matching, one.refund);
	const others =
		other.refund === NONE ? rowAt(matching, other.row) : refundAt(matching, other.refund);
	return (
		compareText(names.refundId, others.refundId) ||
		compareText(names.reference, others.reference) ||
		compareText(names.paymentId, others.paymentId) ||
		one.findings - other.findings ||
		compareSides(one.row, other.row, (x, y) => compareRows(matching, x, y)) ||
		compareSides(one.refund, other.refund, (x, y) => compareRefunds(matching, x, y))
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
