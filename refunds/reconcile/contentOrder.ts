/**
 * An order by content, never by position: with it, the same books give the same result whatever
 * order they were read in. Rows that are equal in it are interchangeable.
 */
import type { Matching } from './matching';
import { refundAt, rowAt, timeOfRefund, timeOfRow } from './sides';
import type { ListedRefund } from './types';

type Text = string | number | boolean | null;

export function compareText(a: Text, b: Text): number {
	if (a === b) return 0;
	if (a === null) return 1;
	if (b === null) return -1;
	return a < b ? -1 : 1;
}

/** Numbers ascending, NaN last. */
function compareNumbers(a: number, b: number): number {
	if (a === b) return 0;
	if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
	return Number.isNaN(b) || a < b ? -1 : 1;
}

/** By time, then by everything else a row says. */
export function compareRows(matching: Matching, a: number, b: number): number {
	if (a === b) return 0;
	const one = rowAt(matching, a);
	const other = rowAt(matching, b);
	return (
		compareNumbers(timeOfRow(matching, a), timeOfRow(matching, b)) ||
		compareText(one.refundId, other.refundId) ||
		compareText(one.reference, other.reference) ||
		compareText(one.paymentId, other.paymentId) ||
		compareText(one.amount, other.amount) ||
		compareText(one.currency, other.currency) ||
		compareText(one.statusText, other.statusText) ||
		compareText(one.date, other.date)
	);
}

const REFUND_FIELDS = [
	'refundId',
	'reference',
	'paymentId',
	'amount',
	'currency',
	'status',
	'providerStatus',
	'updatedAt',
	'mode',
	'reason',
	'failureCode',
	'failureMessage',
	'createdAt',
	'protection',
	'duplicate',
] as const satisfies ReadonlyArray<keyof ListedRefund>;

/** By time, then by everything else a refund says. */
export function compareRefunds(matching: Matching, a: number, b: number): number {
	if (a === b) return 0;
	const byTime = compareNumbers(timeOfRefund(matching, a), timeOfRefund(matching, b));
	if (byTime !== 0) return byTime;
	const one = refundAt(matching, a);
	const other = refundAt(matching, b);
	for (const field of REFUND_FIELDS) {
		const byField = compareText(one[field], other[field]);
		if (byField !== 0) return byField;
	}
	return 0;
}
