/** Times as `toISOString` writes them, read faster than `Date.parse` does. */
const DAY_MS = 86_400_000;
/** Changes of the clock are whole quarters of an hour: how long a date's day is, is counted in them. */
export const QUARTER_MS = 900_000;

const ZERO = 48;
const POINT = 46;
const LETTER_T = 84;
const LETTER_Z = 90;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A record's ISO 8601 time as Unix milliseconds; NaN where it is none, or names no zone. */
export function readIsoTime(text: string): number {
	const plain = plainIsoTime(text);
	if (!Number.isNaN(plain)) return plain;
	return /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : NaN;
}

/**
 * The time of a text as `toISOString` writes it, which nearly every date is, or NaN for any other
 * text. Several times as fast as `Date.parse`, which tells at a million rows. 29 February is left
 * to the slow way, which knows the leap years.
 */
export function plainIsoTime(text: string): number {
	if (!hasPlainForm(text)) return NaN;
	const century = twoDigits(text, 0);
	const year = twoDigits(text, 2);
	const month = twoDigits(text, 5);
	const day = twoDigits(text, 8);
	const hours = twoDigits(text, 11);
	const minutes = twoDigits(text, 14);
	const seconds = twoDigits(text, 17);
	const hundredths = twoDigits(text, 20);
	const thousandths = text.charCodeAt(22) - ZERO;
	if (century < 0 || year < 0 || !isDay(month, day) || !isTime(hours, minutes, seconds)) return NaN;
	if (hundredths < 0 || thousandths < 0 || thousandths > 9) return NaN;
	const milliseconds = hundredths * 10 + thousandths;
	const time = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds;
	return daysSinceEpoch(century * 100 + year, month, day) * DAY_MS + time;
}

function hasPlainForm(text: string): boolean {
	return (
		text.length === 24 &&
		text.charCodeAt(10) === LETTER_T &&
		text.charCodeAt(19) === POINT &&
		text.charCodeAt(23) === LETTER_Z
	);
}

function isDay(month: number, day: number): boolean {
	return month >= 1 && month <= 12 && day >= 1 && day <= (MONTH_DAYS[month - 1] as number);
}

function isTime(hours: number, minutes: number, seconds: number): boolean {
	const areDigits = hours >= 0 && minutes >= 0 && seconds >= 0;
	return areDigits && hours <= 23 && minutes <= 59 && seconds <= 59;
}

/** A number of two digits; -1 where one is none. */
function twoDigits(text: string, start: number): number {
	const tens = text.charCodeAt(start) - ZERO;
	const ones = text.charCodeAt(start + 1) - ZERO;
	return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/** Days from 1 January 1970 in the Gregorian calendar, whose years here begin in March. */
function daysSinceEpoch(year: number, month: number, day: number): number {
	const years = month > 2 ? year : year - 1;
	const months = (month + 9) % 12;
	const leapDays = ((years / 4) | 0) - ((years / 100) | 0) + ((years / 400) | 0);
	return years * 365 + leapDays + (((153 * months + 2) / 5) | 0) + day - 1 - 719_468;
}
