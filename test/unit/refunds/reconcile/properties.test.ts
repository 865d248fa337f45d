/** What must hold of every reconciliation, however messy the books. */
import fc from 'fast-check';

import { digitsOf, moneyFromMajor, toDecimal } from '../../../../refunds/money';
import { refundRecord, type RefundStatus } from '../../../../refunds/refund';
import type { ListedRefund, ReconcileRow } from '../../../../refunds/reconcile';
import { entry, PAYMONGO, run, WALLET, type Values } from './fixtures';

/** Few values, so that names, amounts and dates collide all the time. */
const among = <T>(...values: T[]) => fc.constantFrom(...values);
const instants = [
	'2026-06-01T08:00:00.000Z',
	'2026-06-01T09:00:00.000Z',
	'2026-06-03T08:00:00.000Z',
	'2026-06-20T23:59:59.999Z',
	'2026-06-30T11:00:00.000Z',
];
const SETTLED: RefundStatus[] = ['succeeded', 'failed', 'canceled', 'reversed'];
const STATUSES: RefundStatus[] = [...SETTLED, 'pending', 'requires_action', 'unknown'];
const MONEY: Array<[string, string]> = [
	['10.00', 'PHP'],
	['10.01', 'PHP'],
	['25.5', 'PHP'],
	['10', 'JPY'],
	['10.000', 'KWD'],
	// A few of these are more than a number holds exactly.
	['9999999999999.99', 'PHP'],
];

function refunds(statuses: RefundStatus[]) {
	return fc
		.record({
			refundId: among(null, 're_1', 're_2', 're_3'),
			reference: among(null, 'T-1', 'T-2', 'T-3'),
			paymentId: among(null, 'pay_1', 'pay_2'),
			money: among(...MONEY),
			status: among(...statuses),
			mode: among('live' as const, null),
			createdAt: among(null, ...instants),
			reason: among(null, 'requested_by_customer'),
		})
		.map(({ money: [amount, currency], ...facts }): ListedRefund =>
			refundRecord({ provider: 'paymongo', ...facts, money: moneyFromMajor(amount, currency) }),
		);
}

/** Nothing known but that it is there, as of a currency nobody knows. */
const nameless = fc
	.constant(null)
	.map(() => refundRecord({ provider: 'paymongo', status: 'unknown' }));

const ledgerRows = fc.record({
	refundId: among<unknown>(undefined, null, 're_1', 're_2', 're_9', ' re_3 '),
	reference: among<unknown>(undefined, '', 'T-1', 'T-2', 'T-9'),
	paymentId: among<unknown>(undefined, null, 'pay_1', 'pay_2', 'pay_9'),
	amount: among<unknown>(undefined, '10.00', 10, '10.01', 25.5, '1,000', '10.005', -3, 0),
	currency: among<unknown>(undefined, 'PHP', 'php', 'JPY', 'KWD', 'Peso'),
	status: among<unknown>(undefined, 'paid', 'Failed', 'pending', 'Erstattet', 'reversed'),
	date: among<unknown>(undefined, ...instants, '2026-06-02', '02/06/2026', 1780300800),
});

const books = fc.record({
	ledger: fc.array(ledgerRows, { maxLength: 14 }),
	provider: fc.array(fc.oneof(refunds(STATUSES), nameless), { maxLength: 14 }),
	nearby: fc.array(refunds(STATUSES), { maxLength: 2 }),
	source: among(PAYMONGO, WALLET),
	amountTolerance: among('0', '0.02'),
	period: among(null, { from: '2026-06-01T00:00:00Z', to: '2026-06-29T00:00:00Z' }),
	gaps: among([], [{ from: null, to: '2026-06-02T00:00:00Z', why: 'page 2 could not be read' }]),
	payments: among(
		undefined,
		new Map([['pay_1', { amount: '20.00', amountMinor: 2000, currency: 'PHP' }]]),
	),
});

/** A result without the positions in the input: differences in their order, the rest in any. */
function content(rows: readonly ReconcileRow[]) {
	const placeless = rows.map((row) => ({
		...row,
		ledger: row.ledger && { ...row.ledger, item: 0 },
	}));
	const settled = placeless.filter(({ severity }) => severity === 'none');
	return {
		differing: placeless.filter(({ severity }) => severity !== 'none'),
		settled: settled.map((row) => JSON.stringify(row)).sort(),
	};
}

/** Nothing in any column: no row. */
function isBlank(row: Values): boolean {
	return Object.values(row).every((value) => value === undefined || value === null || value === '');
}

function shuffled<T>(values: readonly T[], keys: readonly number[]): T[] {
	return values
		.map((value, index) => ({ value, key: keys[index % keys.length] ?? 0 }))
		.sort((a, b) => a.key - b.key)
		.map(({ value }) => value);
}

test('every row of either side is in exactly one row of the result', () => {
	fc.assert(
		fc.property(books, ({ ledger, provider, nearby, ...more }) => {
			const { rows, summary } = run(ledger, provider, { nearby, ...more });
			const items = rows.flatMap((row) => row.ledger?.item ?? []).sort((a, b) => a - b);
			expect(items).toEqual(ledger.flatMap((row, index) => (isBlank(row) ? [] : [index])));
			const seen = rows.flatMap((row) => row.refund ?? []);
			for (const record of provider) {
				expect(seen.filter((other) => other === record)).toHaveLength(1);
			}
			expect(new Set(seen).size).toBe(seen.length);
			const extra = seen.filter((record) => !provider.includes(record));
			expect(extra.every((record) => nearby.includes(record))).toBe(true);
			expect(summary.coverage.nearbyRows).toBe(extra.length);
			expect(rows.filter((row) => !row.ledger).every((row) => !extra.includes(row.refund!))).toBe(
				true,
			);
			expect(summary.rows).toBe(rows.length);
			expect(Object.values(summary.counts).reduce((sum, count) => sum + count, 0)).toBe(
				rows.length,
			);
		}),
		{ numRuns: 500 },
	);
});

/** Sums decimal texts exactly, by currency, without the code under test. */
function sumOf(texts: ReadonlyArray<{ text: string; code: string }>): Record<string, string> {
	const sums: Record<string, bigint> = {};
	for (const { text, code } of texts) {
		const [whole = '', fraction = ''] = text.replace('-', '').split('.');
		const units = BigInt(whole + fraction.padEnd(6, '0')) * (text.startsWith('-') ? -1n : 1n);
		sums[code] = (sums[code] ?? 0n) + units;
	}
	const nonZero = Object.entries(sums).filter(([, sum]) => sum !== 0n);
	return Object.fromEntries(nonZero.map(([code, sum]) => [code, toDecimal(sum, 6)]));
}

test('sums are conserved exactly: of both sides, by currency and over all kinds', () => {
	fc.assert(
		fc.property(books, ({ ledger, provider, ...more }) => {
			const { rows, summary } = run(ledger, provider, { ...more, nearby: [] });
			const side = (name: 'ledger' | 'provider' | 'difference', list: typeof summary.totals) =>
				sumOf(list.map((total) => ({ text: total[name], code: String(total.currency) })));
			const known = provider.flatMap(({ amount, currency }) =>
				amount === null ? [] : [{ text: amount, code: String(currency) }],
			);
			expect(side('provider', summary.totals)).toEqual(sumOf(known));
			for (const name of ['ledger', 'provider', 'difference'] as const) {
				expect(side(name, summary.sums as never)).toEqual(side(name, summary.totals));
			}
			const readable = rows.flatMap(({ ledger: row, refund }) => {
				const amount = row?.amount ?? '';
				const code = ['PHP', 'JPY', 'KWD'].includes(row?.currency ?? '')
					? row?.currency
					: (refund?.currency ?? null);
				const digits = code ? digitsOf(code) : 15;
				const fits = (amount.split('.')[1] ?? '').replace(/0+$/, '').length <= (digits ?? 0);
				const isAmount = /^\d+(\.\d+)?$/.test(amount) && /[1-9]/.test(amount);
				return isAmount && fits ? [{ text: amount, code: String(code) }] : [];
			});
			expect(side('ledger', summary.totals)).toEqual(sumOf(readable));
			// What the rows say of the difference adds up to the difference of the sums.
			const single = summary.totals.filter(({ currency }) => currency !== null);
			for (const { currency, difference } of single) {
				const mixed = rows.some(
					(row) =>
						row.difference === null && [row.ledger?.currency, row.currency].includes(currency),
				);
				if (mixed) continue;
				const texts = rows
					.filter((row) => row.currency === currency)
					.map((row) => ({ text: row.difference ?? '0', code: 'sum' }));
				expect(sumOf(texts)).toEqual(sumOf([{ text: difference, code: 'sum' }]));
			}
		}),
		{ numRuns: 500 },
	);
});

test('any order of the inputs gives the same rows, differences in the same order, and the same summary', () => {
	const keys = fc.array(fc.integer(), { minLength: 14, maxLength: 14 });
	fc.assert(
		fc.property(books, keys, keys, ({ ledger, provider, ...more }, one, other) => {
			const straight = run(ledger, provider, more);
			const mixed = run(shuffled(ledger, one), shuffled(provider, other), more);
			expect(content(mixed.rows)).toEqual(content(straight.rows));
			expect(mixed.summary).toEqual(straight.summary);
		}),
		{ numRuns: 700 },
	);
});

test('a set of settled refunds reconciled with itself gives only matched', () => {
	const set = fc.array(
		refunds(SETTLED).filter(({ refundId, reference, paymentId }) =>
			Boolean(refundId ?? reference ?? paymentId),
		),
		{ maxLength: 20 },
	);
	fc.assert(
		fc.property(set, fc.infiniteStream(fc.integer()), (records, keys) => {
			const ledger: Values[] = shuffled(records.map(entry), [...keys.take(20)]);
			const { rows, summary } = run(ledger, records);
			expect([...new Set(rows.map((row) => row.kind))]).toEqual(records.length ? ['matched'] : []);
			expect(rows.every((row) => row.difference?.replace(/[0.]/g, '') === '')).toBe(true);
			expect(summary.needSomeone).toBe(0);
			expect(summary.totals.every(({ difference }) => /^0(\.0+)?$/.test(difference))).toBe(true);
		}),
		{ numRuns: 500 },
	);
});

test('crowds that share a name, a payment or everything: the same in any order, each row once', () => {
	const crowd = fc.record({
		ledger: fc.array(ledgerRows, { minLength: 60, maxLength: 160 }),
		provider: fc.array(refunds(STATUSES), { minLength: 60, maxLength: 160 }),
		amountTolerance: among('0', '0.02'),
	});
	const keys = fc.array(fc.integer(), { minLength: 160, maxLength: 160 });
	fc.assert(
		fc.property(crowd, keys, ({ ledger, provider, ...more }, order) => {
			const { rows } = run(ledger, provider, more);
			const written = ledger.filter((row) => !isBlank(row));
			expect(rows.flatMap((row) => row.ledger ?? [])).toHaveLength(written.length);
			expect(rows.flatMap((row) => row.refund ?? [])).toHaveLength(provider.length);
			const mixed = run(shuffled(ledger, order), shuffled(provider, order), more);
			expect(content(mixed.rows)).toEqual(content(rows));
		}),
		{ numRuns: 25 },
	);
});

test('crowds reconciled with themselves give only matched', () => {
	const crowd = fc.array(
		refunds(SETTLED).filter(({ reference, paymentId }) => Boolean(reference ?? paymentId)),
		{ minLength: 60, maxLength: 160 },
	);
	const keys = fc.array(fc.integer(), { minLength: 160, maxLength: 160 });
	fc.assert(
		fc.property(crowd, keys, among(true, false), (records, order, hasIds) => {
			const set = hasIds ? records : records.map((record) => ({ ...record, refundId: null }));
			const { rows } = run(shuffled(set.map(entry), order), set);
			expect([...new Set(rows.map((row) => row.kind))]).toEqual(['matched']);
		}),
		{ numRuns: 25 },
	);
});

test('rows come gravest first, then by amount; those that need nobody as the ledger has them', () => {
	const gravity = ['critical', 'high', 'medium', 'low', 'none'];
	fc.assert(
		fc.property(books, ({ ledger, provider, ...more }) => {
			const { rows } = run(ledger, provider, more);
			const severities = rows.map((row) => gravity.indexOf(row.severity));
			expect(severities).toEqual([...severities].sort((a, b) => a - b));
			for (const severity of gravity.slice(0, -1)) {
				const sizes = rows.flatMap((row) =>
					row.severity === severity && row.refund?.amount ? Number(row.refund.amount) : [],
				);
				expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
			}
			const settled = rows.filter((row) => row.severity === 'none');
			const items = settled.flatMap((row) => row.ledger?.item ?? []);
			expect(items).toEqual([...items].sort((a, b) => a - b));
		}),
	);
});

test('only differences: the same rows less those that need nobody, the same summary', () => {
	fc.assert(
		fc.property(books, ({ ledger, provider, ...more }) => {
			const all = run(ledger, provider, more);
			const some = run(ledger, provider, { ...more, output: 'differences' });
			expect(some.summary).toEqual(all.summary);
			expect(some.rows).toEqual(all.rows.filter((row) => row.severity !== 'none'));
		}),
	);
});

const cells = fc.oneof(
	fc.constantFrom<unknown>(
		null,
		'',
		'paid',
		'Failed',
		'unpaid',
		'10.00',
		'1.000',
		'(10.00)',
		'N/A',
	),
	fc.jsonValue({ maxDepth: 1 }),
	fc.string({ maxLength: 8 }),
);

test('no row matches in silence with a field that is there and was not understood, and all are counted', () => {
	const anything = fc.record({
		refundId: fc.constantFrom<unknown>('re_1', 're_2', 're_3'),
		reference: fc.oneof(fc.constantFrom<unknown>(null, 'T-1'), cells),
		paymentId: fc.oneof(fc.constantFrom<unknown>(null, 'pay_1'), cells),
		amount: fc.oneof(fc.constantFrom<unknown>('10.00', null), cells),
		currency: fc.oneof(fc.constantFrom<unknown>('PHP', null), cells),
		status: fc.oneof(fc.constantFrom<unknown>('paid', null), cells),
		date: fc.oneof(fc.constantFrom<unknown>('2026-06-01', null), cells),
	});
	const isThere = (value: unknown) =>
		value !== null && value !== undefined && !(typeof value === 'string' && value.trim() === '');
	fc.assert(
		fc.property(
			fc.array(anything, { maxLength: 4 }),
			fc.array(refunds(STATUSES)),
			(ledger, side) => {
				const { rows, summary } = run(ledger, side);
				const { unread, words } = summary.coverage;
				let vague = 0;
				for (const { ledger: row, kind, notCompared, explanation, severity } of rows) {
					if (!row) continue;
					const cell = ledger[row.item] as Values;
					const isStatusVague = isThere(cell.status) && row.status === null;
					if (isStatusVague) vague += 1;
					if (kind !== 'matched') continue;
					if (isStatusVague) {
						expect(notCompared).toContain('status');
						expect(explanation).toContain('is not understood');
						expect(severity).not.toBe('none');
					}
					for (const name of ['refundId', 'reference', 'paymentId'] as const) {
						const isText = typeof cell[name] === 'string' || typeof cell[name] === 'number';
						expect(!isThere(cell[name]) || isText).toBe(true);
					}
					if (isThere(cell.date)) expect(row.date).toMatch(/^\d{4}-.*Z$/);
					if (isThere(cell.currency)) expect(digitsOf(row.currency)).not.toBeNull();
					if (isThere(cell.amount)) {
						const plain = String(cell.amount)
							.trim()
							.replace(/^\((.*)\)$/, '$1');
						expect(Number(plain)).toBeGreaterThan(0);
					}
				}
				expect(unread.status).toBe(vague);
				expect(words.reduce((sum, { rows: count }) => sum + count, 0)).toBe(vague);
				const problems = rows.filter(
					({ ledger: row, kind, alsoNoted }) =>
						row && (kind === 'invalid_row' || alsoNoted.includes('invalid_row')),
				);
				expect(unread.rows).toBeGreaterThanOrEqual(Math.max(vague, unread.amount, unread.date));
				expect(unread.rows).toBeLessThanOrEqual(problems.length + vague);
			},
		),
		{ numRuns: 1_000 },
	);
});
