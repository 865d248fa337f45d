/** Dates without a zone are in the workflow's; one without a time is the whole day. */
import { readLedger } from '../../../../../refunds/reconcile';
import { entry, refund, run } from '../fixtures';

function timeIn(zone: string, date: unknown): string | null {
	return readLedger([{ json: { refundId: 're_1', date } }], {}, zone).rows[0]?.date ?? null;
}

test.each([
	['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z'],
	['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
	['America/New_York', '2026-11-01 12:00:00', '2026-11-01T17:00:00.000Z'],
	// 01:30 comes twice that night, 02:30 never in spring: the first one, and an hour later.
	['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00.000Z'],
	['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00.000Z'],
	['Asia/Manila', '2026-06-01', '2026-05-31T16:00:00.000Z'],
	['Asia/Manila', '2026-06-01T20:00', '2026-06-01T12:00:00.000Z'],
	['Asia/Kathmandu', '2026-06-01', '2026-05-31T18:15:00.000Z'],
	['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00.000Z'],
	['Asia/Manila', 46112.927083333336, '2026-03-31T14:15:00.000Z'],
	// As before: what names a zone, and everything in UTC.
	['Asia/Manila', '2026-06-01T20:00:00Z', '2026-06-01T20:00:00.000Z'],
	['Asia/Manila', '2026-06-01T20:00:00+02:00', '2026-06-01T18:00:00.000Z'],
	['Asia/Manila', 1780300800, '2026-06-01T08:00:00.000Z'],
	['UTC', '2026-06-01', '2026-06-01T00:00:00.000Z'],
	['UTC', '2026-06-01 20:00', '2026-06-01T20:00:00.000Z'],
])('%s, %s', (zone, date, time) => {
	expect(timeIn(zone, date)).toBe(time);
});

describe('a row of the first or the last day is in the period', () => {
	const inZone = (zone: string, date: string, from: string, to: string) =>
		run([{ refundId: 're_9', amount: '5', currency: 'PHP', status: 'paid', date }], [], {
			zone,
			period: { from, to },
			now: '2026-12-30T00:00:00.000Z',
		}).rows[0]?.kind;

	test.each([
		// November in New York.
		['America/New_York', '2026-11-01'],
		['America/New_York', '2026-11-30'],
		['America/New_York', '2026-11-30T23:00:00'],
	])('%s %s', (zone, date) => {
		const kind = inZone(zone, date, '2026-11-01T04:00:00.000Z', '2026-12-01T04:59:59.999Z');
		expect(kind).toBe('missing_at_provider');
	});

	test.each([
		['Asia/Manila', '2026-06-01'],
		['Asia/Manila', '2026-06-30T20:00:00'],
		['Asia/Manila', '2026-06-30'],
	])('%s %s', (zone, date) => {
		const kind = inZone(zone, date, '2026-05-31T16:00:00.000Z', '2026-06-30T15:59:59.999Z');
		expect(kind).toBe('missing_at_provider');
	});

	test('a period that begins within the day has the day', () => {
		const kind = inZone('UTC', '2026-06-01', '2026-06-01T18:00:00Z', '2026-06-30T00:00:00Z');
		expect(kind).toBe('missing_at_provider');
	});

	test.each(['2026-05-31', '2026-07-01', '2026-06-01T17:59:59Z'])('and not %s', (date) => {
		const kind = inZone('UTC', date, '2026-06-01T18:00:00Z', '2026-06-30T23:59:59Z');
		expect(kind).toBe('unknown_at_provider');
	});
});

test('the zone and the period that were used are in the summary', () => {
	const period = { from: '2026-11-01T04:00:00.000Z', to: '2026-12-01T04:59:59.999Z' };
	const { coverage } = run([entry(refund())], [], { zone: 'America/New_York', period }).summary;
	expect(coverage).toMatchObject({ period, zone: 'America/New_York' });
	expect(run([], []).summary.coverage.zone).toBe('UTC');
});
