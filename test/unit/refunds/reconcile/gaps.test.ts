/** What could not be read is unknown, never missing. */
import type { Gap } from '../../../../refunds/reconcile';
import { entry, kinds, refund, run, type Values } from './fixtures';

const PERIOD = { from: '2026-06-01T00:00:00.000Z', to: '2026-06-28T00:00:00.000Z' };
const GAP: Gap = {
	from: '2026-06-10T00:00:00.000Z',
	to: '2026-06-12T00:00:00.000Z',
	why: 'PayMongo answered 503 to page 4',
};

const row = (date: string | null): Values => ({
	refundId: `re_${date}`,
	amount: '10',
	currency: 'PHP',
	status: 'paid',
	date,
});

test('rows in the gap, or within a day of it, are unknown with the reason; the others are missing', () => {
	const dates = [
		'2026-06-05',
		'2026-06-09T12:00:00Z',
		'2026-06-11',
		'2026-06-12T20:00:00Z',
		'2026-06-20',
	];
	const { rows, summary } = run(dates.map(row), [], { period: PERIOD, gaps: [GAP] });
	const byDate = Object.fromEntries(rows.map((each) => [each.ledger?.refundId, each]));
	expect(dates.map((date) => byDate[`re_${date}`]?.kind)).toEqual([
		'missing_at_provider',
		'unknown_at_provider',
		'unknown_at_provider',
		'unknown_at_provider',
		'missing_at_provider',
	]);
	expect(byDate['re_2026-06-11']?.explanation).toBe(
		'Whether PayMongo has this refund cannot be told: part of the period could not be read: PayMongo answered 503 to page 4.',
	);
	expect(summary.coverage).toMatchObject({ complete: false, gaps: [GAP] });
	expect(summary.coverage.notes[0]).toBe(
		'What PayMongo has from 2026-06-10T00:00:00.000Z to 2026-06-12T00:00:00.000Z could not be read (PayMongo answered 503 to page 4): ledger rows dated there are unknown, not missing.',
	);
});

test('a row without a date may be in any gap', () => {
	expect(kinds(run([row(null)], [], { gaps: [GAP] }))).toEqual(['unknown_at_provider']);
	expect(kinds(run([row(null)], [], { gaps: [] }))).toEqual(['missing_at_provider']);
});

test('a gap with an open end', () => {
	const open = [{ ...GAP, from: null }];
	expect(kinds(run([row('2020-01-01')], [], { gaps: open }))).toEqual(['unknown_at_provider']);
	expect(kinds(run([row('2026-06-20')], [], { gaps: open }))).toEqual(['missing_at_provider']);
	expect(kinds(run([row('2026-06-20')], [], { gaps: [{ ...GAP, to: null }] }))).toEqual([
		'unknown_at_provider',
	]);
});

test('what was read in spite of the gap is compared', () => {
	const record = refund({ createdAt: '2026-06-11T00:00:00.000Z' });
	expect(kinds(run([entry(record)], [record], { gaps: [GAP] }))).toEqual(['matched']);
});

test('rows outside the period are unknown and nothing to act on', () => {
	const { rows } = run([row('2026-05-31'), row('2026-06-29')], [], { period: PERIOD });
	expect(rows.map(({ kind, severity }) => [kind, severity])).toEqual([
		['unknown_at_provider', 'none'],
		['unknown_at_provider', 'none'],
	]);
});

test('a refund from just outside the period matches its row and is otherwise left out', () => {
	const nearby = refund({ createdAt: '2026-05-31T23:59:00.000Z' });
	const dated = { ...entry(nearby), date: '2026-06-01' };
	const found = run([dated], [], { period: PERIOD, nearby: [nearby] });
	expect(kinds(found)).toEqual(['matched']);
	expect(found.summary.coverage.nearbyRows).toBe(1);
	expect(kinds(run([], [], { period: PERIOD, nearby: [nearby] }))).toEqual([]);
});

test.each([
	['now', { now: 'yesterday' }],
	['from', { period: { from: 'soon', to: PERIOD.to } }],
	['to', { gaps: [{ ...GAP, to: 'late' }] }],
])('a %s that is no date is refused', (name, more) => {
	expect(() => run([], [], more)).toThrow(new RegExp(`^${name} is not an ISO 8601 date`));
});
