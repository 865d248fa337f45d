/** Rows of nothing, texts about what cannot be read, a second refund weeks later, no such day. */
import { readTime } from '../../../../../refunds/reconcile/ledger/dates';
import { zoneOf } from '../../../../../refunds/reconcile/ledger/zone';
import { entry, refund, run, type Values } from '../fixtures';

describe('a row of nothing is no row', () => {
	test.each<[string, Values]>([
		['the item of Always Output Data', {}],
		['empty cells', { refundId: '', amount: null, date: undefined }],
		['blanks', { reference: '  ', note: '\t' }],
		['nothing in other columns', { note: '', customer: null }],
	])('%s', (_, values) => {
		const { rows, summary } = run([values], []);
		expect(rows).toEqual([]);
		expect(summary).toMatchObject({ rows: 0, needSomeone: 0 });
		expect(summary.coverage).toMatchObject({ ledgerRows: 0, blankRows: 1 });
	});

	test.each<[string, Values]>([
		['a note', { note: 'sum' }],
		['a number', { total: 0 }],
		['false', { paid: false }],
		['an amount', { amount: 5 }],
	])('%s alone is a row that cannot be read', (_, values) => {
		expect(run([values], []).rows).toMatchObject([{ kind: 'invalid_row' }]);
	});

	test('rows behind it lead back to their items', () => {
		const record = refund();
		const { rows } = run([{}, { amount: '' }, entry(record), { amount: 5 }], [record]);
		expect(rows.map(({ kind, ledger }) => [kind, ledger?.item])).toEqual([
			['invalid_row', 3],
			['matched', 2],
		]);
	});
});

describe('says what is wrong with a value', () => {
	test.each<[string, Values, string]>([
		[
			'0.1 + 0.2',
			{ amount: 0.1 + 0.2 },
			'has the amount "0.30000000000000004", which has more decimals than its currency',
		],
		[
			'many decimals',
			{ amount: '1.00000000000000000001' },
			'which has more decimals than its currency',
		],
		['a list', { amount: ['5'] }, 'has the amount "["5"]", which is not a plain number'],
		[
			'an object',
			{ amount: { value: 5 } },
			'has the amount "{"value":5}", which is not a plain number',
		],
		['true', { amount: true }, 'has the amount "true", which is not a plain number'],
		[
			'a list for a date',
			{ date: ['2026-06-01'] },
			'has the date "["2026-06-01"]", which cannot be read',
		],
		[
			'a list for a currency',
			{ currency: ['PHP'] },
			'has the currency "["PHP"]", which is not an ISO 4217 code',
		],
		// As before.
		['too large', { amount: '99999999999999999999' }, 'too large to be compared exactly'],
		['negative', { amount: -5 }, 'is negative'],
	])('%s', (_, values, sentence) => {
		const record = refund();
		const { rows } = run([{ ...entry(record), ...values }], [record]);
		expect(rows).toMatchObject([{ kind: 'invalid_row' }]);
		expect(rows[0]?.explanation).toContain(sentence);
	});
});

describe('another refund of the payment and amount, far apart in time', () => {
	const first = refund();
	const later = (facts: Parameters<typeof refund>[0] = {}) =>
		refund({
			refundId: 're_2',
			reference: 'T-2',
			createdAt: '2026-06-20T08:00:00.000Z',
			...facts,
		});
	const action = (...args: Parameters<typeof run>) => run(...args).rows[0]?.suggestedAction;

	test('is said to be possibly a second one, where the ledger has the first', () => {
		const { rows } = run([entry(first)], [first, later()]);
		expect(rows[0]).toMatchObject({ kind: 'missing_in_ledger', severity: 'high' });
		expect(rows[0]?.explanation).toBe(
			'PayMongo has a refund of 100.00 PHP of payment pay_1 that is not in the ledger; the ledger has another of the same payment and amount, so this may be a second refund of the same.',
		);
		expect(rows[0]?.suggestedAction).not.toMatch(/enter it/);
	});

	test.each<[string, Parameters<typeof refund>[0]]>([
		['of another amount', { amount: '99' }],
		['of another payment', { paymentId: 'pay_2' }],
		['in another currency', { currency: 'USD' }],
	])('not one %s', (_, facts) => {
		expect(action([entry(first)], [first, later(facts)])).toMatch(/enter it in the ledger/);
	});

	test('not where the ledger has neither', () => {
		expect(action([], [first, later()])).toMatch(/enter it in the ledger/);
	});
});

describe('a day that does not exist', () => {
	test.each([
		'Mon, 30 Feb 2026 00:00:00 GMT',
		'Sun Feb 29 2026 22:15:00 GMT+0000',
		'Tue, 31 Apr 2026 10:00:00 GMT',
		'Wed, 0 Apr 2026 10:00:00 GMT',
		'Fri, 32 Jan 2026 10:00:00 GMT',
	])('%s', (text) => {
		expect(readTime(text, zoneOf('UTC'))).toBeNaN();
	});

	test.each([
		['Tue, 31 Mar 2026 22:15:00 GMT', Date.UTC(2026, 2, 31, 22, 15)],
		['Sat, 29 Feb 2028 00:00:00 GMT', Date.UTC(2028, 1, 29)],
		[
			'Tue Mar 31 2026 22:15:00 GMT+0000 (Coordinated Universal Time)',
			Date.UTC(2026, 2, 31, 22, 15),
		],
		['Tue Mar 31 2026 23:15:00 GMT-0500', Date.UTC(2026, 3, 1, 4, 15)],
	])('%s exists', (text, time) => {
		expect(readTime(text, zoneOf('UTC'))).toBe(time);
	});
});
