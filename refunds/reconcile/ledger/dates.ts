/** Dates as ledgers have them. */
import { plainIsoTime } from '../isoTime';

const DAY_MS = 86_400_000;
/** Beyond this `Date` has no dates. */
const LATEST_MS = 8_640_000_000_000_000;
/** 1 January 1970 as a spreadsheet's day number. */
const EPOCH_DAY_NUMBER = 25_569;

const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;
/** A month in letters and an explicit zone, as in HTTP dates and `String(date)`: one reading only. */
const SPELLED_OUT = /^[a-z]{3},? .*\b[a-z]{3}\b.*\b\d{4}\b.*(GMT|UTC|Z|[+-]\d{4})/i;

/**
 * A date in the forms n8n users have them, as Unix milliseconds: ISO 8601 (without a zone: UTC),
 * HTTP dates, `Date`, Luxon `DateTime`, Unix seconds and milliseconds, and the day numbers of
 * spreadsheets. NaN for everything else: "03/04/2026" has two readings, so it has none.
 */
export function readTime(value: unknown): number {
	const plain = typeof value === 'string' ? plainIsoTime(value) : NaN;
	if (!Number.isNaN(plain)) return plain;
	const time = timeOf(value);
	return Math.abs(time) <= LATEST_MS ? time : NaN;
}

function timeOf(value: unknown): number {
	if (typeof value === 'string') return timeOfText(value.trim());
	if (typeof value === 'number') return timeOfNumber(value);
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		const { toMillis } = value;
		const time: unknown = typeof toMillis === 'function' ? toMillis.call(value) : NaN;
		return typeof time === 'number' ? time : NaN;
	}
	return NaN;
}

/** Ranges that do not meet: a spreadsheet's days, seconds (1973 to 2286), milliseconds (same). */
function timeOfNumber(value: number): number {
	if (value >= 1e11 && value < 1e13) return Math.round(value);
	if (value >= 1e8 && value < 1e10) return Math.round(value * 1000);
	if (value >= EPOCH_DAY_NUMBER && value < 1e5) {
		return Math.round((value - EPOCH_DAY_NUMBER) * DAY_MS);
	}
	return NaN;
}

function timeOfText(text: string): number {
	const plain = plainIsoTime(text);
	if (!Number.isNaN(plain)) return plain;
	if (/^\d+(\.\d+)?$/.test(text)) return timeOfNumber(Number(text));
	const parts = ISO.exec(text);
	if (parts) return timeOfParts(parts);
	return SPELLED_OUT.test(text) ? Date.parse(text) : NaN;
}

function timeOfParts([, year, month, day, ...rest]: RegExpExecArray): number {
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	// 30 February would silently become 2 March, and the year 26 would become 1926.
	if (date.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return NaN;
	const [hours = 0, minutes = 0, seconds = 0] = rest.slice(0, 3).map((part) => Number(part ?? 0));
	if (hours > 23 || minutes > 59 || seconds > 59) return NaN;
	const fraction = Number((rest[3] ?? '0').padEnd(3, '0').slice(0, 3));
	const time = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + fraction;
	return date.getTime() + time - zoneOffset(rest[4]);
}

/** Milliseconds a zone is ahead of UTC. */
function zoneOffset(zone: string | undefined): number {
	if (zone === undefined || !/^[+-]/.test(zone)) return 0;
	const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
	return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
