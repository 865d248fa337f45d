/** Ledger rows left without a refund that say the same as another row. */
import { BIT } from '../findings';
import { isOpen, NONE, type Matching, noteRow } from '../matching';
import { currencyOfRow, isSpentRow, rowAt, timeOfRow } from '../sides';
import { decimalText } from '../amounts';
import { compareRows } from '../contentOrder';
import { finder, finds } from './sieve';

/** The row that stands for all that have the same key. */
type Holders = Map<string, number>;

/**
 * Marks double entries: of the rows with the same refund id, or without one the same reference
 * and payment, or without either the same payment, amount and date, one counts, preferably one
 * that has its refund.
 */
export function markDuplicates(matching: Matching, left: readonly number[]): void {
	const open = left.filter((row) => isOpen(matching, row));
	if (open.length === 0) return;
	const wanted = {
		ids: new Set<string>(),
		references: new Set<string>(),
		payments: new Set<string>(),
	};
	for (const row of open) {
		const { refundId, reference, paymentId } = rowAt(matching, row);
		if (refundId !== null) wanted.ids.add(refundId);
		else if (reference !== null) wanted.references.add(reference);
		else if (paymentId !== null) wanted.payments.add(paymentId);
	}
	const ids = finder(wanted.ids);
	const references = finder(wanted.references);
	const payments = finder(wanted.payments);
	const holders: Holders = new Map();
	for (let row = 0; row < matching.rows.length; row += 1) {
		const { refundId, reference, paymentId } = rowAt(matching, row);
		if (finds(ids, refundId)) hold(matching, holders, idKey(refundId), row);
		if (finds(references, reference)) {
			hold(matching, holders, referenceKey(reference, paymentId), row);
			hold(matching, holders, anyPaymentKey(reference), row);
		}
		if (finds(payments, paymentId)) hold(matching, holders, contentKey(matching, row), row);
	}
	for (const row of open) {
		const holder = holders.get(keyOf(matching, row)) ?? row;
		if (holder === row) continue;
		noteRow(matching, row, BIT.duplicateInLedger);
		matching.twinOfRow[row] = holder;
	}
}

/** What makes a row a double entry of another. */
function keyOf(matching: Matching, row: number): string {
	const { refundId, reference, paymentId } = rowAt(matching, row);
	if (refundId !== null) return idKey(refundId);
	if (reference === null) return contentKey(matching, row);
	// A reference names a refund within a payment; without one it may be that of any payment.
	return paymentId === null ? anyPaymentKey(reference) : referenceKey(reference, paymentId);
}

function idKey(refundId: string): string {
	return `id ${refundId}`;
}

function anyPaymentKey(reference: string): string {
	return `any ${reference}`;
}

function referenceKey(reference: string, paymentId: string | null): string {
	return JSON.stringify([reference, paymentId]);
}

function contentKey(matching: Matching, row: number): string {
	const { units, scales } = matching.input.ledger;
	const amount = units[row] as number;
	return JSON.stringify([
		rowAt(matching, row).paymentId,
		Number.isNaN(amount) ? null : decimalText(amount, scales[row] as number),
		currencyOfRow(matching, row)?.code ?? null,
		timeOfRow(matching, row),
		isSpentRow(matching, row),
	]);
}

function hold(matching: Matching, holders: Holders, key: string, row: number): void {
	const holder = holders.get(key);
	if (holder === undefined || isBetter(matching, row, holder)) holders.set(key, row);
}

/** Prefers a row with a refund, then one that names its payment, then the first in order. */
function isBetter(matching: Matching, row: number, holder: number): boolean {
	const worth = (position: number) =>
		(matching.refundOfRow[position] === NONE ? 0 : 2) +
		(rowAt(matching, position).paymentId === null ? 0 : 1);
	const gain = worth(row) - worth(holder);
	return gain !== 0 ? gain > 0 : compareRows(matching, row, holder) < 0;
}
