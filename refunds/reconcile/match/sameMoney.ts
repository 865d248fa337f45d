/** Rows and refunds of one payment, sorted by the money they say. */
import type { Currency } from '../amounts';
import { DOUBT, leaveInDoubt, type Matching } from '../matching';
import { currencyOfRefund, currencyOfRow, minorOfRow, refundAt } from '../sides';

/** The same amount of one currency, on both sides of one payment. */
export interface SameMoney {
	currency: Currency;
	minor: number;
	rows: number[];
	refunds: number[];
}

/** What a payment has of each amount. A row without a currency is in the one of the refunds. */
export function sortByMoney(matching: Matching, rows: number[], refunds: number[]): SameMoney[] {
	const amounts = new Map<string, SameMoney>();
	const at = (currency: Currency, minor: number): SameMoney => {
		const key = `${currency.code} ${minor}`;
		let same = amounts.get(key);
		if (!same) amounts.set(key, (same = { currency, minor, rows: [], refunds: [] }));
		return same;
	};
	const currencies = new Set<Currency>();
	for (const refund of refunds) {
		const currency = currencyOfRefund(matching, refund);
		const { amountMinor } = refundAt(matching, refund);
		if (currency === null || amountMinor === null) continue;
		currencies.add(currency);
		at(currency, amountMinor).refunds.push(refund);
	}
	const [first] = currencies;
	const only = currencies.size === 1 && first ? first : null;
	for (const row of rows) {
		const currency = currencyOfRow(matching, row) ?? only;
		const minor = minorOfRow(matching, row, currency);
		if (currency !== null && !Number.isNaN(minor)) at(currency, minor).rows.push(row);
		else if (currency === null && currencies.size > 1) {
			leaveInDoubt(matching, [row], [], DOUBT.severalFit);
		}
	}
	return [...amounts.values()];
}
