/** Matching what has no name in common: same payment, same amount and currency, near in time. */
import type { Currency } from '../amounts';
import {
	BY,
	currencyOfRefund,
	currencyOfRow,
	DOUBT,
	isNear,
	isOpen,
	isOpenRefund,
	isSpentRefund,
	isSpentRow,
	leaveInDoubt,
	minorOfRow,
	NONE,
	pair,
	refundAt,
	timeOfRefund,
	timeOfRow,
	type Books,
} from '../matching';
import { sharedNames } from './sharedNames';
import { matchInTime } from './inTime';
import { freeSides, isFree, namesOfRefund, namesOfRow } from './names';
import { matchWithTolerance } from './withTolerance';

/** The same amount of one currency, on both sides of one payment. */
export interface SameMoney {
	currency: Currency;
	minor: number;
	rows: number[];
	refunds: number[];
}

export function matchByPayment(books: Books): void {
	const { rowOf, groups } = sharedNames(books, 'paymentId');
	for (let refund = 0; refund < rowOf.length; refund += 1) {
		const row = rowOf[refund] as number;
		if (row !== NONE && fits(books, row, refund)) pair(books, row, refund, BY.payment);
	}
	for (const { rows, refunds } of groups) {
		const amounts = sortByMoney(books, rows, refunds);
		for (const same of amounts) matchSameMoney(books, same.rows, same.refunds);
		matchWithTolerance(books, amounts);
	}
}

function fits(books: Books, row: number, refund: number): boolean {
	const currency = currencyOfRefund(books, refund);
	const own = currencyOfRow(books, row);
	const { amountMinor } = refundAt(books, refund);
	if (currency === null || amountMinor === null || (own !== null && own !== currency)) return false;
	return (
		Math.abs(minorOfRow(books, row, currency) - amountMinor) <= currency.tolerance &&
		isFree(namesOfRow(books, row), namesOfRefund(books, refund)) &&
		isNear(timeOfRow(books, row), timeOfRefund(books, refund))
	);
}

/** What a payment has of each amount. A row without a currency is in the one of the refunds. */
function sortByMoney(books: Books, rows: number[], refunds: number[]): SameMoney[] {
	const amounts = new Map<string, SameMoney>();
	const at = (currency: Currency, minor: number): SameMoney => {
		const key = `${currency.code} ${minor}`;
		let same = amounts.get(key);
		if (!same) amounts.set(key, (same = { currency, minor, rows: [], refunds: [] }));
		return same;
	};
	const currencies = new Set<Currency>();
	for (const refund of refunds) {
		const currency = currencyOfRefund(books, refund);
		const { amountMinor } = refundAt(books, refund);
		if (currency === null || amountMinor === null) continue;
		currencies.add(currency);
		at(currency, amountMinor).refunds.push(refund);
	}
	const [first] = currencies;
	const only = currencies.size === 1 && first ? first : null;
	for (const row of rows) {
		const currency = currencyOfRow(books, row) ?? only;
		const minor = minorOfRow(books, row, currency);
		if (currency !== null && !Number.isNaN(minor)) at(currency, minor).rows.push(row);
		else if (currency === null && currencies.size > 1) {
			leaveInDoubt(books, [row], [], DOUBT.severalFit);
		}
	}
	return [...amounts.values()];
}

/** First what agrees on whether money was given back, then what does not. */
function matchSameMoney(books: Books, rows: number[], refunds: number[]): void {
	if (rows.length === 0 || refunds.length === 0) return;
	for (const isSpent of [true, false]) {
		matchFree(
			books,
			rows.filter((row) => isOpen(books, row) && isSpentRow(books, row) === isSpent),
			refunds.filter(
				(refund) => isOpenRefund(books, refund) && isSpentRefund(books, refund) === isSpent,
			),
		);
	}
	matchFree(
		books,
		rows.filter((row) => isOpen(books, row)),
		refunds.filter((refund) => isOpenRefund(books, refund)),
	);
}

function matchFree(books: Books, rows: number[], refunds: number[]): void {
	const free = freeSides(books, rows, refunds);
	if (free.rows.length === 0) return;
	if (free.allFit) matchInTime(books, free.rows, free.refunds);
	else leaveInDoubt(books, free.rows, free.refunds, DOUBT.severalFit);
}
