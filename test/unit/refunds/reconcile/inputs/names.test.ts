/** A row beside the very refund, under a name written otherwise: never "missing, make it". */
import type { Reconciliation } from '../../../../../refunds/reconcile';
import { entry, refund, run, type Values } from '../fixtures';

/** Neither the advice to make a refund nor that to enter one that a row may be about. */
function expectNoAdvice({ rows }: Reconciliation): void {
	for (const { suggestedAction, kind } of rows) {
		expect(suggestedAction).not.toMatch(/make it|enter it/);
		expect(kind).not.toMatch(/^missing/);
	}
}

describe('the reference is written otherwise', () => {
	test.each([
		['TICKET-1042', 'ticket-1042'],
		['1042', '1042.0'],
		['000161', '161'],
		['000161', 161],
		['1234567890123456789', 1234567890123456800],
		['TICKET-1042', 'TICKET\u20111042'],
		['TICKET 1042', 'TICKET\u00a01042'],
		['TICKET-1042', "'TICKET-1042"],
		['TICKET-1042', '"TICKET-1042"'],
		['TICKET-1042', 'order 7'],
	])('%s in truth, %s in the ledger', (reference, written) => {
		const record = refund({ reference });
		const row: Values = { ...entry(record), refundId: undefined, reference: written };
		const result = run([row], [record]);
		expectNoAdvice(result);
		expect(result.rows).toMatchObject([
			{ kind: 'ambiguous', ledger: { item: 0 }, refund: { refundId: 're_1' } },
		]);
	});

	test.each([
		['TICKET-1042', 'ticket-1042'],
		['1042', '1042.0'],
		['000161', '161'],
	])('without a payment, too: %s and %s', (reference, written) => {
		const record = refund({ reference });
		const row: Values = { reference: written, amount: '100', currency: 'PHP', status: 'paid' };
		const result = run([row], [record]);
		expectNoAdvice(result);
		expect(result.rows).toMatchObject([{ kind: 'ambiguous', refund: { refundId: 're_1' } }]);
	});
});

describe('what stands for nothing is no name', () => {
	test.each(['N/A', '#N/A', 'n/a', 'null', 'undefined', '-', '–', 'none', 'NaN', 'nil', '#REF!'])(
		'%s',
		(nothing) => {
			const records = [
				refund(),
				refund({ refundId: 're_2', paymentId: 'pay_2', reference: 'T-2' }),
			];
			const rows = records.map((record) => ({
				...entry(record),
				refundId: nothing,
				reference: nothing,
			}));
			const result = run(rows, records);
			expect(result.rows.map(({ kind }) => kind)).toEqual(['matched', 'matched']);
			expect(result.rows[0]?.ledger).toMatchObject({ refundId: null, reference: null });
		},
	);

	test.each(['NA-1', 'null-7', 'T-1', '-1', '0'])('%s is a name', (name) => {
		const record = refund({ reference: name });
		const row = { reference: name, amount: '100.00', currency: 'PHP' };
		expect(run([row], [record]).rows).toMatchObject([{ kind: 'matched', matchedBy: 'reference' }]);
	});
});

describe('a second row of the refund that another row has', () => {
	const record = refund();
	const { refundId, reference, ...noted } = entry(record);
	test.each<[string, Values]>([
		['dated by day', { date: '2026-06-01' }],
		['two minutes later', { date: '2026-06-01T08:02:00.000Z' }],
		['without a currency', { currency: undefined }],
		['without a date', { date: undefined }],
		['in the next day', { date: '2026-06-02' }],
	])('%s is the same entry twice', (_, changes) => {
		expect(refundId && reference).toBeTruthy();
		const result = run([entry(record), { ...noted, ...changes }], [record]);
		expectNoAdvice(result);
		expect(result.rows.map(({ kind }) => kind)).toEqual(['duplicate_in_ledger', 'matched']);
	});

	test.each<[string, Values]>([
		['an order number', { reference: 'order 7' }],
		['another case', { reference: 't-1' }],
		['a refund ID nobody knows', { refundId: 're_x' }],
	])('with %s it may be the same', (_, changes) => {
		const result = run([entry(record), { ...noted, ...changes }], [record]);
		expectNoAdvice(result);
		expect(result.rows.map(({ kind }) => kind)).toEqual(['ambiguous', 'matched']);
		expect(result.rows[0]?.explanation).toBe(
			'PayMongo has one refund of this payment and amount near in time, and another row of the ledger has it: this row is the same refund again, or one that was not made.',
		);
	});

	test.each<[string, Values]>([
		['of another payment', { paymentId: 'pay_2' }],
		['of another amount', { amount: '99' }],
		['weeks later', { date: '2026-06-20' }],
		['in another currency', { currency: 'USD' }],
	])('%s it is one that was not made', (_, changes) => {
		const result = run([entry(record), { ...noted, ...changes }], [record]);
		expect(result.rows.map(({ kind }) => kind)).toEqual(['missing_at_provider', 'matched']);
	});
});

test('several under names that contradict: nobody can tell, and all are shown so', () => {
	const records = [refund(), refund({ refundId: 're_2', reference: 'T-2' })];
	const rows = records.map((record, index) => ({
		...entry(record),
		refundId: undefined,
		reference: `order ${index}`,
	}));
	const result = run(rows, records);
	expectNoAdvice(result);
	expect(result.rows.map(({ kind }) => kind)).toEqual(Array(4).fill('ambiguous'));
});

test.each<[string, Values]>([
	['another payment', { paymentId: 'pay_2' }],
	['another amount', { amount: '99' }],
	['another time', { date: '2026-06-20' }],
	['another currency', { currency: 'USD' }],
	['a failed one', { status: 'failed' }],
])('names that contradict and %s are two refunds, not one', (_, changes) => {
	const record = refund();
	const row = { ...entry(record), refundId: 're_8', reference: 'T-8', ...changes };
	const kinds = run([row], [record]).rows.map(({ kind }) => kind);
	expect(kinds.sort()).toEqual(['missing_at_provider', 'missing_in_ledger']);
});

test.each([[['T-1']], [{ id: 'T-1' }], [true], [[]], [{}]])(
	'a name that is no text is said: %j',
	(reference) => {
		const record = refund();
		const { rows, summary } = run([{ ...entry(record), reference }], [record]);
		expect(rows).toMatchObject([{ kind: 'invalid_row', refund: { refundId: 're_1' } }]);
		expect(rows[0]?.explanation).toContain(
			`has the reference ${JSON.stringify(reference)}, which is neither text nor a number`,
		);
		expect(summary.coverage.unread.reference).toBe(1);
	},
);
