/** Refunds the ledger does not have that look like another refund over again. */
import { DOUBT, isOpenRefund, leaveInDoubt, NONE, type Matching, noteRefund } from '../matching';
import { isNear, isSpentRefund, refundAt, timeOfRefund } from '../sides';
import { BIT } from '../findings';
import { compareRefunds } from '../contentOrder';

type Field = 'refundId' | 'reference' | 'paymentId';

/**
 * Marks refunds without a ledger row that repeat another one: money given back twice. The same
 * payment and amount near in time, or the same reference, payment and amount at any time.
 * `matched`: of the refunds with a row those that may be repeated (`repeatTest`).
 */
export function markDoubles(
	matching: Matching,
	left: readonly number[],
	matched: readonly number[],
): void {
	const open = openIn(matching, left);
	if (open.length === 0) return;
	const alike = matched.concat(left);
	for (let nearby = matching.reported; nearby < matching.refunds.length; nearby += 1) {
		if (matching.rowOfRefund[nearby] === NONE) alike.push(nearby);
	}
	const paid = alike.filter((refund) => countsAsPaid(matching, refund));
	// The same payment is one look-up for all; without one, the names are looked up by themselves.
	const nowhere = open.filter((refund) => refundAt(matching, refund).paymentId === null);
	for (const same of repeated(matching, open, paid, 'paymentId')) {
		markListedTwice(matching, same);
		markNear(matching, same);
		markSameReference(matching, same);
	}
	for (const same of repeated(matching, nowhere, paid, 'refundId')) markListedTwice(matching, same);
	for (const same of repeated(matching, nowhere, paid, 'reference'))
		markSameReference(matching, same);
}

/** Refunds without a row that gave money back. */
export function openIn(matching: Matching, left: readonly number[]): number[] {
	return left.filter((refund) => isOpenRefund(matching, refund) && countsAsPaid(matching, refund));
}

/** A test refund in a live account gave no money back. */
function countsAsPaid(matching: Matching, refund: number): boolean {
	const { mode, amountMinor } = refundAt(matching, refund);
	const account = matching.input.source.mode;
	const isStray = mode !== null && account !== null && mode !== account;
	return amountMinor !== null && !isStray && isSpentRefund(matching, refund);
}

/** Refunds, in order, with the same field, payment and money as one of the open ones. */
function repeated(
	matching: Matching,
	open: readonly number[],
	alike: readonly number[],
	field: Field,
): number[][] {
	const lists = new Map<string, number[]>();
	for (const refund of open) {
		const value = refundAt(matching, refund)[field];
		if (value !== null) lists.set(value, []);
	}
	if (lists.size === 0) return [];
	for (const refund of alike) {
		const value = refundAt(matching, refund)[field];
		if (value !== null) lists.get(value)?.push(refund);
	}
	const groups: number[][] = [];
	for (const list of lists.values()) {
		if (list.length < 2) continue;
		const byMoney = new Map<string, number[]>();
		for (const refund of list) {
			const { paymentId, amountMinor, currency } = refundAt(matching, refund);
			const key = JSON.stringify([paymentId, amountMinor, currency]);
			const same = byMoney.get(key);
			if (same) same.push(refund);
			else byMoney.set(key, [refund]);
		}
		for (const same of byMoney.values()) {
			if (same.length > 1) groups.push(same.sort((a, b) => compareRefunds(matching, a, b)));
		}
	}
	return groups;
}

/** The same refund over again in the provider's list; not another refund. */
function markListedTwice(matching: Matching, same: number[]): void {
	for (const repeated of groupsBy(matching, same, 'refundId')) {
		const first = repeated.find((refund) => !isOpenRefund(matching, refund)) ?? repeated[0];
		const rest = repeated.filter((refund) => refund !== first && isOpenRefund(matching, refund));
		leaveInDoubt(matching, [], rest, DOUBT.listedTwice);
	}
}

/** All but the first of a reference, or all if the ledger has one of them. */
function markSameReference(matching: Matching, same: number[]): void {
	for (const repeated of groupsBy(matching, same, 'reference')) {
		const distinct = repeated.filter((refund) => isDistinct(matching, refund));
		const known = distinct.some((refund) => matching.rowOfRefund[refund] !== NONE);
		for (const refund of known ? distinct : distinct.slice(1))
			mark(matching, refund, BIT.doubleRefund);
	}
}

/** Those of several refunds that have the same name, in their order. */
function groupsBy(
	matching: Matching,
	refunds: number[],
	field: 'refundId' | 'reference',
): number[][] {
	const groups = new Map<string, number[]>();
	for (const refund of refunds) {
		const name = refundAt(matching, refund)[field];
		if (name === null) continue;
		const group = groups.get(name);
		if (group) group.push(refund);
		else groups.set(name, [refund]);
	}
	return [...groups.values()].filter((group) => group.length > 1);
}

/** Those near to one that the ledger has, or to one before it; and those at another time. */
function markNear(matching: Matching, same: number[]): void {
	const distinct = same.filter((refund) => isDistinct(matching, refund));
	const isKnown = distinct.some((refund) => matching.rowOfRefund[refund] !== NONE);
	let knownTime: number | null = null;
	for (let index = distinct.length - 1; index >= 0; index -= 1) {
		const refund = distinct[index] as number;
		const time = timeOfRefund(matching, refund);
		const before = distinct[index - 1];
		const follows = before !== undefined && isNear(time, timeOfRefund(matching, before));
		const isDouble = follows || (knownTime !== null && isNear(time, knownTime));
		if (isDouble) mark(matching, refund, BIT.doubleRefund);
		else if (isKnown) mark(matching, refund, BIT.laterRefund);
		if (matching.rowOfRefund[refund] !== NONE) knownTime = time;
	}
}

function isDistinct(matching: Matching, refund: number): boolean {
	return matching.doubtOfRefund[refund] !== DOUBT.listedTwice;
}

function mark(matching: Matching, refund: number, finding: number): void {
	if (!isOpenRefund(matching, refund) || refund >= matching.reported) return;
	noteRefund(matching, refund, finding);
}
