/**
 * Rows that are left beside the very refund they may be about: to call one missing at the provider
 * and the other missing in the ledger would make somebody refund it again.
 */
import { BIT } from '../findings';
import { sortByMoney } from '../match/sameMoney';
import {
	BY,
	DOUBT,
	isOpen,
	isOpenRefund,
	leaveInDoubt,
	NONE,
	noteRow,
	pair,
	type Left,
	type Matching,
} from '../matching';
import {
	currencyOfRefund,
	isNear,
	isSpentRefund,
	isSpentRow,
	minorOfRow,
	refundAt,
	rowAt,
	timeOfRefund,
	timeOfRow,
} from '../sides';
import { bareName } from './likeNames';
import { comparePair } from './pairs';

/** Of more pairs than this a name says nothing: all stay as they are. */
const MOST_PAIRS = 1_024;

interface Group {
	rows: number[];
	refunds: number[];
}

/** Shows rows and refunds together that are left on both sides and may be the same. */
export function markBeside(matching: Matching, left: Left): void {
	markLikeNames(matching, groups(matching, left, bareNamesOf));
	for (const group of groups(matching, left, paymentOf)) {
		for (const same of sortByMoney(matching, group.rows, group.refunds)) {
			markSameMoney(matching, same);
		}
		markUnreadable(matching, group);
	}
}

/** What is left of both sides under each of the names, where both have one. */
function groups(
	matching: Matching,
	left: Left,
	namesOf: (side: Named) => readonly string[],
): Group[] {
	const found = new Map<string, Group>();
	for (const refund of left.refunds) {
		if (!isOpenRefund(matching, refund)) continue;
		for (const name of namesOf(refundAt(matching, refund))) {
			const group = found.get(name);
			if (group) group.refunds.push(refund);
			else found.set(name, { rows: [], refunds: [refund] });
		}
	}
	if (found.size === 0) return [];
	for (const row of left.rows) {
		if (!isUndecided(matching, row)) continue;
		for (const name of namesOf(rowAt(matching, row))) found.get(name)?.rows.push(row);
	}
	return [...found.values()].filter(({ rows }) => rows.length > 0);
}

interface Named {
	refundId: string | null;
	reference: string | null;
	paymentId: string | null;
}

function bareNamesOf({ refundId, reference }: Named): string[] {
	const names: string[] = [];
	if (refundId !== null) names.push(`id ${bareName(refundId)}`);
	if (reference !== null) names.push(`reference ${bareName(reference)}`);
	return names;
}

function paymentOf({ paymentId }: Named): readonly string[] {
	return paymentId === null ? [] : [paymentId];
}

/** Whether nothing was found of a row yet, also not that it is a double entry. */
function isUndecided(matching: Matching, row: number): boolean {
	return isOpen(matching, row) && matching.findingsOfRow[row] === 0;
}

/**
 * A row may be in two groups, by its ID and by its reference: nothing is decided before all groups
 * were seen, so that their order does not matter.
 */
function markLikeNames(matching: Matching, found: readonly Group[]): void {
	const refundsOf = new Map<number, Set<number>>();
	const rowsOf = new Map<number, Set<number>>();
	for (const { rows, refunds } of found) {
		if (rows.length * refunds.length > MOST_PAIRS) continue;
		for (const row of rows) {
			for (const refund of refunds) {
				if (!mayBeOne(matching, row, refund)) continue;
				addTo(refundsOf, row, refund);
				addTo(rowsOf, refund, row);
			}
		}
	}
	for (const [row, refunds] of refundsOf) {
		const [refund = NONE] = refunds;
		const isOnly = refunds.size === 1 && rowsOf.get(refund)?.size === 1;
		if (isOnly) pairInDoubt(matching, row, refund, DOUBT.otherName);
		else leaveInDoubt(matching, [row], [...refunds], DOUBT.otherName);
	}
}

function addTo(sets: Map<number, Set<number>>, key: number, value: number): void {
	const set = sets.get(key);
	if (set) set.add(value);
	else sets.set(key, new Set([value]));
}

/** Whether money moved on either side, and no payment tells a row and a refund apart. */
function mayBeOne(matching: Matching, row: number, refund: number): boolean {
	const { paymentId } = rowAt(matching, row);
	const other = refundAt(matching, refund).paymentId;
	const moved = isSpentRow(matching, row) || isSpentRefund(matching, refund);
	return moved && (paymentId === null || other === null || paymentId === other);
}

/** The same payment and amount near in time: names that differ do not make it two for certain. */
function markSameMoney(matching: Matching, { rows, refunds }: Group): void {
	const spent = {
		rows: rows.filter((row) => isSpentRow(matching, row)),
		refunds: refunds.filter((refund) => isSpentRefund(matching, refund)),
	};
	markGroup(matching, spent, (row, refund) => areNear(matching, row, refund), DOUBT.otherName);
}

/** A row of the payment whose amount cannot be read may be any of its refunds. */
function markUnreadable(matching: Matching, { rows, refunds }: Group): void {
	const isSame = (row: number, refund: number) =>
		isUnreadable(matching, row, refund) && areNear(matching, row, refund);
	const spent = refunds.filter((refund) => isSpentRefund(matching, refund));
	markGroup(matching, { rows, refunds: spent }, isSame, DOUBT.unreadable);
}

function isUnreadable(matching: Matching, row: number, refund: number): boolean {
	if (matching.input.ledger.problems.has(row)) return true;
	const { amount } = rowAt(matching, row);
	return (
		amount !== null && Number.isNaN(minorOfRow(matching, row, currencyOfRefund(matching, refund)))
	);
}

function areNear(matching: Matching, row: number, refund: number): boolean {
	return isNear(timeOfRow(matching, row), timeOfRefund(matching, refund));
}

/** One and one become a pair that is in doubt; several that may be each other are all left so. */
function markGroup(
	matching: Matching,
	group: Group,
	isSame: (row: number, refund: number) => boolean,
	doubt: number,
): void {
	const open = {
		rows: group.rows.filter((row) => isUndecided(matching, row)),
		refunds: group.refunds.filter((refund) => isOpenRefund(matching, refund)),
	};
	const all = open.rows.length * open.refunds.length > MOST_PAIRS;
	const may = (row: number, refund: number) => all || isSame(row, refund);
	const rows = open.rows.filter((row) => open.refunds.some((refund) => may(row, refund)));
	const refunds = open.refunds.filter((refund) => open.rows.some((row) => may(row, refund)));
	const [row] = rows;
	const [refund] = refunds;
	if (row === undefined || refund === undefined) return;
	if (rows.length > 1 || refunds.length > 1) leaveInDoubt(matching, rows, refunds, doubt);
	else pairInDoubt(matching, row, refund, doubt);
}

/** So that both sides are in one row of the result; of what they disagree about, only money at risk. */
function pairInDoubt(matching: Matching, row: number, refund: number, doubt: number): void {
	pair(matching, row, refund, BY.doubt);
	matching.doubtOfRow[row] = doubt;
	const found = comparePair(matching, row, refund);
	noteRow(matching, row, BIT.ambiguous | (found & (BIT.paidThoughFailed | BIT.invalidRow)));
}
