/** What a row and a refund have in common in another column, or in nothing but their payment. */
import type { Reconciliation } from '../../../../../refunds/reconcile';
import { entry, refund, run, type Values } from '../fixtures';

/** No advice to make the refund, nor to enter one that the row may be about. */
function expectDoubt({ rows }: Reconciliation, count = 1): void {
	expect(rows.map(({ kind }) => kind)).toEqual(Array(count).fill('ambiguous'));
	for (const { suggestedAction } of rows) expect(suggestedAction).not.toMatch(/make it|enter it/);
}

const record = refund();
const noted: Values = { amount: '100', currency: 'PHP', status: 'refunded', date: '2026-06-01' };

test.each<[string, Values]>([
	['a payment as refund ID', { refundId: 'pay_1' }],
	['a reference as refund ID', { refundId: 'T-1' }],
	['a refund ID as reference', { reference: 're_1' }],
	['a payment as reference', { reference: 'PAY_1' }],
	['a refund ID as payment', { paymentId: 're_1' }],
	['a reference as payment', { paymentId: "'T-1" }],
	['the address of the refund', { refundId: 'https://dashboard.example.com/refunds/re_1?tab=2' }],
	['the address of the payment', { paymentId: 'https://dashboard.example.com/payments/pay_1/' }],
])('%s may be the refund that has it', (_, names) => {
	expectDoubt(run([{ ...noted, ...names }], [record]));
});

test.each(['PAY_1', "'pay_1", 'pay_1\u200f', '"pay_1"'])(
	'the payment %s is written otherwise',
	(paymentId) => expectDoubt(run([{ ...noted, paymentId }], [record])),
);

test.each<[string, Values]>([
	['another amount', { amount: '99' }],
	['another time', { date: '2026-06-20' }],
	['another currency', { currency: 'USD' }],
])('with nothing but the payment in common, %s does not make it two refunds', (_, changes) => {
	const result = run([{ ...noted, paymentId: 'pay_1', ...changes }], [record]);
	expectDoubt(result);
	expect(result.rows[0]?.explanation).toBe(
		'The ledger has a refund of payment pay_1, PayMongo has refund re_1 with reference T-1 of 100.00 PHP: of the same payment, and no other name tells whether they are the same, so neither is called missing.',
	);
});

test('several refunds of the payment: nobody can tell which it is', () => {
	const other = refund({ refundId: 're_2', reference: 'T-2', amount: '20.00' });
	const result = run([{ ...noted, paymentId: 'pay_1', amount: '99' }], [record, other]);
	expectDoubt(result, 3);
	expect(result.rows.find(({ ledger }) => ledger)?.explanation).toBe(
		'PayMongo has more than one refund of its payment that it may be, and no other name tells which.',
	);
});

test('a row that another name tells apart is missing', () => {
	const row = { ...noted, paymentId: 'pay_1', reference: 'T-9', amount: '99' };
	const kinds = run([row], [record]).rows.map(({ kind }) => kind);
	expect(kinds.sort()).toEqual(['missing_at_provider', 'missing_in_ledger']);
});

test('a row that says that nothing was paid is not taken for the refund of another amount', () => {
	const row = { ...noted, paymentId: 'pay_1', status: 'failed', amount: '99' };
	const kinds = run([row], [record]).rows.map(({ kind }) => kind);
	expect(kinds.sort()).toEqual(['missing_at_provider', 'missing_in_ledger']);
});

test('money of an amount that cannot be read at the provider is no agreement', () => {
	const unread = refund({ amount: null, failureCode: 'response_mismatch' });
	const row = entry(refund());
	expect(run([row], [unread], { output: 'differences' }).rows).toMatchObject([
		{ kind: 'matched', severity: 'low', notCompared: ['amount'] },
	]);
	// Rapyd gives no amount for a refund that failed.
	const failed = refund({ amount: null, status: 'failed' });
	expect(run([{ ...row, status: 'failed' }], [failed]).rows).toMatchObject([{ severity: 'none' }]);
});

test('a row without a date may be of a time that was not read', () => {
	const row = { ...noted, date: undefined, reference: 'T-9' };
	const to = '2026-06-30T00:00:00.000Z';
	const month = run([row], [], { period: { from: '2026-06-01T00:00:00.000Z', to } });
	expect(month.rows).toMatchObject([
		{
			kind: 'unknown_at_provider',
			explanation:
				'Whether PayMongo has this refund cannot be told: the row has no date, and only what PayMongo has from 2026-06-01T00:00:00.000Z to 2026-06-30T00:00:00.000Z was read.',
		},
	]);
	const all = run([row], [], { period: { from: '2025-05-26T00:00:00.000Z', to } });
	expect(all.rows).toMatchObject([{ kind: 'missing_at_provider' }]);
});
