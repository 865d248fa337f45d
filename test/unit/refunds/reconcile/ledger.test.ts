/** Reading ledger rows: names of fields, dates, amounts, words. */
import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readDecimal, toMinor } from '../../../../refunds/money';
import { readLedger } from '../../../../refunds/reconcile';
import { readAmount } from '../../../../refunds/reconcile/amounts';
import { readTime } from '../../../../refunds/reconcile/ledger/dates';
import { zoneOf } from '../../../../refunds/reconcile/ledger/zone';
import { statusOfWord } from '../../../../refunds/reconcile/ledger/statusWords';

const AT = Date.UTC(2026, 2, 31, 22, 15, 0);

describe('dates', () => {
	test.each<[string, unknown, number]>([
		['ISO with Z', '2026-03-31T22:15:00Z', AT],
		['ISO with milliseconds', '2026-03-31T22:15:00.000Z', AT],
		['ISO with a zone', '2026-04-01T06:15:00+08:00', AT],
		['ISO with a short zone', '2026-04-01 06:15:00+08', AT],
		['a database, no zone: UTC', '2026-03-31 22:15:00', AT],
		['microseconds', '2026-03-31 22:15:00.000999', AT],
		['without seconds', '2026-03-31T22:15', AT],
		['only the day', '2026-03-31', Date.UTC(2026, 2, 31)],
		['HTTP', 'Tue, 31 Mar 2026 22:15:00 GMT', AT],
		['String(date)', 'Tue Mar 31 2026 22:15:00 GMT+0000 (Coordinated Universal Time)', AT],
		['Date', new Date(AT), AT],
		['Luxon', DateTime.fromMillis(AT), AT],
		['seconds', AT / 1000, AT],
		['seconds as text', String(AT / 1000), AT],
		['milliseconds', AT, AT],
		['a spreadsheet', 46112.927083333336, AT],
		['blanks around', ' 2026-03-31T22:15:00Z ', AT],
		['a leap day', '2028-02-29', Date.UTC(2028, 1, 29)],
	])('%s', (_, value, time) => {
		expect(readTime(value, zoneOf('UTC'))).toBe(time);
	});

	test.each<[string, unknown]>([
		['two readings', '03/04/2026'],
		['no such day', '2026-02-30'],
		['no such day, in full', '2026-02-30T00:00:00.000Z'],
		['no such month', '2026-13-01'],
		['no such hour', '2026-01-01T25:00:00Z'],
		['a word', 'yesterday'],
		['a small number', 12],
		['nothing', null],
		['a bad Date', new Date(NaN)],
		['a bad Luxon', DateTime.invalid('test')],
		['beyond all dates', { toMillis: () => 1e300 }],
		['an object', { date: '2026-01-01' }],
		['true', true],
		['digits of a date and a time', 202603311530],
		['the same as text', '202603311530'],
		['seconds of 1976', 202603311],
	])('not a date: %s', (_, value) => {
		expect(readTime(value, zoneOf('UTC'))).toBeNaN();
	});

	test('every ISO text of JavaScript is read as JavaScript reads it', () => {
		const years = { min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
		fc.assert(
			fc.property(fc.date(years), (date) => {
				expect(readTime(date.toISOString(), zoneOf('UTC'))).toBe(date.getTime());
			}),
			{ numRuns: 5_000 },
		);
	});

	test('no text is read as a date that JavaScript would read otherwise, and none throws', () => {
		const texts = fc.oneof(
			fc.string(),
			fc.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
		);
		fc.assert(
			fc.property(texts, (text) => {
				const time = readTime(text, zoneOf('UTC'));
				if (!Number.isNaN(time) && text.length === 24) expect(time).toBe(Date.parse(text));
			}),
			{ numRuns: 5_000 },
		);
	});
});

test('amounts are read by the rules of the money module, only faster', () => {
	const texts = fc.oneof(
		fc.stringMatching(/^[0-9]{1,18}(\.[0-9]{1,6})?$/),
		fc.stringMatching(/^[ +-]?[0-9.,eE]{0,8} ?$/),
		fc.double(),
		fc.integer(),
		fc.constantFrom<unknown>(null, undefined, '', true, {}, [], '.5', '5.', '1.2.3', '0.00'),
	);
	fc.assert(
		fc.property(texts, (value) => {
			const exact = readDecimal(value);
			const fast = readAmount(value);
			if (typeof exact === 'string') {
				expect(fast).toBe(exact);
			} else if (typeof fast !== 'string') {
				expect(BigInt(fast.units) * 10n ** BigInt(18 - fast.scale)).toBe(
					exact.units * 10n ** BigInt(18 - exact.scale),
				);
				expect(fast.scale === 0 || fast.units % 10 !== 0).toBe(true);
			} else {
				expect(toMinor(exact, 4)).toMatch(/too_/);
			}
		}),
		{ numRuns: 10_000 },
	);
});

describe('fields', () => {
	test('names are those of the user; dots reach inside; a name with a dot comes first', () => {
		const json = {
			refund: { id: 're_1', money: { value: '12.50', unit: 'php' } },
			'order.ref': 'T-1',
			order: { ref: 'wrong' },
			betalning: 'pay_1',
			läge: 'Återbetald',
		};
		const { rows } = readLedger([{ json }], {
			refundId: 'refund.id',
			reference: 'order.ref',
			paymentId: 'betalning',
			amount: 'refund.money.value',
			currency: 'refund.money.unit',
			status: 'läge',
			date: '',
		});
		expect(rows).toEqual([
			{
				item: 0,
				refundId: 're_1',
				reference: 'T-1',
				paymentId: 'pay_1',
				amount: '12.50',
				currency: 'PHP',
				status: null,
				statusText: 'Återbetald',
				date: null,
			},
		]);
	});

	test('a path through nothing finds nothing', () => {
		const fields = { refundId: 'a.b.c' };
		const values = [{}, { a: null }, { a: 'text' }, { a: { b: 7 } }, { a: [1] }];
		const { rows } = readLedger(
			values.map((json) => ({ json: { ...json, note: 'a row' } })),
			fields,
		);
		expect(rows.map((row) => row.refundId)).toEqual([null, null, null, null, null]);
	});

	test('numbers and blanks around names', () => {
		const json = { refundId: 7001, reference: ' T-1 ', paymentId: '   ' };
		expect(readLedger([{ json }]).rows[0]).toMatchObject({
			refundId: '7001',
			reference: 'T-1',
			paymentId: null,
		});
	});

	test('no value makes it throw', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.dictionary(
						fc.constantFrom('amount', 'date', 'status', 'refundId', 'currency'),
						fc.anything(),
					),
				),
				(list) => {
					const { rows, reading } = readLedger(list.map((json) => ({ json })));
					expect(rows.length + reading.blankRows).toBe(list.length);
					expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
				},
			),
			{ numRuns: 2_000 },
		);
	});
});

test.each([
	['Paid', 'succeeded'],
	['DONE', 'succeeded'],
	['completed', 'succeeded'],
	['Refunded', 'succeeded'],
	['ok', 'succeeded'],
	['In Progress', 'pending'],
	['in-progress', 'pending'],
	['open', 'pending'],
	['Declined', 'failed'],
	['CANCELLED', 'canceled'],
	['requires_action', 'requires_action'],
	['reversed', 'reversed'],
	['unknown', 'unknown'],
	['Erstattet', null],
	['closed', null],
	['', null],
	['constructor', null],
])('the word "%s" means %s', (word, status) => {
	expect(statusOfWord(word)).toBe(status);
});
