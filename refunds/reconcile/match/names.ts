/** Which names a row or a refund has. A name both have, and that did not match, tells them apart. */
import type { Matching } from '../matching';
import { refundAt, rowAt } from '../sides';

export const NAMES = { refundId: 1, reference: 2, payment: 4 } as const;

interface Named {
	refundId: string | null;
	reference: string | null;
	paymentId: string | null;
}

function namesOf({ refundId, reference, paymentId }: Named): number {
	return (
		(refundId === null ? 0 : NAMES.refundId) |
		(reference === null ? 0 : NAMES.reference) |
		(paymentId === null ? 0 : NAMES.payment)
	);
}

export function namesOfRow(matching: Matching, row: number): number {
	return namesOf(rowAt(matching, row));
}

export function namesOfRefund(matching: Matching, refund: number): number {
	return namesOf(refundAt(matching, refund));
}

/** Whether names leave room for a match by payment. */
export function isFree(names: number, others: number): boolean {
	return (names & others & ~NAMES.payment) === 0;
}

interface Sides {
	rows: number[];
	refunds: number[];
	/** Whether names exclude none of the pairs that are left. */
	allFit: boolean;
}

/** Both sides without what names exclude from the whole other side. */
export function freeSides(matching: Matching, rows: number[], refunds: number[]): Sides {
	const rowNames = [...new Set(rows.map((row) => namesOfRow(matching, row)))];
	const refundNames = [...new Set(refunds.map((refund) => namesOfRefund(matching, refund)))];
	const freeRows = rowNames.filter((one) => refundNames.some((other) => isFree(one, other)));
	const free = refundNames.filter((one) => rowNames.some((other) => isFree(one, other)));
	return {
		rows: rows.filter((row) => freeRows.includes(namesOfRow(matching, row))),
		refunds: refunds.filter((refund) => free.includes(namesOfRefund(matching, refund))),
		allFit: freeRows.every((one) => free.every((other) => isFree(one, other))),
	};
}
