/** The HTML report: readable, complete, and safe to open whatever the ledger contains. */
import fc from 'fast-check';

import { report } from '../../../../refunds/report';
import { MOST_ROWS } from '../../../../refunds/report/findings';
import { entry, refund, run, type Values } from '../reconcile/fixtures';
import { GAP, generateBooks, PERIOD } from '../reconcile/generate';

function reportOf(ledger: readonly Values[], more: Parameters<typeof run>[2] = {}): string {
	const { rows, summary } = run(ledger, [], more);
	return report(summary, rows);
}

/** Fails where a tag is not closed: a value that is not escaped nearly always does that. */
function expectWellFormed(page: string): void {
	const body = page.slice(page.indexOf('<body>'), page.lastIndexOf('</html>'));
	const open: string[] = [];
	for (const [, close, tag = '', rest = ''] of body.matchAll(
		/<(\/?)([a-z0-9]+)((?:[^<>"]|"[^"]*")*)>/g,
	)) {
		if (close === '/') expect(open.pop()).toBe(tag);
		else if (!rest.endsWith('/')) open.push(tag);
	}
	expect(open).toEqual([]);
}

const NASTY = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' onmouseover='alert(1)",
	'</style><svg onload=alert(1)>',
	'${7*7}&lt;b&gt;',
	'\u202etxt.exe',
];

test.each(NASTY)('a value of the ledger shows as text: %s', (nasty) => {
	const fields = ['refundId', 'reference', 'paymentId', 'amount', 'currency', 'status', 'date'];
	const rows = fields.map((field) => ({ refundId: `row of ${field}`, amount: 5, [field]: nasty }));
	const page = reportOf(rows, { gaps: [{ from: null, to: null, why: nasty }] });
	const text = nasty
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
	expect(page).toContain(text);
	if (text !== nasty) expect(page).not.toContain(nasty);
	expect(page).not.toMatch(/<(script|img|svg onload|b>)/);
	expectWellFormed(page);
});

test('a value of the provider shows as text', () => {
	const record = refund({
		refundId: '<script>a</script>',
		paymentId: '<i>',
		status: 'failed',
		failureMessage: '<script>b</script>',
	});
	const { rows, summary } = run([{ ...entry(record), status: 'paid' }], [record]);
	const page = report({ ...summary, title: '<script>c</script>' }, rows);
	expect(page).not.toContain('<script');
	expectWellFormed(page);
});

test('whatever is in the ledger, the page is well formed and loads nothing', () => {
	const values = fc.dictionary(
		fc.constantFrom('refundId', 'reference', 'paymentId', 'amount', 'currency', 'status', 'date'),
		fc.oneof(fc.string(), fc.constantFrom(...NASTY), fc.anything()),
	);
	fc.assert(
		fc.property(fc.array(values, { maxLength: 6 }), (ledger) => {
			const page = reportOf(ledger);
			expectWellFormed(page);
			expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base|form)\b/i);
			// A text may say url(: only where styles stand does it load anything.
			expect(stylesOf(page)).not.toMatch(/url\(|@import/i);
		}),
		{ numRuns: 300 },
	);
});

/** The style sheet, and all tags with their attributes; no text between them. */
function stylesOf(page: string): string {
	const sheets = page.match(/<style>[^<]*<\/style>/g) ?? [];
	expect(sheets).toHaveLength(1);
	return [...sheets, ...(page.match(/<(?:[^<>"]|"[^"]*")*>/g) ?? [])].join('\n');
}

test('nothing but itself: no script, no address, and a policy that allows none', () => {
	const { rows, summary } = run([{ refundId: 're_1', amount: 5 }], []);
	const page = report(summary, rows);
	expect(page).not.toMatch(/https?:|<script|src=|href=/);
	expect(page.replace(/\s+/g, ' ')).toContain(
		"content=\"default-src 'none'; style-src 'unsafe-inline'\"",
	);
});

test('a long value is cut', () => {
	const page = reportOf([{ refundId: 'x'.repeat(100_000), amount: 5 }]);
	expect(page.length).toBeLessThan(30_000);
});

test('says what is the matter, gravest first, with exact amounts', () => {
	const books = generateBooks(3, 80);
	const { rows, summary } = run(books.ledger, books.provider, {
		payments: books.payments,
		period: PERIOD,
		now: PERIOD.to,
		gaps: [GAP],
	});
	const page = report(summary, rows);
	const text = page
		.slice(page.indexOf('<body>'))
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');
	expect(text).toContain(
		'Refund reconciliation: PayMongo 2026-06-01 00:00 to 2026-07-15 00:00 UTC, live account',
	);
	expect(text).toContain(`${summary.needSomeone} of ${summary.rows} rows need attention.`);
	expect(text).toContain('Part of the period could not be read');
	expect(text).toContain('2026-06-10 00:00 to 2026-06-12 00:00 : page 7 could not be read');
	const titles = ['Money at risk', 'To correct', 'To check'].map((title) =>
		text.lastIndexOf(title),
	);
	expect(titles.every((position) => position > 0)).toBe(true);
	expect([...titles].sort((a, b) => a - b)).toEqual(titles);
	const peso = summary.totals.find(({ currency }) => currency === 'PHP');
	expect(text).toContain(
		` PHP ${peso?.ledgerRows} ${peso?.ledger.replace(/\B(?=(\d{3})+\.)/g, ',')} `,
	);
	expectWellFormed(page);
});

test('shows so many rows and says how many more there are', () => {
	const ledger = Array.from({ length: MOST_ROWS + 1_234 }, (_, index) => ({
		refundId: `re_${index}`,
		amount: 5,
	}));
	const page = reportOf(ledger);
	expect(page.match(/data-label="Finding"/g)).toHaveLength(MOST_ROWS);
	expect(page).toMatch(/And\s+1,234 more rows\s+of less risk/);
	expect(reportOf(ledger, { output: 'differences' })).toBe(page);
});

test('when all is well it says so, and shows no empty chart or table', () => {
	const record = refund();
	const { rows, summary } = run([entry(record)], [record], { payments: new Map() });
	const page = report(summary, rows);
	expect(page).toContain('Nothing needs attention in 1 row.');
	expect(page).not.toContain('<svg');
	expect(page).not.toContain('class="findings"');
	const nothing = run([], []);
	expect(report(nothing.summary, nothing.rows)).toContain('There was nothing to compare.');
});
