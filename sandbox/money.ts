/**
 * The sandbox's own money code: minor units as BigInt, decimal strings at the edges.
 * On purpose not shared with refunds/money.ts, so that a mistake there shows up here.
 */

/** A currency exchange: what one side received instead of the other's currency, and the rate. */
export interface Exchange {
	currency: string;
	/** Decimal: the other side's amount times this. */
	rate: string;
}

const digitsOf: Record<string, number> = {};
for (const code of 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(
	' ',
)) {
	digitsOf[code] = 0;
}
for (const code of 'BHD IQD JOD KWD LYD OMR TND'.split(' ')) digitsOf[code] = 3;
for (const code of 'CLF UYW'.split(' ')) digitsOf[code] = 4;

/** Digits after the decimal point of an ISO 4217 currency (2 unless ISO says otherwise). */
export function currencyDigits(currency: string): number {
	return digitsOf[currency] ?? 2;
}

/**
 * Minor units of a decimal amount in major units ("12.5" EUR is 1250n).
 * Null when it is no plain decimal number or has more digits than the currency.
 */
export function toMinor(amount: unknown, currency: string): bigint | null {
	if (typeof amount !== 'string' && typeof amount !== 'number') return null;
	const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(amount));
	if (!match) return null;
	const digits = currencyDigits(currency);
	const fraction = (match[3] ?? '').replace(/0+$/, '');
	if (fraction.length > digits) return null;
	const minor = BigInt(`${match[2]}${fraction.padEnd(digits, '0')}`);
	return match[1] === '-' ? -minor : minor;
}

/** Decimal string in major units with all of the currency's digits (1250n EUR is "12.50"). */
export function toMajor(minor: bigint, currency: string): string {
	const digits = currencyDigits(currency);
	const sign = minor < 0n ? '-' : '';
	const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
	if (digits === 0) return `${sign}${text}`;
	return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The same as a JSON number, as Rapyd and the mobile-money gateway write amounts. */
export function toMajorNumber(minor: bigint, currency: string): number {
	return Number(toMajor(minor, currency));
}
