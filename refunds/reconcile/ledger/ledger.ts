import { digitsOf, type AmountProblem } from '../../money';
import type { RefundStatus } from '../../refund';
import { minorOf, readAmount, type ShortDecimal } from '../amounts';
import { plainIsoTime } from '../isoTime';
import { readTime } from './dates';
import { dottedReader, LEDGER_FIELDS, type LedgerFields, type Values } from './fields';
import { statusOfWord } from './statusWords';
import type { Ledger, LedgerRow } from '../types';

/**
 * Reads input items as ledger rows, one a row and in their order. Nothing is thrown for a bad
 * value: it is told in `problems`, and the row becomes an `invalid_row`.
 */
export function readLedger(
	items: ReadonlyArray<{ json: Values }>,
	fields: Partial<LedgerFields> = {},
): Ledger {
	const names = { ...LEDGER_FIELDS, ...fields };
	const withDotted = dottedReader(names);
	const ledger: Ledger = {
		rows: [],
		units: new Float64Array(items.length).fill(NaN),
		scales: new Uint8Array(items.length),
		times: new Float64Array(items.length).fill(NaN),
		problems: new Map(),
	};
	const statuses = new Map<string, RefundStatus | null>();
	const currencies = new Map<string, KnownCurrency | null>();
	for (let item = 0; item < items.length; item += 1) {
		const { json } = items[item] as { json: Values };
		const values = withDotted ? withDotted(json) : json;
		const amount = values[names.amount];
		const currencyText = textOf(values[names.currency]);
		const currency = currencyText === null ? null : once(currencies, currencyText, currencyOf);
		const statusText = textOf(values[names.status]);
		const row: LedgerRow = {
			item,
			refundId: textOf(values[names.refundId]),
			reference: textOf(values[names.reference]),
			paymentId: textOf(values[names.paymentId]),
			amount: textOf(amount),
			currency: currency?.code ?? currencyText,
			status: statusText === null ? null : once(statuses, statusText, statusOfWord),
			statusText,
			date: null,
		};
		ledger.rows.push(row);
		// Amount and date are noted down whatever else is wrong.
		const amountTrouble = noteAmount(ledger, row, amount, currency?.digits ?? null);
		const dateTrouble = noteDate(ledger, row, values[names.date]);
		const problem =
			nameProblem(row) ?? currencyProblem(row, currency) ?? amountTrouble ?? dateTrouble;
		if (problem !== null) ledger.problems.set(item, problem);
	}
	return ledger;
}

function isAbsent(value: unknown): boolean {
	return value === null || value === undefined || (typeof value === 'string' && !trimmed(value));
}

/** Without blanks around it. Nearly every text has none, and looking is faster than trimming. */
function trimmed(text: string): string {
	const hasEnds = isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1));
	return hasEnds ? text : text.trim();
}

/** ASCII that prints; no code at all for an empty text. */
function isVisible(code: number): boolean {
	return code > 32 && code < 127;
}

/** A value as text without blanks around it; null where there is none. */
function textOf(value: unknown): string | null {
	if (typeof value === 'string') {
		const text = trimmed(value);
		return text === '' ? null : text;
	}
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}

/**
 * What a word means, worked out once: few words in many rows. Bounded, because the field may turn
 * out to hold free text.
 */
function once<T>(known: Map<string, T>, text: string, read: (text: string) => T): T {
	let value = known.get(text);
	if (value === undefined) {
		value = read(text);
		if (known.size < 1_000) known.set(text, value);
	}
	return value;
}

interface KnownCurrency {
	code: string;
	digits: number;
}

function currencyOf(text: string): KnownCurrency | null {
	const digits = digitsOf(text);
	return digits === null ? null : { code: text.toUpperCase(), digits };
}

function nameProblem(row: LedgerRow): string | null {
	if (row.refundId !== null || row.reference !== null) return null;
	if (row.paymentId === null) return 'names no refund, no reference and no payment';
	return row.amount === null
		? 'names only a payment, without an amount to find its refund by'
		: null;
}

function currencyProblem(row: LedgerRow, known: KnownCurrency | null): string | null {
	if (row.currency === null || known !== null) return null;
	return `has the currency "${row.currency}", which is not an ISO 4217 code such as PHP`;
}

const AMOUNT_PROBLEMS: Readonly<Record<AmountProblem, string>> = {
	empty: 'is empty',
	not_a_number: 'is not a plain number such as 1250.50',
	zero: 'is zero',
	negative: 'is negative',
	too_many_digits: 'has more decimals than its currency',
	too_large: 'is too large to be compared exactly',
};

/** Notes the amount down, or says what is wrong with it. */
function noteAmount(
	ledger: Ledger,
	row: LedgerRow,
	value: unknown,
	digits: number | null,
): string | null {
	if (isAbsent(value)) return null;
	const amount = readAmount(value);
	const problem = typeof amount === 'string' ? amount : misfit(amount, digits);
	if (typeof amount !== 'string' && problem === null) {
		ledger.units[row.item] = amount.units;
		ledger.scales[row.item] = amount.scale;
		return null;
	}
	row.amount ??= '';
	return `has the amount "${row.amount}", which ${AMOUNT_PROBLEMS[problem ?? 'not_a_number']}`;
}

function misfit({ units, scale }: ShortDecimal, digits: number | null): AmountProblem | null {
	if (digits === null || !Number.isNaN(minorOf(units, scale, digits))) return null;
	return scale > digits ? 'too_many_digits' : 'too_large';
}

/** Notes the date down, or says what is wrong with it. */
function noteDate(ledger: Ledger, row: LedgerRow, value: unknown): string | null {
	if (isAbsent(value)) return null;
	// Reading a date twice, or writing the same text again, is slow at a million rows.
	const plain = typeof value === 'string' ? plainIsoTime(value) : NaN;
	if (!Number.isNaN(plain)) {
		ledger.times[row.item] = plain;
		row.date = value as string;
		return null;
	}
	const time = readTime(value);
	if (!Number.isNaN(time)) {
		ledger.times[row.item] = time;
		row.date = new Date(time).toISOString();
		return null;
	}
	row.date = textOf(value) ?? '';
	return `has the date "${row.date}", which cannot be read with certainty; write it as 2026-03-31`;
}
