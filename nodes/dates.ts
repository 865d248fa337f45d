/**
 * Dates as people and expressions give them, read in one way only. n8n's own reader guesses where
 * it does not understand (03/04/2026 is March in one country and April in another), and a period
 * that was guessed hides what lies outside of it.
 */
import { tryToParseDateTime } from 'n8n-workflow';

import { ParameterError, quoted } from './failures';

/** The first and the last instant that a date names, ISO 8601 in UTC: a day without a time is all of it. */
export interface TimeSpan {
	first: string;
	last: string;
}

const ISO =
	/^(\d{4})[-/](\d{2})[-/](\d{2})(?:(?:T|\s)(\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
/** As in the headers of mails and of HTTP: Wed, 04 Mar 2026 15:30:00 +0800. */
const RFC_2822 =
	/^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s*)?(\d{1,2})\s+([A-Z]{3})\s+(\d{4})\s+(\d{2}:\d{2}(?::\d{2})?)\s+(Z|UTC?|GMT|[+-]\d{4})$/i;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d|$)/;
const OFFSET = /^[+-](?:0\d|1[0-4])(?::?[0-5]\d)?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * Reads a date: ISO 8601, the form of mails, seconds or milliseconds since 1970, or a date object.
 * @param name the parameter's name on screen
 * @param zone of dates that name none
 * @throws ParameterError for anything else, and for days and times that do not exist
 */
export function readDate(name: string, value: unknown, zone: string): TimeSpan {
	const moment = momentOf(value);
	if (moment !== null) return { first: moment, last: moment };
	const text = typeof value === 'string' ? value.trim() : '';
	const parts = partsOf(text);
	if (parts === null) throw unreadable(name, value);
	const { year, month, day, weekday, time, offset } = parts;
	const date = new Date(Date.UTC(year, month - 1, day));
	const exists =
		date.getUTCMonth() === month - 1 &&
		date.getUTCDate() === day &&
		(weekday === null || date.getUTCDay() === weekday) &&
		(time === null || TIME.test(time)) &&
		(offset === '' || offset === 'Z' || OFFSET.test(offset));
	if (!exists) {
		throw new ParameterError(`${name} ${quoted(text)} is a day or a time that does not exist.`);
	}
	const plain = date.toISOString().slice(0, 10);
	const start = tryToParseDateTime(`${plain}T${time ?? '00:00'}${offset}`, zone);
	const end = time === null ? start.endOf('day') : start;
	return { first: start.toJSDate().toISOString(), last: end.toJSDate().toISOString() };
}

/** Of a date object (luxon's or JavaScript's) or a number of seconds or milliseconds. */
function momentOf(value: unknown): string | null {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
	if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		const { toMillis } = value;
		const millis: unknown = typeof toMillis === 'function' ? toMillis.call(value) : null;
		return typeof millis === 'number' && Number.isFinite(millis)
			? new Date(millis).toISOString()
			: null;
	}
	if (typeof value !== 'number' && typeof value !== 'string') return null;
	const digits = String(value).trim();
	// Ten digits are seconds until the year 2286, thirteen milliseconds; nothing else is either.
	if (/^\d{13}$/.test(digits)) return new Date(Number(digits)).toISOString();
	if (/^\d{10}$/.test(digits)) return new Date(Number(digits) * 1000).toISOString();
	return null;
}

interface DateParts {
	year: number;
	month: number;
	day: number;
	/** From Sunday, 0; null where none was written. */
	weekday: number | null;
	time: string | null;
	/** '' where no zone was written. */
	offset: string;
}

function partsOf(text: string): DateParts | null {
	const iso = ISO.exec(text);
	if (iso) {
		const [, year, month, day, time = null, offset = ''] = iso;
		return {
			year: Number(year),
			month: Number(month),
			day: Number(day),
			weekday: null,
			time: time?.replace(',', '.') ?? null,
			offset: offset.toUpperCase(),
		};
	}
	const mail = RFC_2822.exec(text);
	if (!mail) return null;
	const [, weekday, day, month = '', year, time = '', zone = ''] = mail;
	return {
		year: Number(year),
		month: MONTHS.indexOf(month.toLowerCase()) + 1,
		day: Number(day),
		weekday: weekday === undefined ? null : WEEKDAYS.indexOf(weekday.toLowerCase()),
		time,
		offset: /^[+-]/.test(zone) ? zone : 'Z',
	};
}

function unreadable(name: string, value: unknown): ParameterError {
	// Not String(value), which fails for an object without a prototype.
	const dayNumber = /^"?\d{5}(\.\d+)?"?$/.test(JSON.stringify(value) ?? '')
		? ' It may be a spreadsheet’s number for a day.'
		: '';
	return new ParameterError(
		`${name} ${quoted(value)} is not a date that can be read without guessing.${dayNumber} Write it as 2026-03-04 or 2026-03-04T15:30:00.`,
	);
}
