/** Notes down what the cells of a row say in numbers, and what of them cannot be read. */
import { digitsOf } from '../../money';
import type { RefundStatus } from '../../refund';
import { plainIsoTime } from '../isoTime';
import type { Ledger, LedgerRow } from '../types';
import { noteAmount } from './amount';
import { quartersOf, readTime } from './dates';
import type { LedgerFields, Values } from './fields';
import { isAbsent, shownText } from './values';
import { MOST_WORDS, type Words } from './words';
import type { Zone } from './zone';

const NAMES = ['refundId', 'reference', 'paymentId'] as const;
const NAME_TITLES = {
	refundId: 'refund ID',
	reference: 'reference',
	paymentId: 'payment',
} as const;

/** What it takes to read one row after the other. */
export interface Reader {
	names: LedgerFields;
	zone: Zone;
	ledger: Ledger;
	statuses: Words<RefundStatus>;
	currencies: Words<KnownCurrency>;
	/** Of the row that was read last, so that it is looked up once. */
	currency: KnownCurrency | null;
}

interface KnownCurrency {
	code: string;
	digits: number;
}

export function currencyByCode(text: string): KnownCurrency | null {
	const digits = digitsOf(text);
	return digits === null ? null : { code: text.toUpperCase(), digits };
}

/** Notes down the numbers of the row that was added last, and what of it cannot be read. */
export function noteCells(
	{ names, zone, ledger, currency }: Reader,
	row: LedgerRow,
	values: Values,
) {
	const position = ledger.rows.length - 1;
	const { unread } = ledger.reading;
	// Amount and date are noted down whatever else is wrong.
	const amount = noteAmount(ledger, values[names.amount], row.amount, currency);
	const date = noteDate(ledger, row, values[names.date], zone);
	if (amount !== null) unread.amount += 1;
	if (date !== null) unread.date += 1;
	if (row.currency !== null && currency === null) unread.currency += 1;
	const problem =
		namesProblem(ledger, names, row, values) ?? currencyProblem(row, currency) ?? amount ?? date;
	if (problem !== null) ledger.problems.set(position, problem);
	const isVague = row.statusText !== null && row.status === null;
	if (isVague) countWord(ledger, row.statusText ?? '');
	if (isVague || problem !== null) unread.rows += 1;
}

function countWord({ reading: { unread, words } }: Ledger, word: string): void {
	unread.status += 1;
	const count = words.get(word);
	if (count !== undefined || words.size < MOST_WORDS) words.set(word, (count ?? 0) + 1);
}

/** What is wrong with the names of a row: one is of no type that names have, or there are none. */
function namesProblem(
	ledger: Ledger,
	names: LedgerFields,
	row: LedgerRow,
	values: Values,
): string | null {
	if (row.refundId !== null && row.reference !== null && row.paymentId !== null) return null;
	let problem: string | null = null;
	for (const field of NAMES) {
		const value = values[names[field]];
		if (row[field] !== null || typeof value === 'string' || isAbsent(value)) continue;
		ledger.reading.unread[field] += 1;
		problem ??= `has the ${NAME_TITLES[field]} ${shownText(value)}, which is neither text nor a number`;
	}
	return problem ?? noNameProblem(row);
}

function noNameProblem(row: LedgerRow): string | null {
	if (row.refundId !== null || row.reference !== null) return null;
	if (row.paymentId === null) return 'names no refund, no reference and no payment';
	return row.amount === null
		? 'names only a payment, without an amount to find its refund by'
		: null;
}

function currencyProblem({ currency }: LedgerRow, known: KnownCurrency | null): string | null {
	if (currency === null || known !== null) return null;
	return `has the currency "${currency}", which is not an ISO 4217 code such as PHP`;
}

/** Notes the date down, or says what is wrong with it. */
function noteDate(ledger: Ledger, row: LedgerRow, value: unknown, zone: Zone): string | null {
	if (isAbsent(value)) return null;
	const position = ledger.rows.length - 1;
	// Reading a date twice, or writing the same text again, is slow at a million rows.
	const plain = typeof value === 'string' ? plainIsoTime(value) : NaN;
	if (!Number.isNaN(plain)) {
		ledger.times[position] = plain;
		row.date = value as string;
		return null;
	}
	const time = readTime(value, zone);
	if (!Number.isNaN(time)) {
		ledger.times[position] = time;
		ledger.quarters[position] = quartersOf(value, time, zone);
		row.date = new Date(time).toISOString();
		return null;
	}
	row.date = shownText(value) ?? '';
	return `has the date "${row.date}", which cannot be read with certainty; write it as 2026-03-31`;
}
