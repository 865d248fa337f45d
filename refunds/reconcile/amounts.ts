/**
 * Exact amounts for many rows: integers that a JavaScript number holds exactly, with every step
 * that could leave that range refused. BigInt takes over where sums outgrow it.
 */
import { digitsOf, readDecimal, toDecimal, type AmountProblem } from '../money';

const LARGEST = Number.MAX_SAFE_INTEGER;
const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
/** What ISO 4217 gives a currency at most. */
const MOST_DIGITS = 4;
const ZERO = 48;
const POINT = 46;

/** A decimal in its shortest form: 12.50 is units 125, scale 1. */
export interface ShortDecimal {
	units: number;
	scale: number;
}

/**
 * Reads an amount in major units by the rules of `readDecimal`. Plain digits, as nearly every
 * amount is, are read without BigInt: at a million rows that is the difference.
 */
export function readAmount(value: unknown): ShortDecimal | AmountProblem {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || text.length > 15) return readSlowly(value);
	let units = 0;
	let point = -1;
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		if (code >= ZERO && code <= ZERO + 9) units = units * 10 + (code - ZERO);
		else if (code === POINT && point === -1 && index > 0) point = index;
		else return readSlowly(value);
	}
	if (units === 0 || point === text.length - 1) return readSlowly(value);
	return shortest(units, point === -1 ? 0 : text.length - 1 - point);
}

function readSlowly(value: unknown): ShortDecimal | AmountProblem {
	const decimal = readDecimal(value);
	if (typeof decimal === 'string') return decimal;
	let { units, scale } = decimal;
	for (; scale > 0 && units % 10n === 0n; scale -= 1) units /= 10n;
	// More decimals than any currency has are what is wrong with 0.30000000000000004.
	if (units > BigInt(LARGEST)) return scale > MOST_DIGITS ? 'too_many_digits' : 'too_large';
	return scale < POWERS.length ? { units: Number(units), scale } : 'too_many_digits';
}

function shortest(units: number, scale: number): ShortDecimal {
	while (scale > 0 && units % 10 === 0) {
		units /= 10;
		scale -= 1;
	}
	return { units, scale };
}

/**
 * A decimal in its shortest form as minor units of a currency with `digits`, or NaN where it has
 * more digits than the currency or is too large to be exact.
 */
export function minorOf(units: number, scale: number, digits: number): number {
	if (scale > digits) return NaN;
	const minor = units * (POWERS[digits - scale] as number);
	return minor <= LARGEST ? minor : NaN;
}

/** What is needed of a currency to compare amounts of it. */
export interface Currency {
	code: string;
	/** Null for a code that is not ISO 4217. */
	digits: number | null;
	/** The largest difference that is accepted, in minor units. */
	tolerance: number;
	/** A difference of nothing, as text. */
	zero: string;
}

/** Currencies by code; each is worked out once. */
export interface Currencies {
	/** Decimal, in the units of whichever currency it is. */
	tolerance: string;
	known: Map<string, Currency>;
	last: Currency | null;
}

export function newCurrencies(tolerance: string): Currencies {
	return { tolerance, known: new Map(), last: null };
}

export function currencyIn(currencies: Currencies, code: string): Currency {
	// Most books are in one currency: no look-up then.
	if (currencies.last?.code === code) return currencies.last;
	const currency = currencies.known.get(code) ?? currencyOf(code, currencies.tolerance);
	currencies.known.set(code, currency);
	currencies.last = currency;
	return currency;
}

function currencyOf(code: string, tolerance: string): Currency {
	const digits = digitsOf(code);
	return {
		code,
		digits,
		tolerance: digits === null ? 0 : floorMinor(tolerance, digits),
		zero: toDecimal(0n, digits ?? 0),
	};
}

/** A tolerance in whole minor units, rounded down: differences are whole minor units, too. */
function floorMinor(tolerance: string, digits: number): number {
	const decimal = readDecimal(tolerance);
	if (decimal === 'zero' || decimal === 'empty') return 0;
	if (typeof decimal === 'string') {
		throw new RangeError(`The amount tolerance "${tolerance}" is not a plain decimal number.`);
	}
	const minor = (decimal.units * 10n ** BigInt(digits)) / 10n ** BigInt(decimal.scale);
	return minor > BigInt(LARGEST) ? LARGEST : Number(minor);
}

/** Minor units as decimal text. */
export function minorText(minor: number, digits: number): string {
	return toDecimal(BigInt(minor), digits);
}

/** A decimal in its shortest form as text. */
export function decimalText(units: number, scale: number): string {
	return toDecimal(BigInt(units), scale);
}

/** A sum of integers, each a safe one, that stays exact however many they are. */
export interface ExactSum {
	large: bigint;
	small: number;
}

export function addTo(sum: ExactSum, value: number): void {
	const next = sum.small + value;
	if (next <= LARGEST) sum.small = next;
	else {
		sum.large += BigInt(sum.small);
		sum.small = value;
	}
}

export function totalOf(sum: ExactSum): bigint {
	return sum.large + BigInt(sum.small);
}
