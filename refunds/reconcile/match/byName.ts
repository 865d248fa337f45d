/** Matching by a name both sides have: the provider's refund id, or our reference. */
import { decimalText, readAmount } from '../amounts';
import {
	BY,
	DOUBT,
	isOpen,
	isOpenRefund,
	leaveInDoubt,
	NONE,
	pair,
	type Matching,
} from '../matching';
import {
	currencyOfRefund,
	currencyOfRow,
	isSpentRefund,
	isSpentRow,
	minorOfRow,
	refundAt,
	rowAt,
	timeOfRefund,
	timeOfRow,
} from '../sides';
import { sharedNames } from './sharedNames';
import { compareRefunds, compareRows } from '../contentOrder';

/** Up to this many pairs, or with a side this short, every pair of a group is looked at. */
const FEW_PAIRS = 1_024;
const SHORT_SIDE = 16;

type Name = 'refundId' | 'reference';

/** Pairs rows and refunds that have the same name; nearly always that is one and one. */
export function matchByName(matching: Matching, name: Name): void {
	const { rowOf, groups } = sharedNames(matching, name);
	for (let refund = 0; refund < rowOf.length; refund += 1) {
		const row = rowOf[refund] as number;
		if (row !== NONE) pair(matching, row, refund, BY[name]);
	}
	for (const { rows, refunds } of groups) matchGroup(matching, name, rows, refunds);
}

/**
 * A name that several rows or refunds have: double entries, a refund that was tried again, a
 * reference used once for every payment, or a column that holds something else than names.
 */
function matchGroup(matching: Matching, name: Name, rows: number[], refunds: number[]): void {
	if (isSmall(rows, refunds)) return matchBest(matching, name, rows, refunds);
	const payments = new Map<string | null, { rows: number[]; refunds: number[] }>();
	for (const refund of refunds) {
		const { paymentId } = refundAt(matching, refund);
		const group = payments.get(paymentId);
		if (group) group.refunds.push(refund);
		else payments.set(paymentId, { rows: [], refunds: [refund] });
	}
	for (const row of rows) payments.get(rowAt(matching, row).paymentId)?.rows.push(row);
	for (const group of payments.values()) {
		if (isSmall(group.rows, group.refunds)) matchBest(matching, name, group.rows, group.refunds);
		else matchEqual(matching, name, group.rows, group.refunds);
	}
	const restRows = rows.filter((row) => isOpen(matching, row));
	const rest = refunds.filter((refund) => isOpenRefund(matching, refund));
	if (restRows.length === 0 || rest.length === 0) return;
	if (isSmall(restRows, rest)) matchBest(matching, name, restRows, rest);
	else leaveInDoubt(matching, restRows, rest, DOUBT.severalFit);
}

function isSmall(rows: readonly number[], refunds: readonly number[]): boolean {
	const pairs = rows.length * refunds.length;
	return pairs <= FEW_PAIRS || Math.min(rows.length, refunds.length) <= SHORT_SIDE;
}

/**
 * Pairs best agreement first. Refunds that agree equally well with a row, but are of another
 * payment or amount, are left undecided unless there is a row for each of them.
 */
function matchBest(matching: Matching, name: Name, rows: number[], refunds: number[]): void {
	rows.sort((a, b) => compareRows(matching, a, b));
	refunds.sort((a, b) => compareRefunds(matching, a, b));
	const scores = rows.map((row) => refunds.map((refund) => agreement(matching, name, row, refund)));
	const levels = [...new Set(scores.flat())].sort((a, b) => b - a);
	for (const level of levels) {
		const candidates = (index: number) =>
			isOpen(matching, rows[index] as number)
				? refunds.filter(
						(refund, at) => scores[index]?.[at] === level && isOpenRefund(matching, refund),
					)
				: [];
		let waiting = rows.filter((_, index) => candidates(index).length > 0).length;
		rows.forEach((row, index) => {
			const fitting = candidates(index);
			const [first] = fitting;
			if (first === undefined) return;
			if (fitting.length <= waiting || areAlike(matching, fitting))
				pair(matching, row, first, BY[name]);
			else leaveInDoubt(matching, [row], fitting, DOUBT.severalFit);
			waiting -= 1;
		});
	}
}

/** How well a row and a refund of the same name agree; more is better. */
function agreement(matching: Matching, name: Name, row: number, refund: number): number {
	const ledgerRow = rowAt(matching, row);
	const record = refundAt(matching, refund);
	const other = name === 'refundId' ? 'reference' : 'refundId';
	const names = sameness(ledgerRow[other], record[other]);
	const payment = sameness(ledgerRow.paymentId, record.paymentId);
	const outcome = isSpentRow(matching, row) === isSpentRefund(matching, refund) ? 1 : 0;
	return ((names * 3 + payment) * 3 + moneyAgreement(matching, row, refund)) * 2 + outcome;
}

function sameness(one: string | null, other: string | null): 0 | 1 | 2 {
	if (one === other) return 2;
	return one === null || other === null ? 1 : 0;
}

function moneyAgreement(matching: Matching, row: number, refund: number): 0 | 1 | 2 {
	const { amountMinor } = refundAt(matching, refund);
	const currency = currencyOfRefund(matching, refund);
	const own = currencyOfRow(matching, row);
	if (own && currency && own !== currency) return 0;
	const minor = minorOfRow(matching, row, currency);
	if (amountMinor === null || Number.isNaN(minor)) return 1;
	return minor === amountMinor ? 2 : 0;
}

/** Whether it makes no difference to the books which of these refunds it was. */
function areAlike(matching: Matching, refunds: readonly number[]): boolean {
	const first = refundAt(matching, refunds[0] as number);
	return refunds.every((refund) => {
		const { paymentId, amount, currency } = refundAt(matching, refund);
		return paymentId === first.paymentId && amount === first.amount && currency === first.currency;
	});
}

/** Pairs those of a large group that say exactly the same. */
function matchEqual(matching: Matching, name: Name, rows: number[], refunds: number[]): void {
	const waiting = new Map<string, number[]>();
	// The first in order is taken first, from the end.
	for (const refund of refunds.sort((a, b) => compareRefunds(matching, b, a))) {
		const { amount, currency } = refundAt(matching, refund);
		const decimal = readAmount(amount);
		const text = typeof decimal === 'string' ? '' : decimalText(decimal.units, decimal.scale);
		const outcome = isSpentRefund(matching, refund);
		const key = [text, currency, timeOfRefund(matching, refund), outcome].join(' ');
		const same = waiting.get(key);
		if (same) same.push(refund);
		else waiting.set(key, [refund]);
	}
	const { units, scales } = matching.input.ledger;
	for (const row of rows.sort((a, b) => compareRows(matching, a, b))) {
		const amount = units[row] as number;
		const text = Number.isNaN(amount) ? '' : decimalText(amount, scales[row] as number);
		const key = [
			text,
			rowAt(matching, row).currency,
			timeOfRow(matching, row),
			isSpentRow(matching, row),
		];
		const refund = waiting.get(key.join(' '))?.pop();
		if (refund !== undefined) pair(matching, row, refund, BY[name]);
	}
}
