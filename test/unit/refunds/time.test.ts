import { isoFromText, isoFromUnixSeconds } from '../../../refunds/time';

test.each([
	[1749018955, '2025-06-04T06:35:55.000Z'],
	['1749018955', '2025-06-04T06:35:55.000Z'],
	[946684800, '2000-01-01T00:00:00.000Z'],
	[4102444799, '2099-12-31T23:59:59.000Z'],
	[946684799, null],
	[4102444800, null],
	// Rapyd's own sample of REFUND_COMPLETED.
	[1768959, null],
	[0, null],
	[null, null],
	[1749018955000, null],
	[-1749018955, null],
	[1.5, null],
	['x', null],
])('Unix seconds %j are %j', (seconds, iso) => {
	expect(isoFromUnixSeconds(seconds)).toBe(iso);
});

test.each([
	['2026-02-26T14:59:47.228153Z', '2026-02-26T14:59:47.228Z'],
	['2026-11-19T07:30:00+08:00', '2026-11-18T23:30:00.000Z'],
	['2026-11-19T07:30:00-0500', '2026-11-19T12:30:00.000Z'],
	['2026-11-19T07:30:00z', '2026-11-19T07:30:00.000Z'],
	// Without a zone: UTC, wherever this runs.
	['2026-11-19 07:30:00', '2026-11-19T07:30:00.000Z'],
	['2026-11-19T07:30', '2026-11-19T07:30:00.000Z'],
	[' 2026-11-19 ', '2026-11-19T00:00:00.000Z'],
	['2026-02-30T07:30:00Z', null],
	['2026-13-01', null],
	['2026-11-19T25:30:00', null],
	// March or April, nobody knows.
	['03/04/2026 07:30', null],
	['Mon, 30 Feb 2026 07:30:00 GMT', null],
	['46347', null],
	['', null],
	[46347, null],
	[null, null],
])('the time %j is %j', (text, iso) => {
	expect(isoFromText(text)).toBe(iso);
});
