/** Generated books whose truth is known: every difference found with its kind, no false one. */
import fc from 'fast-check';

import { KINDS, needsSomeone, type ReconcileRow } from '../../../../refunds/reconcile';
import { run } from './fixtures';
import { GAP, generateBooks, PERIOD, TOLERANCE, type GeneratedBooks } from './generate';
import { uglified, ZONES } from './ugly';

function reconciled(books: GeneratedBooks, zone?: string) {
	return run(books.ledger, books.provider, {
		payments: books.payments,
		period: PERIOD,
		now: PERIOD.to,
		gaps: [GAP],
		amountTolerance: TOLERANCE,
		zone,
	});
}

/** Which row and refund a row of the result is about, and what it is. */
function told(kind: string, row: unknown, refund: { refundId: string | null } | null): string {
	return `${kind}: ledger ${JSON.stringify(row)}, refund ${refund?.refundId}`;
}

function expectTruth(seed: number, cases: number): void {
	const books = generateBooks(seed, cases);
	const { rows } = reconciled(books);
	const found = rows.map(({ kind, ledger, refund }) =>
		told(kind, ledger && books.ledger[ledger.item], refund),
	);
	const truth = books.truth.map(([kind, row, refund]) => told(kind, row, refund));
	expect(found.sort()).toEqual(truth.sort());
}

test.each([1, 2, 3, 20260630])('seed %i', (seed) => {
	expectTruth(seed, 700);
});

test('any seed', () => {
	fc.assert(fc.property(fc.integer(), fc.integer({ min: 0, max: 200 }), expectTruth), {
		numRuns: 60,
	});
});

/** What rows are advised to do must not make a refund that exists, or enter one that a row has. */
function expectNoHarm(books: GeneratedBooks, rows: readonly ReconcileRow[]): void {
	const harmful = new Set(
		books.truth.flatMap(([kind, row]) => (/^missing/.test(kind) ? [] : row ? [row] : [])),
	);
	for (const { ledger, suggestedAction } of rows) {
		const row = ledger && books.ledger[ledger.item];
		if (row && harmful.has(row)) expect(suggestedAction).not.toMatch(/make it/);
	}
}

describe.each(ZONES)('as exports write them, in %s', (zone) => {
	test('every difference is found with its kind, none is false, none would be made twice', () => {
		fc.assert(
			fc.property(fc.integer(), fc.integer({ min: 0, max: 200 }), (seed, cases) => {
				const books = uglified(generateBooks(seed, cases), seed, zone);
				const { rows } = reconciled(books, zone);
				const found = rows.map(({ kind, ledger, refund }) =>
					told(kind, ledger && books.ledger[ledger.item], refund),
				);
				const truth = books.truth.map(([kind, row, refund]) => told(kind, row, refund));
				expect(found.sort()).toEqual(truth.sort());
				expectNoHarm(books, rows);
			}),
			{ numRuns: 20, endOnFailure: true },
		);
	});
});

test('the stories tell of every kind', () => {
	const { summary } = reconciled(generateBooks(1, 100));
	expect(KINDS.filter((kind) => summary.counts[kind] === 0)).toEqual([]);
});

test('the summary adds up what the rows say', () => {
	const { rows, summary } = reconciled(generateBooks(7, 500));
	const urgent = rows.filter((row) => needsSomeone(row.severity));
	expect(summary.needSomeone).toBe(urgent.length);
	for (const kind of KINDS) {
		expect(summary.counts[kind]).toBe(rows.filter((row) => row.kind === kind).length);
	}
	const groups = ['under1', 'from1to3', 'from3to7', 'over7', 'unknown'] as const;
	const aged = summary.ages.flatMap((ages) => groups.map((group) => ages[group]));
	expect(aged.reduce((sum, count) => sum + count, 0)).toBe(urgent.length);
	expect(summary.oldestOpen?.ageDays).toBe(Math.max(...urgent.map((row) => row.ageDays ?? 0)));
	expect(summary.coverage).toMatchObject({
		ledgerRows: rows.filter((row) => row.ledger).length,
		providerRows: rows.filter((row) => row.refund).length,
		pages: 3,
		period: PERIOD,
		complete: false,
	});
});

test('sums of each kind and currency are exact', () => {
	const books = generateBooks(11, 400);
	const { rows, summary } = reconciled(books);
	for (const sum of summary.sums) {
		const cents = (text: string) => BigInt(text.replace('.', ''));
		const expected = rows
			.filter((row) => row.kind === sum.kind && row.refund?.currency === sum.currency)
			.reduce((total, row) => total + cents(row.refund?.amount ?? '0'), 0n);
		expect(cents(sum.provider)).toBe(expected);
	}
});
