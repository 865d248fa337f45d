/** What a row and its refund disagree about. */
import { isSpent, type RefundStatus } from '../../refund';
import type { Matching } from '../matching';
import {
	currencyOfRefund,
	currencyOfRow,
	isSpentRow,
	minorOfRow,
	refundAt,
	rowAt,
	timeOfRefund,
	timeOfRow,
} from '../sides';
import { BIT } from '../findings';
import type { LedgerRow, ListedRefund, NotCompared } from '../types';

/** Shared by the rows that have nothing to list, which are nearly all. */
export const NOTHING: never[] = [];

/** Findings about a matched row and its refund, as a bit set. */
export function comparePair(matching: Matching, row: number, refund: number): number {
	const ledgerRow = rowAt(matching, row);
	const record = refundAt(matching, refund);
	let findings = compareMoney(matching, row, refund) | compareStatus(matching, row, refund);
	if (isOtherMode(matching, record)) findings |= BIT.wrongMode;
	if (
		ledgerRow.paymentId !== record.paymentId &&
		ledgerRow.paymentId !== null &&
		record.paymentId !== null
	) {
		findings |= BIT.paymentMismatch;
	}
	if (matching.input.ledger.problems.size > 0 && matching.input.ledger.problems.has(row)) {
		findings |= BIT.invalidRow;
	}
	if (
		(findings === 0 || findings === BIT.withinTolerance) &&
		isVague(matching, ledgerRow, record)
	) {
		findings |= BIT.notUnderstood;
	}
	return findings;
}

/** Whether something was not understood, in the row or at the provider, that does not make it wrong. */
function isVague(matching: Matching, ledgerRow: LedgerRow, record: ListedRefund): boolean {
	return matching.absent !== null || isVagueStatus(ledgerRow) || lacksMoney(ledgerRow, record);
}

/** Money that moved, of an amount that cannot be read. (Failed refunds have none at Rapyd.) */
function lacksMoney({ amount }: LedgerRow, { amountMinor, status }: ListedRefund): boolean {
	return amountMinor === null && amount !== null && isSpent(status);
}

/** Whether a row's status is a word that is not understood. */
export function isVagueStatus({ status, statusText }: LedgerRow): boolean {
	return status === null && statusText !== null;
}

/** Whether a refund is a test in a live account, or the other way round. */
export function isOtherMode(matching: Matching, { mode }: ListedRefund): boolean {
	const account = matching.input.source.mode;
	return mode !== null && account !== null && mode !== account;
}

function compareMoney(matching: Matching, row: number, refund: number): number {
	const currency = currencyOfRefund(matching, refund);
	const own = currencyOfRow(matching, row);
	if (own !== null && currency !== null && own !== currency) return BIT.currencyMismatch;
	const { amountMinor } = refundAt(matching, refund);
	if (amountMinor === null || currency === null || currency.digits === null) return 0;
	if (Number.isNaN(matching.input.ledger.units[row])) return 0;
	const minor = minorOfRow(matching, row, currency);
	if (minor === amountMinor) return 0;
	// More decimals than the currency has: known only now, where the row names no currency.
	if (Number.isNaN(minor)) return BIT.invalidRow;
	const difference = Math.abs(minor - amountMinor);
	return difference <= currency.tolerance ? BIT.withinTolerance : BIT.amountMismatch;
}

function compareStatus(matching: Matching, row: number, refund: number): number {
	const { status } = refundAt(matching, refund);
	const claim = rowAt(matching, row).status;
	if (status === claim && (status === 'succeeded' || !isSpent(status))) return 0;
	if (status === 'unknown') return BIT.unknown;
	if (!isSpentRow(matching, row)) return isSpent(status) ? BIT.paidThoughFailed : 0;
	if (status === 'reversed') return BIT.reversed;
	if (!isSpent(status)) return BIT.notPaid;
	if (status === 'succeeded') return claim === null ? 0 : BIT.ledgerBehind;
	return compareOpen(matching, row, refund);
}

/** The provider has not finished, and the ledger does not say that it failed. */
function compareOpen(matching: Matching, row: number, refund: number): number {
	const claim = rowAt(matching, row).status;
	const isDone = claim === 'succeeded' || claim === null;
	// A source that cannot tell the outcome does not contradict one.
	if (!matching.input.source.tells.outcome && isDone) return 0;
	if (!isSettled(matching, ageOf(matching, row, refund))) return BIT.inFlight;
	return claim === 'succeeded' ? BIT.stillOpen | BIT.stalePending : BIT.stalePending;
}

/** Milliseconds since a refund was made, or since the ledger's date; NaN where neither is known. */
export function ageOf(matching: Matching, row: number | null, refund: number | null): number {
	const made = refund === null ? NaN : timeOfRefund(matching, refund);
	const time = Number.isNaN(made) && row !== null ? timeOfRow(matching, row) : made;
	return matching.now - time;
}

/** Whether a refund had its time to arrive. One of unknown age did: it must not wait for ever. */
export function isSettled(matching: Matching, age: number): boolean {
	return !(age < matching.settlingMs);
}

/** What the two sides do not both say. */
export function notCompared(
	matching: Matching,
	ledgerRow: LedgerRow,
	record: ListedRefund,
): NotCompared[] {
	const amount = ledgerRow.amount === null || record.amountMinor === null;
	const currency = ledgerRow.currency !== null && record.currency === null;
	const status =
		ledgerRow.status === null
			? ledgerRow.statusText !== null
			: tellsLess(matching, ledgerRow.status, record.status);
	const payment = ledgerRow.paymentId !== null && record.paymentId === null;
	const { absent } = matching;
	if (!amount && !currency && !status && !payment && absent === null) return NOTHING;
	const missing = { amount, currency, status, payment };
	return (Object.keys(missing) as NotCompared[]).filter(
		(name) => missing[name] || absent?.has(name),
	);
}

/** Whether the source only knows that money left, where the ledger says how it ended. */
function tellsLess(matching: Matching, claim: RefundStatus, status: RefundStatus): boolean {
	if (matching.input.source.tells.outcome || !isSpent(claim)) return false;
	return status === 'pending' || status === 'requires_action';
}
