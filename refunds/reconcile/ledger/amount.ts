/** Amounts as ledgers write them. */
import type { AmountProblem } from '../../money';
import { minorOf, readAmount, type ShortDecimal } from '../amounts';
import type { Ledger } from '../types';

const POINT = 46;
const PARENTHESIS = 40;
/** Digits behind a point that may be groups of thousands. */
const GROUP = 3;

/** The sign and the grouping of bookkeepers: with two decimals there is no other reading. */
const IN_PARENTHESES = /^\((\d{1,3}(?:,\d{3})+|\d+)(\.\d{2})\)$/;
/** 1.000 is one, or a thousand: the same rule as for amounts that are sent. */
const TWO_READINGS = /^\d+\.\d{3}$/;

const PROBLEMS: Readonly<Record<AmountProblem, string>> = {
	empty: 'is empty',
	not_a_number: 'is not a plain number such as 1250.50',
	zero: 'is zero',
	negative: 'is negative',
	too_many_digits: 'has more decimals than its currency',
	too_large: 'is too large to be compared exactly',
};

/**
 * Notes the last row's amount down, or says what is wrong with it as the end of a sentence.
 * @param text the amount as it is shown; null where there is none
 * @param currency the row's; null where it has none that is known
 */
export function noteAmount(
	ledger: Ledger,
	value: unknown,
	text: string | null,
	currency: { digits: number } | null,
): string | null {
	if (text === null) return null;
	const digits = currency?.digits ?? null;
	const plain = text.charCodeAt(0) === PARENTHESIS ? withoutParentheses(text) : null;
	const amount = readAmount(plain ?? value);
	if (typeof amount === 'string') return unfit(text, amount);
	const position = ledger.rows.length - 1;
	if (typeof value === 'string' && hasTwoReadings(text)) {
		if (digits === null) return noteAsWritten(ledger, position, text);
		if (digits < GROUP) {
			return misfit(amount, digits) === null ? twoReadings(text) : onlyGrouped(text);
		}
	}
	const problem = misfit(amount, digits);
	if (problem !== null) return unfit(text, problem);
	ledger.units[position] = amount.units;
	ledger.scales[position] = amount.scale;
	if (plain !== null) ledger.readAs.set(position, plain);
	return null;
}

function unfit(text: string, problem: AmountProblem): string {
	return `has the amount "${text}", which ${PROBLEMS[problem]}`;
}

/** What is wrong with an amount that fits no currency of fewer than three digits. */
export function twoReadings(text: string): string {
	return `has the amount "${text}", which can be read as ${text} or as ${grouped(text)}; write it with the currency's decimals`;
}

function onlyGrouped(text: string): string {
	return `has the amount "${text}", which has more decimals than its currency, unless it is ${grouped(text)}; write it with the currency's decimals`;
}

function grouped(text: string): string {
	return text.replace('.', '').replace(/^0+(?=\d)/, '');
}

/** Whether a text reads as an amount with three decimals, and as one with a group of thousands. */
export function hasTwoReadings(text: string): boolean {
	return text.charCodeAt(text.length - 1 - GROUP) === POINT && TWO_READINGS.test(text);
}

/**
 * Where no currency is named the refund's decides: with all three decimals, zeros too, it fits
 * none that has fewer.
 */
function noteAsWritten(ledger: Ledger, position: number, text: string): null {
	ledger.units[position] = Number(text.replace('.', ''));
	ledger.scales[position] = GROUP;
	return null;
}

function withoutParentheses(text: string): string | null {
	const [, whole = '', decimals = ''] = IN_PARENTHESES.exec(text) ?? [];
	return whole === '' ? null : whole.replaceAll(',', '') + decimals;
}

function misfit({ units, scale }: ShortDecimal, digits: number | null): AmountProblem | null {
	if (digits === null || !Number.isNaN(minorOf(units, scale, digits))) return null;
	return scale > digits ? 'too_many_digits' : 'too_large';
}
