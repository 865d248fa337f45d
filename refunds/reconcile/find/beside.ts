/**
 * Rows that are left beside the very refund they may be about: to call one missing at the provider
 * and the other missing in the ledger would make somebody refund it again.
 */
import { BIT } from '../findings';
import { isFree, namesOfRefund, namesOfRow } from '../match/names';
import { sortByMoney } from '../match/sameMoney';
import {
	BY,
	DOUBT,
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
import {
	isUndecided,
	leftGroups,
	likeNamesOfRefund,
	likeNamesOfRow,
	ownNames,
	paymentOf,
	type LeftGroup,
} from './leftGroups';
import { comparePair } from './pairs';

/** Of more pairs than this a name says nothing: all stay as they are. */
const MOST_PAIRS = 1_024;

/** Shows rows and refunds together that are left on both sides and may be the same. */
export function markBeside(matching: Matching, left: Left): void {
	markLikeNames(matching, leftGroups(matching, left, likeNamesOfRow, likeNamesOfRefund));
	for (const group of leftGroups(matching, left, paymentOf, paymentOf)) {
		for (const same of sortByMoney(matching, group.rows, group.refunds)) {
			markSameMoney(matching, same);
		}
		markUnreadable(matching, group);
		markOnlyPayment(matching, group);
	}
}

/**
 * A row may be in two groups, by its ID and by its reference: nothing is decided before all groups
 * were seen, so that their order does not matter.
 */
function markLikeNames(matching: Matching, found: readonly LeftGroup[]): void {
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
	const [payment] = paymentOf(rowAt(matching, row));
	const record = refundAt(matching, refund);
	const [other] = paymentOf(record);
	const moved = isSpentRow(matching, row) || isSpentRefund(matching, refund);
	if (!moved || payment === undefined || other === undefined || payment === other) return moved;
	// No payment at all, but a name of the refund in its column.
	return ownNames(record).includes(payment);
}

/** The same payment and amount near in time: names that differ do not make it two for certain. */
function markSameMoney(matching: Matching, { rows, refunds }: LeftGroup): void {
	const spent = {
		rows: rows.filter((row) => isSpentRow(matching, row)),
		refunds: refunds.filter((refund) => isSpentRefund(matching, refund)),
	};
	markGroup(matching, spent, (row, refund) => areNear(matching, row, refund), DOUBT.otherName);
}

/** A row of the payment whose amount cannot be read may be any of its refunds. */
function markUnreadable(matching: Matching, { rows, refunds }: LeftGroup): void {
	const isSame = (row: number, refund: number) =>
		isUnreadable(matching, row, refund) && areNear(matching, row, refund);
	const spent = refunds.filter((refund) => isSpentRefund(matching, refund));
	markGroup(matching, { rows, refunds: spent }, isSame, DOUBT.unreadable);
}

/**
 * Books that name the payment alone: another amount, or a day of approval long before, does not make
 * it two refunds as long as no other name tells them apart.
 */
function markOnlyPayment(matching: Matching, { rows, refunds }: LeftGroup): void {
	const { problems } = matching.input.ledger;
	const spent = {
		// One that cannot be read is said to be so, and nobody is advised to make it.
		rows: rows.filter((row) => isSpentRow(matching, row) && !problems.has(row)),
		refunds: refunds.filter((refund) => isSpentRefund(matching, refund)),
	};
	const isSame = (row: number, refund: number) =>
		isFree(namesOfRow(matching, row), namesOfRefund(matching, refund));
	markGroup(matching, spent, isSame, DOUBT.onlyPayment);
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
	group: LeftGroup,
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
