/** Rows that are left though there is a refund like theirs, because another row has it. */
import { compareRows } from '../contentOrder';
import { BIT } from '../findings';
import { DOUBT, isOpen, leaveInDoubt, noteRow, type Matching } from '../matching';
import {
	currencyOfRefund,
	currencyOfRow,
	isNear,
	isSpentRefund,
	isSpentRow,
	minorOfRow,
	refundAt,
	rowAt,
	timeOfRefund,
	timeOfRow,
} from '../sides';

/** Of more pairs of one payment than this nobody can tell which is which. */
const MOST_PAIRS = 65_536;

/**
 * Marks rows of the same payment and amount, near in time, as a refund that another row has: double
 * entries, where they have no name of their own; else nobody can tell. "Missing, make it" would
 * have it refunded twice.
 * `matched`: of the refunds with a row those that may be repeated (`repeatTest`).
 */
export function markTaken(
	matching: Matching,
	left: readonly number[],
	matched: readonly number[],
): void {
	const rows = left.filter((row) => isCandidate(matching, row));
	if (rows.length === 0) return;
	const taken = takenOf(matching, matched);
	if (taken.size === 0) return;
	const byPayment = new Map<string, number[]>();
	for (const row of rows) {
		const paymentId = rowAt(matching, row).paymentId ?? '';
		if (!taken.has(paymentId)) continue;
		const others = byPayment.get(paymentId);
		if (others) others.push(row);
		else byPayment.set(paymentId, [row]);
	}
	for (const [paymentId, same] of byPayment) {
		const holders = taken.get(paymentId) ?? [];
		// A column that holds something else than payments: nothing tells the rows apart.
		if (same.length * holders.length > MOST_PAIRS) leaveInDoubt(matching, same, [], DOUBT.taken);
		else for (const row of same) markIfTaken(matching, row, holders);
	}
}

function markIfTaken(matching: Matching, row: number, holders: readonly number[]): void {
	const [holder] = holders
		.filter((other) => isLike(matching, row, other))
		.sort((a, b) => compareRows(matching, a, b));
	if (holder === undefined) return;
	const { refundId, reference } = rowAt(matching, row);
	if (refundId === null && reference === null) {
		noteRow(matching, row, BIT.duplicateInLedger);
		matching.twinOfRow[row] = holder;
	} else leaveInDoubt(matching, [row], [], DOUBT.taken);
}

function isCandidate(matching: Matching, row: number): boolean {
	const { paymentId } = rowAt(matching, row);
	const isLeft = isOpen(matching, row) && matching.findingsOfRow[row] === 0;
	return isLeft && paymentId !== null && isSpentRow(matching, row);
}

/** By payment, the rows that have one of these refunds. */
function takenOf(matching: Matching, refunds: readonly number[]): Map<string, number[]> {
	const taken = new Map<string, number[]>();
	for (const refund of refunds) {
		const { paymentId } = refundAt(matching, refund);
		if (paymentId === null || !isSpentRefund(matching, refund)) continue;
		const row = matching.rowOfRefund[refund] as number;
		const others = taken.get(paymentId);
		if (others) others.push(row);
		else taken.set(paymentId, [row]);
	}
	return taken;
}

function isLike(matching: Matching, row: number, holder: number): boolean {
	const refund = matching.refundOfRow[holder] as number;
	const currency = currencyOfRefund(matching, refund);
	const own = currencyOfRow(matching, row);
	if (currency === null || (own !== null && own !== currency)) return false;
	return (
		minorOfRow(matching, row, currency) === refundAt(matching, refund).amountMinor &&
		isNear(timeOfRow(matching, row), timeOfRefund(matching, refund))
	);
}
