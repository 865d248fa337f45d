/**
 * Money as decimal text and integers (BigInt) of minor units. No amount that is sent or shown meets
 * floating-point arithmetic. Reconciling, which only compares, counts a million rows in numbers that
 * are exact (reconcile/amounts.ts).
 */

/** ISO 4217 (list one, with the funds and unit-of-account codes that have minor units). */
const CODES_BY_DIGITS: Record<number, string> = {
	0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
	2:
		'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP ' +
		'BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR ' +
		'FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR ' +
		'KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR ' +
		'MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK ' +
		'SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN ' +
		'UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL',
	3: 'BHD IQD JOD KWD LYD OMR TND',
	4: 'CLF UYW',
};

const DIGITS_BY_CODE = new Map<string, number>(
	Object.entries(CODES_BY_DIGITS).flatMap(([digits, codes]) =>
		codes.split(' ').map((code): [string, number] => [code, Number(digits)]),
	),
);

/** Every currency that has minor units, for lists and tests. */
export const CURRENCIES: readonly string[] = [...DIGITS_BY_CODE.keys()];

/** No currency has more digits, so more are wrong whatever the currency is. */
export const MOST_DIGITS = 4;

/** How many digits a currency has after the decimal point (ISO 4217), or null if it is not known. */
export function digitsOf(currency: string | null): number | null {
	return currency === null ? null : (DIGITS_BY_CODE.get(currency.toUpperCase()) ?? null);
}

/** A decimal number as it was written: 12.50 is { units: 1250n, scale: 2 }. */
export interface Decimal {
	units: bigint;
	scale: number;
}

/** An exact amount of one currency. */
export interface Money {
	minor: bigint;
	currency: string;
	digits: number;
}

export type AmountProblem =
	'empty' | 'not_a_number' | 'zero' | 'negative' | 'too_many_digits' | 'too_large';

/** 15 digits: beyond them a JSON number is not exact any more, at our side or the provider's. */
const LARGEST_MINOR = 999_999_999_999_999n;

/** Characters. No amount of money is as long, and each digit takes time: 200,000 of them minutes. */
const LONGEST_AMOUNT = 1_000;

/**
 * Reads an amount a person or a workflow gave, in major units: plain digits with at most one
 * decimal point. Exponents, signs, blanks inside and thousands separators are refused, because
 * guessing what "1,234" means is how wrong amounts are sent.
 */
export function readDecimal(value: unknown): Decimal | AmountProblem {
	if (value === null || value === undefined) return 'empty';
	if (typeof value !== 'string' && typeof value !== 'number') return 'not_a_number';
	const text = String(value).trim();
	if (text === '') return 'empty';
	if (/^-\d+(\.\d+)?$/.test(text)) return /[1-9]/.test(text) ? 'negative' : 'zero';
	if (!/^\d+(\.\d+)?$/.test(text)) return 'not_a_number';
	if (text.length > LONGEST_AMOUNT) {
		return /^\d{16}/.test(text) ? 'too_large' : 'too_many_digits';
	}
	const decimal = decimalOf(text);
	return decimal.units === 0n ? 'zero' : decimal;
}

/** Text of digits with at most one point, already checked. */
function decimalOf(text: string): Decimal {
	const [whole = '', fraction = ''] = text.split('.');
	return { units: BigInt(whole + fraction), scale: fraction.length };
}

/**
 * A decimal in the minor units of a currency. Digits beyond the currency's are refused, never
 * rounded, unless they are zeros ("12.500" EUR is exactly 12.50).
 */
export function toMinor(decimal: Decimal, digits: number): bigint | AmountProblem {
	let { units, scale } = decimal;
	for (; scale > digits; scale -= 1) {
		if (units % 10n !== 0n) return 'too_many_digits';
		units /= 10n;
	}
	const minor = units * 10n ** BigInt(digits - scale);
	return minor > LARGEST_MINOR ? 'too_large' : minor;
}

/** Minor units as decimal text with exactly the currency's digits: 1250n, 2 is "12.50". */
export function toDecimal(minor: bigint, digits: number): string {
	const negative = minor < 0n;
	const text = String(negative ? -minor : minor).padStart(digits + 1, '0');
	const whole = text.slice(0, text.length - digits);
	const fraction = text.slice(text.length - digits);
	return (negative ? '-' : '') + (digits === 0 ? whole : `${whole}.${fraction}`);
}

/** A decimal as text without needless zeros: 12.50 is "12.5", 12.00 is "12". */
export function plainDecimal({ units, scale }: Decimal): string {
	const text = toDecimal(units, scale);
	return scale === 0 ? text : text.replace(/\.?0+$/, '');
}

/** Money as decimal text in major units. */
export function formatMoney(money: Money): string {
	return toDecimal(money.minor, money.digits);
}

/** Minor units as a JSON integer, or null where a JSON number would not be exact. */
export function toInteger(minor: bigint): number | null {
	const magnitude = minor < 0n ? -minor : minor;
	return magnitude > LARGEST_MINOR ? null : Number(minor);
}

/**
 * Money as a JSON number in major units, for gateways that want one. Parsed from the decimal
 * text, so it is the number that prints as that text; no arithmetic is done with it.
 */
export function toJsonNumber(money: Money): number {
	return Number(formatMoney(money));
}

/**
 * An amount as a provider wrote it, in major units (number or text), or null when it cannot be
 * read exactly. A JSON number prints as it was written for up to 15 digits.
 */
export function moneyFromMajor(value: unknown, currency: string | null): Money | null {
	const digits = digitsOf(currency);
	if (digits === null || currency === null) return null;
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const text = String(value).trim();
	if (!/^\d+(\.\d+)?$/.test(text) || text.length > LONGEST_AMOUNT) return null;
	const minor = toMinor(decimalOf(text), digits);
	return typeof minor === 'bigint' ? { minor, currency: currency.toUpperCase(), digits } : null;
}

/** An amount as a provider wrote it, in minor units (integer number or text), or null. */
export function moneyFromMinor(value: unknown, currency: string | null): Money | null {
	const digits = digitsOf(currency);
	if (digits === null || currency === null) return null;
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	if (!/^\d{1,16}$/.test(String(value))) return null;
	const minor = BigInt(value);
	if (minor > LARGEST_MINOR) return null;
	return { minor, currency: currency.toUpperCase(), digits };
}

/** Says in plain words what is wrong with an amount, for the person who typed it. */
export function describeAmountProblem(problem: AmountProblem, digits: number | null): string {
	switch (problem) {
		case 'empty':
			return 'is empty. Enter the amount to refund, or choose "Everything That Is Left".';
		case 'not_a_number':
			return 'is not a plain number. Use digits and one decimal point, for example 12.50, without thousands separators.';
		case 'zero':
			return 'is zero. Enter an amount above zero, or choose "Everything That Is Left".';
		case 'negative':
			return 'is negative. Enter the amount to give back as a positive number.';
		case 'too_many_digits':
			if (digits === null) return 'has more decimals than any currency has.';
			return digits === 0
				? 'has decimals, but this currency has none.'
				: `has more decimals than this currency allows (${digits}).`;
		case 'too_large':
			return 'is too large to be sent exactly.';
	}
}
