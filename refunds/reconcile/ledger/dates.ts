/** Dates as ledgers have them. */
import { plainIsoTime, QUARTER_MS } from '../isoTime';
import type { Zone } from './zone';

const DAY_MS = 86_400_000;
/** Beyond this `Date` has no dates. */
const LATEST_MS = 8_640_000_000_000_000;
/** No refund in anybody's books was made before the first, or is dated after the second. */
const EARLIEST_MS = Date.UTC(1990, 0);
const END_MS = Date.UTC(2100, 0);
/** 1 January 1970 as a spreadsheet's day number. */
const EPOCH_DAY_NUMBER = 25_569;

const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;
/** A month in letters and an explicit zone, as in HTTP dates and `String(date)`: one reading only. */
const SPELLED_OUT = /^[a-z]{3},? .*\b[a-z]{3}\b.*\b\d{4}\b.*(GMT|UTC|Z|[+-]\d{4})/i;
const MONTH_AND_DAY = /\b(\d{1,2}) ([a-z]{3}) (\d{4})|\b([a-z]{3}) (\d{1,2}) (\d{4})/i;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * A date in the forms n8n users have them, as Unix milliseconds: ISO 8601, HTTP dates, `Date`,
 * Luxon `DateTime`, Unix seconds and milliseconds, and the day numbers of spreadsheets. NaN for
 * everything else: "03/04/2026" has two readings, so it has none.
 * @param zone that of a date that names none
 */
export function readTime(value: unknown, zone: Zone): number {
	const time = timeOf(value, zone);
	return Math.abs(time) <= LATEST_MS ? time : NaN;
}

/** How many quarters of an hour a date of this time stands for: those of its day, or 0. */
export function quartersOf(value: unknown, time: number, zone: Zone): number {
	if (!namesOnlyDay(value)) return 0;
	const isText = typeof value === 'string' && !isNumber(value);
	const day = isText ? Date.parse(value.trim()) : dayOf(value);
	return Math.round((zone.toUtc(day + DAY_MS) - time) / QUARTER_MS);
}

function namesOnlyDay(value: unknown): boolean {
	if (typeof value === 'string' && DAY_ONLY.test(value.trim())) return true;
	const number = typeof value === 'string' && isNumber(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isInteger(number) && isDayNumber(number);
}

function dayOf(value: unknown): number {
	return (Number(value) - EPOCH_DAY_NUMBER) * DAY_MS;
}

function isNumber(text: string): boolean {
	return /^\d+(\.\d+)?$/.test(text.trim());
}

function isDayNumber(value: number): boolean {
	return value >= EPOCH_DAY_NUMBER && value < 1e5;
}

function timeOf(value: unknown, zone: Zone): number {
	if (typeof value === 'string') return timeOfText(value.trim(), zone);
	if (typeof value === 'number') return timeOfNumber(value, zone);
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		const { toMillis } = value;
		const time: unknown = typeof toMillis === 'function' ? toMillis.call(value) : NaN;
		return typeof time === 'number' ? time : NaN;
	}
	return NaN;
}

/**
 * Ranges that do not meet: a spreadsheet's days, seconds and milliseconds of a time that a refund can
 * have. Other digits are something else: 202603041530 is no time of 1976.
 */
function timeOfNumber(value: number, zone: Zone): number {
	if (value >= EARLIEST_MS && value < END_MS) return Math.round(value);
	if (value >= EARLIEST_MS / 1000 && value < END_MS / 1000) return Math.round(value * 1000);
	return isDayNumber(value) ? zone.toUtc(Math.round(dayOf(value))) : NaN;
}

function timeOfText(text: string, zone: Zone): number {
	const plain = plainIsoTime(text);
	if (!Number.isNaN(plain)) return plain;
	if (isNumber(text)) return timeOfNumber(Number(text), zone);
	const parts = ISO.exec(text);
	if (parts) return timeOfParts(parts, zone);
	return SPELLED_OUT.test(text) && namesRealDay(text) ? Date.parse(text) : NaN;
}

/** `Date.parse` takes 30 February for 2 March. */
function namesRealDay(text: string): boolean {
	const parts = MONTH_AND_DAY.exec(text);
	if (!parts) return false;
	const month = MONTHS.indexOf((parts[2] ?? parts[4] ?? '').toLowerCase());
	const day = Number(parts[1] ?? parts[5]);
	const year = Number(parts[3] ?? parts[6]);
	return month >= 0 && new Date(Date.UTC(year, month, day)).getUTCDate() === day;
}

function timeOfParts([, year, month, day, ...rest]: RegExpExecArray, zone: Zone): number {
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	// 30 February would silently become 2 March, and the year 26 would become 1926.
	if (date.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return NaN;
	const [hours = 0, minutes = 0, seconds = 0] = rest.slice(0, 3).map((part) => Number(part ?? 0));
	if (hours > 23 || minutes > 59 || seconds > 59) return NaN;
	const fraction = Number((rest[3] ?? '0').padEnd(3, '0').slice(0, 3));
	const time = date.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1_000 + fraction;
	return rest[4] === undefined ? zone.toUtc(time) : time - zoneOffset(rest[4]);
}

/** Milliseconds a zone is ahead of UTC. */
function zoneOffset(zone: string): number {
	if (!/^[+-]/.test(zone)) return 0;
	const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
	return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
