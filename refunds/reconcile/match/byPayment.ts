/** Matching what has no name in common: same payment, same amount and currency, near in time. */
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
	isNear,
	isSpentRefund,
	isSpentRow,
	minorOfRow,
	refundAt,
	timeOfRefund,
	timeOfRow,
} from '../sides';
import { sharedNames } from './sharedNames';
import { matchInTime } from './inTime';
import { freeSides, isFree, namesOfRefund, namesOfRow } from './names';
import { sortByMoney } from './sameMoney';
import { matchWithTolerance } from './withTolerance';

export function matchByPayment(matching: Matching): void {
	const { rowOf, groups } = sharedNames(matching, 'paymentId');
	for (let refund = 0; refund < rowOf.length; refund += 1) {
		const row = rowOf[refund] as number;
		if (row !== NONE && fits(matching, row, refund)) pair(matching, row, refund, BY.payment);
	}
	for (const { rows, refunds } of groups) {
		const amounts = sortByMoney(matching, rows, refunds);
		for (const same of amounts) matchSameMoney(matching, same.rows, same.refunds);
		matchWithTolerance(matching, amounts);
	}
}

function fits(matching: Matching, row: number, refund: number): boolean {
	const currency = currencyOfRefund(matching, refund);
	const own = currencyOfRow(matching, row);
	const { amountMinor } = refundAt(matching, refund);
	if (currency === null || amountMinor === null || (own !== null && own !== currency)) return false;
	return (
		Math.abs(minorOfRow(matching, row, currency) - amountMinor) <= currency.tolerance &&
		isFree(namesOfRow(matching, row), namesOfRefund(matching, refund)) &&
		isNear(timeOfRow(matching, row), timeOfRefund(matching, refund))
	);
}

/** First what agrees on whether money was given back, then what does not. */
function matchSameMoney(matching: Matching, rows: number[], refunds: number[]): void {
	if (rows.length === 0 || refunds.length === 0) return;
	for (const isSpent of [true, false]) {
		matchFree(
			matching,
			rows.filter((row) => isOpen(matching, row) && isSpentRow(matching, row) === isSpent),
			refunds.filter(
				(refund) => isOpenRefund(matching, refund) && isSpentRefund(matching, refund) === isSpent,
			),
		);
	}
	matchFree(
		matching,
		rows.filter((row) => isOpen(matching, row)),
		refunds.filter((refund) => isOpenRefund(matching, refund)),
	);
}

function matchFree(matching: Matching, rows: number[], refunds: number[]): void {
	const free = freeSides(matching, rows, refunds);
	if (free.rows.length === 0) return;
	if (free.allFit) matchInTime(matching, free.rows, free.refunds);
	else leaveInDoubt(matching, free.rows, free.refunds, DOUBT.severalFit);
}
