/** Dates are read in one way only, or refused by the field's name. */
import { DateTime } from 'luxon';

import { readDate } from '../../../nodes/dates';

const ZONE = 'America/New_York';
const read = (value: unknown, zone = ZONE) => readDate('From', value, zone);

describe('readDate', () => {
	test.each([
		['2026-03-04T15:30:00Z', '2026-03-04T15:30:00.000Z'],
		['2026-03-04T15:30:00', '2026-03-04T20:30:00.000Z'],
		['2026-03-04 15:30', '2026-03-04T20:30:00.000Z'],
		['2026-03-04T15:30:00.123456+08:00', '2026-03-04T07:30:00.123Z'],
		['2026-03-04T15:30:00,5+0800', '2026-03-04T07:30:00.500Z'],
		['2026/03/04 15:30:00 -05', '2026-03-04T20:30:00.000Z'],
		[' 2026-07-04T15:30:00 ', '2026-07-04T19:30:00.000Z'],
		['Wed, 04 Mar 2026 15:30:00 GMT', '2026-03-04T15:30:00.000Z'],
		['4 Mar 2026 15:30 +0800', '2026-03-04T07:30:00.000Z'],
		[1772638200000, '2026-03-04T15:30:00.000Z'],
		['1772638200', '2026-03-04T15:30:00.000Z'],
		[new Date('2026-03-04T15:30:00Z'), '2026-03-04T15:30:00.000Z'],
		[DateTime.fromISO('2026-03-04T15:30:00+08:00'), '2026-03-04T07:30:00.000Z'],
	])('reads %j as the instant %s', (value, instant) => {
		expect(read(value)).toEqual({ first: instant, last: instant });
	});

	test.each([
		['2026-03-04', ZONE, '2026-03-04T05:00:00.000Z', '2026-03-05T04:59:59.999Z'],
		['2026-03-04', 'Asia/Manila', '2026-03-03T16:00:00.000Z', '2026-03-04T15:59:59.999Z'],
		// The day on which the clocks go forward has 23 hours.
		['2026-03-08', ZONE, '2026-03-08T05:00:00.000Z', '2026-03-09T03:59:59.999Z'],
		['2024-02-29', 'UTC', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
	])('takes %s in %s as the whole day', (value, zone, first, last) => {
		expect(read(value, zone)).toEqual({ first, last });
	});

	test.each([
		'03/04/2026',
		'4.3.2026',
		'04-03-2026',
		'yesterday',
		'March 4',
		'2026-3-4',
		'2026-03',
		'26-03-04',
		'20260304',
		'177263820012',
		46085,
		'46085.5',
		20260304,
		-1,
		NaN,
		true,
		{},
		['2026-03-04'],
		new Date(NaN),
		DateTime.invalid('of no use'),
	])('refuses %p instead of guessing, and says how to write it', (value) => {
		expect(() => read(value)).toThrow(/^From .* is not a date that can be read .* 2026-03-04 or/);
	});

	test.each([
		'2026-02-30',
		'2026-13-01',
		'2026-00-10',
		'2025-02-29T10:00:00Z',
		'2026-03-04T24:00:00',
		'2026-03-04T12:60:00Z',
		'2026-03-04T12:00:00+25:00',
		'Mon, 30 Feb 2026 10:00:00 GMT',
		'Mon, 04 Mar 2026 10:00:00 GMT',
		'4 Mrz 2026 10:00:00 GMT',
	])('refuses %s, which does not exist', (value) => {
		expect(() => read(value)).toThrow(`From "${value}" is a day or a time that does not exist.`);
	});

	test('says of a five-digit number what it may be', () => {
		expect(() => read('46085')).toThrow(/spreadsheet/);
	});
});
