/** Parts of the sentences about a row. */
import type { LedgerRow, ListedRefund } from '../types';

export function moneyOf({ amount, currency }: ListedRefund): string {
	if (amount === null) return 'an amount that cannot be read';
	return currency === null ? amount : `${amount} ${currency}`;
}

export function moneyOfRow({ amount, currency }: LedgerRow): string {
	if (amount === null) return 'no amount';
	return currency === null ? amount : `${amount} ${currency}`;
}

export function ofPayment({ paymentId }: ListedRefund): string {
	return paymentId === null ? '' : ` of payment ${paymentId}`;
}

function whyFailed({ failureMessage, failureCode }: ListedRefund): string {
	const reason = failureMessage ?? failureCode;
	return reason === null ? '' : ` (${reason})`;
}

/** What the ledger claims of a refund, as the beginning of a sentence. */
export function claimOf({ statusText }: LedgerRow): string {
	return statusText === null ? 'The ledger has this refund' : `The ledger says "${statusText}"`;
}

export function stateOf({ status }: ListedRefund): string {
	return status === 'requires_action' ? 'waiting for someone to act' : 'pending';
}

/** "failed" or "was canceled". */
export function endOf({ status, ...refund }: ListedRefund): string {
	const end = status === 'canceled' ? 'was canceled' : 'failed';
	return end + whyFailed({ status, ...refund });
}

/** A row by its best name. */
export function nameOf({ refundId, reference, paymentId }: LedgerRow): string {
	if (refundId !== null) return `refund ${refundId}`;
	if (reference !== null) return `reference ${reference}`;
	return `a refund of payment ${paymentId}`;
}

/** A refund by its best name. */
export function nameOfRefund({ refundId, reference }: ListedRefund): string {
	const id = refundId === null ? 'a refund' : `refund ${refundId}`;
	return reference === null ? id : `${id} with reference ${reference}`;
}

/** Milliseconds as a length of time people can picture, e.g. "after 5 days"; empty if not known. */
export function afterTime(milliseconds: number): string {
	if (Number.isNaN(milliseconds)) return '';
	const hours = Math.max(0, Math.floor(milliseconds / 3_600_000));
	const [count, unit] = hours < 48 ? [hours, 'hour'] : [Math.floor(hours / 24), 'day'];
	return ` after ${count} ${unit}${count === 1 ? '' : 's'}`;
}
