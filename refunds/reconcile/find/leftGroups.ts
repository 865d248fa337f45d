/** What is left of both sides, by the names they have in common or nearly so. */
import { isOpen, isOpenRefund, type Left, type Matching } from '../matching';
import { refundAt, rowAt } from '../sides';
import { bareName } from './likeNames';

export interface LeftGroup {
	rows: number[];
	refunds: number[];
}

/** What is left of both sides under each of the names, where both have one. */
export function leftGroups(
	matching: Matching,
	left: Left,
	ofRow: NamesOf,
	ofRefund: NamesOf,
): LeftGroup[] {
	const found = new Map<string, LeftGroup>();
	for (const refund of left.refunds) {
		if (!isOpenRefund(matching, refund)) continue;
		for (const name of ofRefund(refundAt(matching, refund))) {
			const group = found.get(name);
			if (group) group.refunds.push(refund);
			else found.set(name, { rows: [], refunds: [refund] });
		}
	}
	if (found.size === 0) return [];
	for (const row of left.rows) {
		if (!isUndecided(matching, row)) continue;
		for (const name of ofRow(rowAt(matching, row))) found.get(name)?.rows.push(row);
	}
	return [...found.values()].filter(({ rows }) => rows.length > 0);
}

interface Named {
	refundId: string | null;
	reference: string | null;
	paymentId: string | null;
}

type NamesOf = (side: Named) => readonly string[];

/** Of the refund itself, whichever column they stand in. */
export function ownNames({ refundId, reference }: Named): string[] {
	const names: string[] = [];
	if (refundId !== null) names.push(bareName(refundId));
	if (reference !== null && reference !== refundId) names.push(bareName(reference));
	return names;
}

/**
 * A name may stand in the column of another: a row's is compared with every name of a refund. Only a
 * payment with a payment is not: a payment has many refunds, so that alone makes none alike.
 */
export function likeNamesOfRow(row: Named): string[] {
	const own = ownNames(row).map((name) => `own ${name}`);
	return [...own, ...paymentOf(row).map((name) => `payment ${name}`)];
}

export function likeNamesOfRefund(refund: Named): string[] {
	const own = ownNames(refund);
	const all = [...own, ...paymentOf(refund)].map((name) => `own ${name}`);
	return [...all, ...own.map((name) => `payment ${name}`)];
}

export function paymentOf({ paymentId }: Named): readonly string[] {
	return paymentId === null ? [] : [bareName(paymentId)];
}

/** Whether nothing was found of a row yet, also not that it is a double entry. */
export function isUndecided(matching: Matching, row: number): boolean {
	return isOpen(matching, row) && matching.findingsOfRow[row] === 0;
}
