/** What is left of both sides, by the names they have in common or nearly so. */
import { isOpen, isOpenRefund, type Left, type Matching } from '../matching';
import { refundAt, rowAt } from '../sides';
import { bareName } from './likeNames';
import { mayHold, sieveOf } from './sieve';

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
	const refunds = left.refunds.filter((refund) => isOpenRefund(matching, refund));
	const names = refunds.map((refund) => ofRefund(refundAt(matching, refund)));
	const sieve = sieveOf(names.flat());
	const rows = new Map<string, number[]>();
	for (const row of left.rows) {
		if (!isUndecided(matching, row)) continue;
		for (const name of ofRow(rowAt(matching, row))) {
			// Nearly always no name is on both sides: then nothing is built.
			if (!mayHold(sieve, name)) continue;
			const same = rows.get(name);
			if (same) same.push(row);
			else rows.set(name, [row]);
		}
	}
	if (rows.size === 0) return [];
	const found = new Map<string, LeftGroup>();
	refunds.forEach((refund, index) => {
		for (const name of names[index] ?? []) {
			const same = rows.get(name);
			if (!same) continue;
			const group = found.get(name);
			if (group) group.refunds.push(refund);
			else found.set(name, { rows: same, refunds: [refund] });
		}
	});
	return [...found.values()];
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
