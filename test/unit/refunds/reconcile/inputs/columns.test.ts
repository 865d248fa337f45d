/** A column that no row has is said; a name that differs in what nobody sees is found. */
import { entry, refund, run, type Values } from '../fixtures';

const record = refund();

function renamed(field: string, name: string): Values {
	const { [field]: value, ...others } = entry(record);
	return { ...others, [name]: value };
}

test.each([
	['a byte order mark', '\ufeffstatus'],
	['a blank behind', 'status '],
	['blanks before', '  status'],
	['a no-break space', 'status\u00a0'],
	['another case', 'Status'],
	['all of it', '\ufeffSTATUS '],
])('the status is found under a name with %s', (_, name) => {
	const row: Values = { ...renamed('status', name), [name]: 'failed' };
	const { rows, summary } = run([row], [record]);
	expect(rows).toMatchObject([{ kind: 'status_mismatch', severity: 'critical' }]);
	expect(summary.coverage.missingFields).toEqual([]);
});

test.each(['amount', 'currency', 'paymentId', 'refundId', 'reference', 'date'])(
	'so is every other field: %s',
	(field) => {
		const { rows } = run([renamed(field, `\ufeff${field.toUpperCase()}`)], [record]);
		expect(rows[0]?.ledger).toEqual(run([entry(record)], [record]).rows[0]?.ledger);
	},
);

test('a name of the user, and one that reaches inside', () => {
	const row = { ...renamed('status', 'Zustand '), '\ufeffmoney.sum': '99.00' };
	const fields = { status: 'zustand', amount: 'Money.Sum' };
	expect(run([{ ...row, amount: undefined }], [record], { fields }).rows).toMatchObject([
		{ kind: 'amount_mismatch', ledger: { statusText: 'succeeded' } },
	]);
});

test('n8n leaves out empty cells: all rows are looked at', () => {
	const other = refund({ refundId: 're_2', reference: 'T-2', paymentId: 'pay_2' });
	const { status, ...without } = entry(record);
	expect(status).toBe('succeeded');
	const { rows, summary } = run(
		[without, { ...entry(other), status: undefined, Status: 'failed' }],
		[record, other],
	);
	expect(rows.map(({ kind }) => kind)).toEqual(['status_mismatch', 'matched']);
	expect(summary.coverage.missingFields).toEqual([]);
});

test('where a row has the very name, a name that is only alike is another column', () => {
	const second = { refundId: 're_2', amount: '100', Status: 'failed' };
	const other = refund({ refundId: 're_2', paymentId: 'pay_2', reference: 'T-2' });
	const { rows } = run([entry(record), second], [record, other]);
	expect(rows.map(({ kind }) => kind)).toEqual(['matched', 'matched']);
});

test('two names that are alike are not guessed at', () => {
	const row = { ...renamed('status', 'Status'), STATUS: 'failed' };
	const { coverage } = run([row], [record]).summary;
	expect(coverage.missingFields).toMatchObject([{ field: 'status', name: 'status' }]);
});

test.each(['Statsu', 'state', 'refund.status', 'STATUS_', 'zustand'])(
	'a field that was named and no row has is said in the row and in the summary: %s',
	(name) => {
		const { rows, summary } = run([entry(record)], [record], {
			fields: { status: name },
			output: 'differences',
		});
		expect(rows).toMatchObject([{ kind: 'matched', severity: 'low', notCompared: ['status'] }]);
		expect(rows[0]?.explanation).toBe(
			`Ledger and PayMongo agree, as far as both say; not compared: status (no row has a field called "${name}").`,
		);
		expect(summary.coverage.missingFields).toEqual([{ field: 'status', name, named: true }]);
		expect(summary.coverage.columns).toEqual([
			'refundId',
			'reference',
			'paymentId',
			'amount',
			'currency',
			'status',
			'date',
		]);
		expect(summary.coverage.notes).toContain(
			`No row has a field called "${name}" for the status; the rows have: refundId, reference, paymentId, amount, currency, status, date.`,
		);
	},
);

test('a field that nobody named and no row has is noted once, not in every row', () => {
	const { status, ...row } = entry(record);
	expect(status).toBeDefined();
	const { rows, summary } = run([row], [record]);
	expect(rows).toMatchObject([{ kind: 'matched', severity: 'none', notCompared: [] }]);
	expect(summary.coverage.missingFields).toEqual([
		{ field: 'status', name: 'status', named: false },
	]);
});

test('an empty name: there is no such field, and nothing is missing', () => {
	const { summary } = run([entry(record)], [record], { fields: { status: '' } });
	expect(summary.coverage.missingFields).toEqual([]);
});
