/** What the two sides of a matching say of their rows and refunds. */
import { isSpent } from '../refund';
import { currencyIn, minorOf, type Currency } from './amounts';
import { readIsoTime } from './isoTime';
import { QUARTER_MS } from './isoTime';
import { NONE, type Matching } from './matching';
import type { LedgerRow, ListedRefund } from './types';

/** A refund and a ledger entry of the same payment and amount belong together this far apart. */
export const WINDOW_MS = 72 * 3_600_000;

export function rowAt(matching: Matching, row: number): LedgerRow {
	return matching.rows[row] as LedgerRow;
}

export function refundAt(matching: Matching, refund: number): ListedRefund {
	return matching.refunds[refund] as ListedRefund;
}

/** When the ledger says a refund was made, Unix milliseconds or NaN. */
export function timeOfRow(matching: Matching, row: number): number {
	return matching.input.ledger.times[row] as number;
}

/** The last millisecond of what a row's date stands for: of its day, where it names no time. */
export function endOfRow(matching: Matching, row: number): number {
	const { times, quarters } = matching.input.ledger;
	const quarter = quarters[row] as number;
	return (times[row] as number) + (quarter === 0 ? 0 : quarter * QUARTER_MS - 1);
}

/** When the provider made a refund, Unix milliseconds or NaN. */
export function timeOfRefund(matching: Matching, refund: number): number {
	let time = matching.refundTimes[refund] as number;
	if (time === 0) {
		time = readTimeOfRefund(matching, refund);
		matching.refundTimes[refund] = time;
	}
	return time;
}

/** Matching that were kept with our own output have the provider's very text: it was read already. */
function readTimeOfRefund(matching: Matching, refund: number): number {
	const { createdAt } = refundAt(matching, refund);
	if (createdAt === null) return NaN;
	const row = matching.rowOfRefund[refund] as number;
	const isSame = row !== NONE && rowAt(matching, row).date === createdAt;
	return isSame ? timeOfRow(matching, row) : readIsoTime(createdAt);
}

/** A row's currency, or null where it has none that is a currency. */
export function currencyOfRow(matching: Matching, row: number): Currency | null {
	const code = rowAt(matching, row).currency;
	if (code === null) return null;
	const currency = currencyIn(matching.currencies, code);
	return currency.digits === null ? null : currency;
}

export function currencyOfRefund(matching: Matching, refund: number): Currency | null {
	const code = refundAt(matching, refund).currency;
	return code === null ? null : currencyIn(matching.currencies, code);
}

/** A row's amount in minor units of a currency, or NaN where it has none that fits. */
export function minorOfRow(matching: Matching, row: number, currency: Currency | null): number {
	const { units, scales } = matching.input.ledger;
	if (currency === null || currency.digits === null) return NaN;
	return minorOf(units[row] as number, scales[row] as number, currency.digits);
}

/** Whether the ledger counts this refund as money given back, or at least on its way. */
export function isSpentRow(matching: Matching, row: number): boolean {
	const { status } = rowAt(matching, row);
	return status === null || isSpent(status);
}

export function isSpentRefund(matching: Matching, refund: number): boolean {
	return isSpent(refundAt(matching, refund).status);
}

/** Near enough in time to be the same refund. An unknown time speaks neither for nor against. */
export function isNear(time: number, other: number): boolean {
	return !(Math.abs(time - other) > WINDOW_MS);
}
