/** Refunds the ledger does not have that look like another refund over again. */
import {
	DOUBT,
	isNear,
	isOpenRefund,
	isSpentRefund,
	leaveInDoubt,
	NONE,
	refundAt,
	timeOfRefund,
	type Books,
	noteRefund,
} from './books';
import { BIT } from './findings';
import { compareRefunds } from './order';

type Field = 'refundId' | 'reference' | 'paymentId';

/**
 * Marks refunds without a ledger row that repeat another one: money given back twice. The same
 * payment and amount near in time, or the same reference, payment and amount at any time.
 */
export function markDoubles(books: Books): void {
	const open: number[] = [];
	const amounts = new Set<number>();
	for (let refund = 0; refund < books.reported; refund += 1) {
		if (!isOpenRefund(books, refund) || !countsAsPaid(books, refund)) continue;
		open.push(refund);
		amounts.add(refundAt(books, refund).amountMinor ?? 0);
	}
	if (open.length === 0) return;
	// What can repeat an open one has its amount: a number is looked up far faster than names.
	const alike: number[] = [];
	for (let refund = 0; refund < books.refunds.length; refund += 1) {
		const { amountMinor } = refundAt(books, refund);
		if (amountMinor !== null && amounts.has(amountMinor) && countsAsPaid(books, refund)) {
			alike.push(refund);
		}
	}
	eachRepeated(books, open, alike, 'refundId', (same) => markListedTwice(books, same));
	eachRepeated(books, open, alike, 'paymentId', (same) => markNear(books, same));
	eachRepeated(books, open, alike, 'reference', (same) => markAll(books, same));
}

/** A test refund in a live account gave no money back. */
function countsAsPaid(books: Books, refund: number): boolean {
	const { mode, amountMinor } = refundAt(books, refund);
	const account = books.input.source.mode;
	const isStray = mode !== null && account !== null && mode !== account;
	return amountMinor !== null && !isStray && isSpentRefund(books, refund);
}

/** Visits refunds, in order, with the same field, payment and money as one of the open ones. */
function eachRepeated(
	books: Books,
	open: readonly number[],
	alike: readonly number[],
	field: Field,
	visit: (same: number[]) => void,
): void {
	const lists = new Map<string, number[]>();
	for (const refund of open) {
		const value = refundAt(books, refund)[field];
		if (value !== null) lists.set(value, []);
	}
	if (lists.size === 0) return;
	for (const refund of alike) {
		const value = refundAt(books, refund)[field];
		if (value !== null) lists.get(value)?.push(refund);
	}
	for (const list of lists.values()) {
		if (list.length < 2) continue;
		const byMoney = new Map<string, number[]>();
		for (const refund of list) {
			const { paymentId, amountMinor, currency } = refundAt(books, refund);
			const key = JSON.stringify([paymentId, amountMinor, currency]);
			const same = byMoney.get(key);
			if (same) same.push(refund);
			else byMoney.set(key, [refund]);
		}
		for (const same of byMoney.values()) {
			if (same.length > 1) visit(same.sort((a, b) => compareRefunds(books, a, b)));
		}
	}
}

/** The same refund over again in the provider's list; not another refund. */
function markListedTwice(books: Books, same: number[]): void {
	const first = same.find((refund) => !isOpenRefund(books, refund)) ?? same[0];
	const repeats = same.filter((refund) => refund !== first && isOpenRefund(books, refund));
	leaveInDoubt(books, [], repeats, DOUBT.listedTwice);
}

/** All but the first, or all if the ledger has one of them. */
function markAll(books: Books, same: number[]): void {
	const distinct = same.filter((refund) => isDistinct(books, refund));
	const known = distinct.some((refund) => books.rowOfRefund[refund] !== NONE);
	for (const refund of known ? distinct : distinct.slice(1)) mark(books, refund);
}

/** Those near to one that the ledger has, or to one before it. */
function markNear(books: Books, same: number[]): void {
	const distinct = same.filter((refund) => isDistinct(books, refund));
	let knownTime: number | null = null;
	for (let index = distinct.length - 1; index >= 0; index -= 1) {
		const refund = distinct[index] as number;
		const time = timeOfRefund(books, refund);
		const before = distinct[index - 1];
		const follows = before !== undefined && isNear(time, timeOfRefund(books, before));
		if (follows || (knownTime !== null && isNear(time, knownTime))) mark(books, refund);
		if (books.rowOfRefund[refund] !== NONE) knownTime = time;
	}
}

function isDistinct(books: Books, refund: number): boolean {
	return books.doubtOfRefund[refund] !== DOUBT.listedTwice;
}

function mark(books: Books, refund: number): void {
	if (!isOpenRefund(books, refund) || refund >= books.reported) return;
	noteRefund(books, refund, BIT.doubleRefund);
}
