/** A status word that is not understood is said, never taken for agreement. */
import { statusOfWord } from '../../../../../refunds/reconcile/ledger/statusWords';
import { entry, refund, run } from '../fixtures';

test.each([
	['Refund failed', 'failed'],
	['refund_failed', 'failed'],
	['RefundFailed', 'failed'],
	['wc-failed', 'failed'],
	['Failed - insufficient balance', 'failed'],
	['processor_declined', 'failed'],
	['Rejected by bank', 'failed'],
	['Refund cancelled', 'canceled'],
	['Payment reversed', 'reversed'],
	['REFUND_REQUESTED', 'pending'],
	['Refund pending', 'pending'],
	['Already paid', 'succeeded'],
	['wc-refunded', 'succeeded'],
	['Successfully refunded', 'succeeded'],
	// As before.
	['Declined', 'failed'],
	['not refunded', 'failed'],
	['in-progress', 'pending'],
	['partially refunded', 'succeeded'],
])('"%s" means %s', (word, status) => {
	expect(statusOfWord(word)).toBe(status);
});

test.each([
	'not failed',
	'unpaid',
	'un-paid',
	'non-refunded',
	'no error',
	"wasn't paid",
	'never refunded',
	'wasnt refunded',
	'refund isn’t processed',
	'refunded: false',
	'Refunded = No',
	'refunded: 0',
	'paid expected',
	'refund processed soon',
	'not yet paid',
	'Hindi pa refunded',
	'di paid',
	'nicht refunded',
	'cannot be refunded',
	'to be paid',
	'will be refunded',
	'paid?',
	'failed, then paid',
	'paid or pending',
	'Customer says that the card was declined at the checkout',
	'On hold',
	'Erstattet',
	'1',
])('"%s" has no reading that is beyond doubt', (word) => {
	expect(statusOfWord(word)).toBeNull();
});

describe('beside a refund that was paid', () => {
	const record = refund();

	test.each<[unknown, string]>([
		['On hold', 'On hold'],
		['Erstattet', 'Erstattet'],
		['unpaid', 'unpaid'],
		[false, 'false'],
		[['Failed'], '["Failed"]'],
		[{ name: 'Failed' }, '{"name":"Failed"}'],
		[0, '0'],
	])('%j was not compared, and that is said', (status, shown) => {
		const { rows, summary } = run([{ ...entry(record), status }], [record], {
			output: 'differences',
		});
		expect(rows).toMatchObject([
			{ kind: 'matched', severity: 'low', notCompared: ['status'], ledger: { statusText: shown } },
		]);
		expect(rows[0]?.explanation).toBe(
			`Ledger and PayMongo agree, as far as both say; not compared: status ("${shown}" is not understood).`,
		);
		expect(summary.coverage.unread.status).toBe(1);
		expect(summary.coverage.words).toEqual([{ word: shown, rows: 1 }]);
	});

	test.each(['Refund failed', 'refund_failed', 'wc-failed', 'processor_declined', 'void'])(
		'%s is a contradiction',
		(status) => {
			const { rows } = run([{ ...entry(record), status }], [record]);
			expect(rows).toMatchObject([{ kind: 'status_mismatch', severity: 'critical' }]);
		},
	);

	test.each([null, undefined, '', '  '])('%j is no status, and nothing is said', (status) => {
		const { rows, summary } = run([{ ...entry(record), status }], [record]);
		expect(rows).toMatchObject([{ kind: 'matched', severity: 'none', notCompared: [] }]);
		expect(summary.coverage.words).toEqual([]);
	});
});

test('the summary lists the words with their counts, the most frequent first', () => {
	const words = ['Erstattet', 'On hold', 'Erstattet', 'paid', 'unpaid', 'Erstattet', 'On hold'];
	const records = words.map((_, index) =>
		refund({ refundId: `re_${index}`, reference: `T-${index}`, paymentId: `pay_${index}` }),
	);
	const ledger = records.map((record, index) => ({ ...entry(record), status: words[index] }));
	const { coverage } = run(ledger, records).summary;
	expect(coverage.words).toEqual([
		{ word: 'Erstattet', rows: 3 },
		{ word: 'On hold', rows: 2 },
		{ word: 'unpaid', rows: 1 },
	]);
	expect(coverage.unread.status).toBe(6);
	expect(coverage.notes).toContain(
		'The status of 6 ledger rows was not understood and not compared: "Erstattet" (3), "On hold" (2), "unpaid" (1).',
	);
});

test('a missing refund with such a word is no reason to make one', () => {
	const row = { reference: 'T-9', paymentId: 'pay_9', amount: 5, currency: 'PHP' };
	for (const status of ['On hold', 'Erstattet', 'unpaid', false, ['x']]) {
		const [found] = run([{ ...row, status }], []).rows;
		expect(found).toMatchObject({ kind: 'missing_at_provider', severity: 'medium' });
		expect(found?.suggestedAction).not.toMatch(/make it/);
	}
	expect(run([{ ...row, status: 'Refund failed' }], []).rows[0]?.severity).toBe('none');
	expect(run([{ ...row, status: 'paid' }], []).rows[0]?.severity).toBe('high');
});
