/** The working state of one reconciliation: flat arrays by row and by refund, no object a row. */
import { isSpent } from '../refund';
import { readTime } from './ledger/dates';
import { currencyIn, minorOf, newCurrencies, type Currencies, type Currency } from './amounts';
import type { Gap, LedgerRow, ListedRefund, ReconcileInput } from './types';

export const NONE = -1;
const HOUR_MS = 3_600_000;

/** A refund and a ledger entry of the same payment and amount belong together this far apart. */
export const WINDOW_MS = 72 * HOUR_MS;

/** Why a row or a refund was left undecided. */
export const DOUBT = { none: 0, severalFit: 1, nothingInCommon: 2, listedTwice: 3 } as const;

/** Values of `matchedBy`. */
export const BY = { refundId: 1, reference: 2, payment: 3 } as const;

export interface TimeSpan {
	from: number;
	to: number;
	gap: Gap;
}

export interface Books {
	input: ReconcileInput;
	rows: readonly LedgerRow[];
	/** The provider's refunds, and after them the nearby ones. */
	refunds: readonly ListedRefund[];
	/** How many refunds are the provider's own: these are reported even when nothing matches. */
	reported: number;
	currencies: Currencies;
	/** What is said of nearly every row; made once. */
	agreement: string;
	now: number;
	settlingMs: number;
	/** Unix milliseconds; Infinity where open. */
	period: { from: number; to: number };
	gaps: readonly TimeSpan[];
	/** Matches, in both directions; NONE where there is none. */
	refundOfRow: Int32Array;
	rowOfRefund: Int32Array;
	matchedBy: Uint8Array;
	doubtOfRow: Uint8Array;
	doubtOfRefund: Uint8Array;
	/** Findings as bit sets: of a row, with its refund if it has one; of a refund without a row. */
	findingsOfRow: Int32Array;
	findingsOfRefund: Int32Array;
	/** For duplicates: the row that says the same. */
	twinOfRow: Int32Array;
	/** Unix milliseconds; 0 where not worked out yet. */
	refundTimes: Float64Array;
}

/** What matching leaves: rows without a refund, and the provider's own refunds without a row. */
export interface Left {
	rows: number[];
	refunds: number[];
}

export function leftIn(books: Books): Left {
	const left: Left = { rows: [], refunds: [] };
	for (let row = 0; row < books.rows.length; row += 1) {
		if (books.refundOfRow[row] === NONE) left.rows.push(row);
	}
	for (let refund = 0; refund < books.reported; refund += 1) {
		if (books.rowOfRefund[refund] === NONE) left.refunds.push(refund);
	}
	return left;
}

export function openBooks(input: ReconcileInput): Books {
	const rows = input.ledger.rows;
	const reported = input.provider.length;
	const nearby = input.nearby ?? [];
	const refunds = nearby.length === 0 ? input.provider : [...input.provider, ...nearby];
	return {
		input,
		rows,
		refunds,
		reported,
		agreement: `Ledger and ${input.source.title} agree.`,
		currencies: newCurrencies(input.amountTolerance ?? '0'),
		now: timeOf(input.now, 'now'),
		settlingMs: input.settlingHours * HOUR_MS,
		period: span(input.period?.from ?? null, input.period?.to ?? null),
		gaps: input.gaps.map((gap) => ({ ...span(gap.from, gap.to), gap })),
		refundOfRow: new Int32Array(rows.length).fill(NONE),
		rowOfRefund: new Int32Array(refunds.length).fill(NONE),
		matchedBy: new Uint8Array(rows.length),
		doubtOfRow: new Uint8Array(rows.length),
		doubtOfRefund: new Uint8Array(refunds.length),
		findingsOfRow: new Int32Array(rows.length),
		findingsOfRefund: new Int32Array(refunds.length),
		twinOfRow: new Int32Array(rows.length).fill(NONE),
		refundTimes: new Float64Array(refunds.length),
	};
}

function timeOf(text: string, name: string): number {
	const time = Date.parse(text);
	if (Number.isNaN(time)) throw new RangeError(`${name} is not an ISO 8601 date: "${text}".`);
	return time;
}

function span(from: string | null, to: string | null) {
	return {
		from: from === null ? -Infinity : timeOf(from, 'from'),
		to: to === null ? Infinity : timeOf(to, 'to'),
	};
}

export function rowAt(books: Books, row: number): LedgerRow {
	return books.rows[row] as LedgerRow;
}

export function refundAt(books: Books, refund: number): ListedRefund {
	return books.refunds[refund] as ListedRefund;
}

/** When the ledger says a refund was made, Unix milliseconds or NaN. */
export function timeOfRow(books: Books, row: number): number {
	return books.input.ledger.times[row] as number;
}

/** When the provider made a refund, Unix milliseconds or NaN. */
export function timeOfRefund(books: Books, refund: number): number {
	let time = books.refundTimes[refund] as number;
	if (time === 0) {
		time = readTimeOfRefund(books, refund);
		books.refundTimes[refund] = time;
	}
	return time;
}

/** Books that were kept with our own output have the provider's very text: it was read already. */
function readTimeOfRefund(books: Books, refund: number): number {
	const { createdAt } = refundAt(books, refund);
	if (createdAt === null) return NaN;
	const row = books.rowOfRefund[refund] as number;
	const isSame = row !== NONE && rowAt(books, row).date === createdAt;
	return isSame ? timeOfRow(books, row) : readTime(createdAt);
}

/** A row's currency, or null where it has none that is a currency. */
export function currencyOfRow(books: Books, row: number): Currency | null {
	const code = rowAt(books, row).currency;
	if (code === null) return null;
	const currency = currencyIn(books.currencies, code);
	return currency.digits === null ? null : currency;
}

export function currencyOfRefund(books: Books, refund: number): Currency | null {
	const code = refundAt(books, refund).currency;
	return code === null ? null : currencyIn(books.currencies, code);
}

/** A row's amount in minor units of a currency, or NaN where it has none that fits. */
export function minorOfRow(books: Books, row: number, currency: Currency | null): number {
	const { units, scales } = books.input.ledger;
	if (currency === null || currency.digits === null) return NaN;
	return minorOf(units[row] as number, scales[row] as number, currency.digits);
}

/** Whether the ledger counts this refund as money given back, or at least on its way. */
export function isSpentRow(books: Books, row: number): boolean {
	const { status } = rowAt(books, row);
	return status === null || isSpent(status);
}

export function isSpentRefund(books: Books, refund: number): boolean {
	return isSpent(refundAt(books, refund).status);
}

/** Near enough in time to be the same refund. An unknown time speaks neither for nor against. */
export function isNear(time: number, other: number): boolean {
	return !(Math.abs(time - other) > WINDOW_MS);
}

export function isOpen(books: Books, row: number): boolean {
	return books.refundOfRow[row] === NONE && books.doubtOfRow[row] === DOUBT.none;
}

export function isOpenRefund(books: Books, refund: number): boolean {
	return books.rowOfRefund[refund] === NONE && books.doubtOfRefund[refund] === DOUBT.none;
}

export function pair(books: Books, row: number, refund: number, by: number): void {
	books.refundOfRow[row] = refund;
	books.rowOfRefund[refund] = row;
	books.matchedBy[row] = by;
}

/** Leaves rows and refunds undecided, rather than guess which belongs to which. */
export function leaveInDoubt(
	books: Books,
	rows: readonly number[],
	refunds: readonly number[],
	doubt: number,
): void {
	for (const row of rows) books.doubtOfRow[row] = doubt;
	for (const refund of refunds) books.doubtOfRefund[refund] = doubt;
}

export function noteRow(books: Books, row: number, findings: number): void {
	books.findingsOfRow[row] = (books.findingsOfRow[row] as number) | findings;
}

export function noteRefund(books: Books, refund: number, findings: number): void {
	books.findingsOfRefund[refund] = (books.findingsOfRefund[refund] as number) | findings;
}
