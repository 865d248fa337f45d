/** What a row and its refund disagree about. */
import { isSpent, type RefundStatus } from '../../refund';
import {
	currencyOfRefund,
	currencyOfRow,
	isSpentRow,
	minorOfRow,
	refundAt,
	rowAt,
	timeOfRefund,
	timeOfRow,
	type Books,
} from '../matching';
import { BIT } from '../findings';
import type { LedgerRow, ListedRefund, NotCompared } from '../types';

/** Shared by the rows that have nothing to list, which are nearly all. */
export const NOTHING: never[] = [];

/** Findings about a matched row and its refund, as a bit set. */
export function comparePair(books: Books, row: number, refund: number): number {
	const entry = rowAt(books, row);
	const record = refundAt(books, refund);
	let findings = compareMoney(books, row, refund) | compareStatus(books, row, refund);
	if (isOtherMode(books, record)) findings |= BIT.wrongMode;
	if (
		entry.paymentId !== record.paymentId &&
		entry.paymentId !== null &&
		record.paymentId !== null
	) {
		findings |= BIT.paymentMismatch;
	}
	if (books.input.ledger.problems.size > 0 && books.input.ledger.problems.has(row)) {
		findings |= BIT.invalidRow;
	}
	return findings;
}

/** Whether a refund is a test in a live account, or the other way round. */
export function isOtherMode(books: Books, { mode }: ListedRefund): boolean {
	const account = books.input.source.mode;
	return mode !== null && account !== null && mode !== account;
}

function compareMoney(books: Books, row: number, refund: number): number {
	const currency = currencyOfRefund(books, refund);
	const own = currencyOfRow(books, row);
	if (own !== null && currency !== null && own !== currency) return BIT.currencyMismatch;
	const { amountMinor } = refundAt(books, refund);
	if (amountMinor === null || currency === null || currency.digits === null) return 0;
	if (Number.isNaN(books.input.ledger.units[row])) return 0;
	const minor = minorOfRow(books, row, currency);
	if (minor === amountMinor) return 0;
	// More decimals than the currency has: known only now, where the row names no currency.
	if (Number.isNaN(minor)) return BIT.invalidRow;
	const difference = Math.abs(minor - amountMinor);
	return difference <= currency.tolerance ? BIT.withinTolerance : BIT.amountMismatch;
}

function compareStatus(books: Books, row: number, refund: number): number {
	const { status } = refundAt(books, refund);
	const claim = rowAt(books, row).status;
	if (status === claim && (status === 'succeeded' || !isSpent(status))) return 0;
	if (status === 'unknown') return BIT.unknown;
	if (!isSpentRow(books, row)) return isSpent(status) ? BIT.paidThoughFailed : 0;
	if (status === 'reversed') return BIT.reversed;
	if (!isSpent(status)) return BIT.notPaid;
	if (status === 'succeeded') return claim === null ? 0 : BIT.ledgerBehind;
	return compareOpen(books, row, refund);
}

/** The provider has not finished, and the ledger does not say that it failed. */
function compareOpen(books: Books, row: number, refund: number): number {
	const claim = rowAt(books, row).status;
	const isDone = claim === 'succeeded' || claim === null;
	// A source that cannot tell the outcome does not contradict one.
	if (!books.input.source.tells.outcome && isDone) return 0;
	if (!isSettled(books, ageOf(books, row, refund))) return BIT.inFlight;
	return claim === 'succeeded' ? BIT.stillOpen | BIT.stalePending : BIT.stalePending;
}

/** Milliseconds since a refund was made, or since the ledger's date; NaN where neither is known. */
export function ageOf(books: Books, row: number | null, refund: number | null): number {
	const made = refund === null ? NaN : timeOfRefund(books, refund);
	const time = Number.isNaN(made) && row !== null ? timeOfRow(books, row) : made;
	return books.now - time;
}

/** Whether a refund had its time to arrive. One of unknown age did: it must not wait for ever. */
export function isSettled(books: Books, age: number): boolean {
	return !(age < books.settlingMs);
}

/** What the two sides do not both say. */
export function notCompared(books: Books, entry: LedgerRow, record: ListedRefund): NotCompared[] {
	const amount = entry.amount === null || record.amountMinor === null;
	const currency = entry.currency !== null && record.currency === null;
	const status = entry.status !== null && isVague(books, entry.status, record.status);
	const payment = entry.paymentId !== null && record.paymentId === null;
	if (!amount && !currency && !status && !payment) return NOTHING;
	const missing = { amount, currency, status, payment };
	return (Object.keys(missing) as NotCompared[]).filter((name) => missing[name]);
}

/** Whether the source only knows that money left, where the ledger says how it ended. */
function isVague(books: Books, claim: RefundStatus, status: RefundStatus): boolean {
	if (books.input.source.tells.outcome || !isSpent(claim)) return false;
	return status === 'pending' || status === 'requires_action';
}
