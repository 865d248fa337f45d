/** Every kind, in the smallest books that show it. */
import type { ListedRefund, ReconcileInput, ReconcileRow } from '../../../../refunds/reconcile';
import { entry, kinds, refund, run, WALLET, type Values } from './fixtures';

type More = Parameters<typeof run>[2];

function only(ledger: Values[], provider: ListedRefund[], more?: More): ReconcileRow {
	const { rows } = run(ledger, provider, more);
	expect(rows).toHaveLength(1);
	return rows[0] as ReconcileRow;
}

const YESTERDAY = '2026-06-29T12:00:00.000Z';

describe('what agrees', () => {
	test('matched: by refund id, by reference, by payment and amount', () => {
		const record = refund();
		const row = entry(record);
		expect(only([row], [record])).toEqual({
			kind: 'matched',
			severity: 'none',
			alsoNoted: [],
			ledger: {
				item: 0,
				refundId: 're_1',
				reference: 'T-1',
				paymentId: 'pay_1',
				amount: '100.00',
				currency: 'PHP',
				status: 'succeeded',
				statusText: 'succeeded',
				date: '2026-06-01T08:00:00.000Z',
			},
			refund: record,
			matchedBy: 'refundId',
			difference: '0.00',
			currency: 'PHP',
			ageDays: 29,
			notCompared: [],
			explanation: 'Ledger and PayMongo agree.',
			suggestedAction: 'Nothing to do.',
		});
		expect(only([{ ...row, refundId: null }], [record]).matchedBy).toBe('reference');
		const byPayment = only([{ ...row, refundId: null, reference: null }], [record]);
		expect(byPayment).toMatchObject({ kind: 'matched', matchedBy: 'paymentAndAmount' });
	});

	test('the same amount however it is written', () => {
		const record = refund({ amount: '100.00' });
		for (const amount of ['100', 100, '100.0', ' 100.0000 ', '0100']) {
			expect(only([{ ...entry(record), amount }], [record]).kind).toBe('matched');
		}
		const yen = refund({ amount: '500', currency: 'JPY' });
		expect(only([{ ...entry(yen), amount: 500, currency: 'jpy' }], [yen]).kind).toBe('matched');
	});

	test('a ledger without currency is compared in that of the provider', () => {
		const dinar = refund({ amount: '1.234', currency: 'KWD' });
		const row = { ...entry(dinar), refundId: '', reference: '', currency: '' };
		expect(only([row], [dinar])).toMatchObject({ kind: 'matched', matchedBy: 'paymentAndAmount' });
		expect(only([{ ...row, refundId: 're_1', amount: '1.2345' }], [dinar])).toMatchObject({
			kind: 'invalid_row',
			explanation: "The ledger's amount has more decimals than KWD, its currency at PayMongo.",
		});
	});

	test('says what could not be compared', () => {
		const record = refund();
		const row = only([{ refundId: 're_1' }], [record]);
		expect(row).toMatchObject({ kind: 'matched', notCompared: ['amount'], difference: null });
		expect(row.explanation).toBe(
			'Ledger and PayMongo agree, as far as both say; not compared: amount.',
		);
	});

	test('a refund in the wallet history names no payment and no outcome; that is no mismatch', () => {
		const debit = refund({ paymentId: null, reference: null, status: 'pending' });
		const row = {
			refundId: 're_1',
			paymentId: 'PY_1',
			reference: 'T-1',
			amount: '100',
			status: 'paid',
		};
		expect(only([row], [debit], { source: WALLET })).toMatchObject({
			kind: 'matched',
			alsoNoted: [],
			notCompared: ['status', 'payment'],
		});
		expect(only([{ ...row, status: 'failed' }], [debit], { source: WALLET })).toMatchObject({
			kind: 'status_mismatch',
			severity: 'critical',
		});
	});

	test('matched_with_tolerance: only where a tolerance was asked for', () => {
		const record = refund({ amount: '99.95' });
		const row = { ...entry(record), amount: '100.00' };
		expect(only([row], [record])).toMatchObject({ kind: 'amount_mismatch', difference: '-0.05' });
		expect(only([row], [record], { amountTolerance: '0.05' })).toMatchObject({
			kind: 'matched_with_tolerance',
			difference: '-0.05',
			severity: 'none',
		});
		expect(only([row], [record], { amountTolerance: '0.049' }).kind).toBe('amount_mismatch');
		const nameless = { ...row, refundId: null, reference: null };
		expect(only([nameless], [record], { amountTolerance: '0.05' }).kind).toBe(
			'matched_with_tolerance',
		);
	});

	test('a tolerance that is no amount is refused', () => {
		expect(() => run([], [refund()], { amountTolerance: '1,5' })).toThrow(/tolerance/);
	});

	test('failed on both sides, in whatever words', () => {
		const failed = refund({ status: 'failed' });
		for (const status of ['failed', 'Declined', 'cancelled', 'reversed']) {
			expect(only([{ ...entry(failed), status }], [failed]).kind).toBe('matched');
		}
	});
});

describe('what is on its way', () => {
	const young = refund({ status: 'pending', createdAt: YESTERDAY });
	const old = refund({ status: 'pending' });

	test('in_flight or stale_pending by age', () => {
		expect(only([entry(young)], [young])).toMatchObject({ kind: 'in_flight', severity: 'none' });
		expect(only([{ ...entry(young), status: 'refunded' }], [young]).kind).toBe('in_flight');
		expect(only([entry(old)], [old])).toMatchObject({
			kind: 'stale_pending',
			severity: 'medium',
			ageDays: 29,
			explanation:
				'At PayMongo the refund is still pending after 29 days; it should take 72 hours at most.',
		});
		const undated = refund({ status: 'pending', createdAt: null });
		expect(only([{ ...entry(undated), date: null }], [undated])).toMatchObject({
			kind: 'stale_pending',
			ageDays: null,
		});
	});

	test('a young row the provider does not list yet', () => {
		expect(
			only([{ refundId: 're_9', amount: 5, status: 'pending', date: YESTERDAY }], []).kind,
		).toBe('in_flight');
		expect(only([{ refundId: 're_9', amount: 5, date: '2026-06-01' }], []).kind).toBe(
			'missing_at_provider',
		);
	});

	test('someone must act', () => {
		const waiting = refund({ status: 'requires_action' });
		expect(only([{ ...entry(waiting), status: 'open' }], [waiting]).explanation).toBe(
			'At PayMongo the refund is still waiting for someone to act after 29 days; it should take 72 hours at most.',
		);
	});
});

describe('what contradicts', () => {
	const cases: Array<[string, Values, ListedRefund, Partial<ReconcileRow>]> = [
		[
			'the ledger says failed, the provider paid',
			{ status: 'declined' },
			refund(),
			{
				kind: 'status_mismatch',
				severity: 'critical',
				explanation: 'The ledger says "declined", but PayMongo has given 100.00 PHP back.',
			},
		],
		[
			'the ledger says failed, the provider may still pay',
			{ status: 'failed' },
			refund({ status: 'pending', createdAt: YESTERDAY }),
			{ kind: 'status_mismatch', severity: 'critical' },
		],
		[
			'the ledger says paid, the provider failed',
			{ status: 'paid' },
			refund({ status: 'failed', failureMessage: 'insufficient balance' }),
			{
				kind: 'status_mismatch',
				severity: 'high',
				explanation:
					'The ledger says "paid", but at PayMongo it failed (insufficient balance): the customer does not have the 100.00 PHP.',
			},
		],
		[
			'the ledger lists it without a status, the provider canceled it',
			{ status: null },
			refund({ status: 'canceled' }),
			{ kind: 'status_mismatch', severity: 'high' },
		],
		[
			'the ledger closed it, the provider did not finish in time',
			{ status: 'paid' },
			refund({ status: 'pending' }),
			{ kind: 'status_mismatch', severity: 'medium', alsoNoted: ['stale_pending'] },
		],
		[
			'the ledger lags behind',
			{ status: 'pending' },
			refund(),
			{ kind: 'status_mismatch', severity: 'low' },
		],
		[
			'paid, then came back',
			{ status: 'paid' },
			refund({ status: 'reversed' }),
			{ kind: 'reversed_after_success', severity: 'high' },
		],
		[
			'another amount',
			{ amount: '80' },
			refund(),
			{
				kind: 'amount_mismatch',
				difference: '20.00',
				explanation: 'The ledger says 80 PHP, PayMongo says 100.00 PHP.',
			},
		],
		[
			'another currency, whatever the amounts',
			{ currency: 'USD', amount: '1.5' },
			refund(),
			{ kind: 'currency_mismatch', alsoNoted: [], difference: null, currency: 'PHP' },
		],
		[
			'another payment',
			{ paymentId: 'pay_2' },
			refund(),
			{ kind: 'payment_mismatch', severity: 'medium' },
		],
		[
			'a test refund in a live account',
			{},
			refund({ mode: 'test' }),
			{ kind: 'mode_mismatch', severity: 'high' },
		],
		[
			'the gravest is the kind, the others are noted',
			{ status: 'failed', amount: '80', paymentId: 'pay_2' },
			refund(),
			{
				kind: 'status_mismatch',
				severity: 'critical',
				alsoNoted: ['amount_mismatch', 'payment_mismatch'],
			},
		],
		['an unknown word is no claim', { status: 'Erstattet' }, refund(), { kind: 'matched' }],
		[
			'the provider does not say what became of it',
			{},
			refund({ status: 'unknown', providerStatus: 'held' }),
			{
				kind: 'unknown_at_provider',
				explanation:
					'PayMongo does not say clearly what became of this refund (its word is "held").',
			},
		],
	];
	test.each(cases)('%s', (_, claims, record, expected) => {
		expect(only([{ ...entry(record), status: 'succeeded', ...claims }], [record])).toMatchObject(
			expected,
		);
	});
});

describe('what one side does not have', () => {
	test('missing_at_provider, and the sum that is missing', () => {
		const row = only([{ reference: 'T-9', amount: '12.5', currency: 'PHP', status: 'paid' }], []);
		expect(row).toMatchObject({
			kind: 'missing_at_provider',
			severity: 'high',
			difference: '-12.50',
		});
		expect(row.explanation).toBe('The ledger says "paid", but PayMongo has no such refund.');
	});

	test('a failed refund nobody has is nothing to act on', () => {
		const row = only([{ reference: 'T-9', amount: 5, status: 'failed' }], []);
		expect(row).toMatchObject({ kind: 'missing_at_provider', severity: 'none' });
		expect(only([], [refund({ status: 'failed' })])).toMatchObject({
			kind: 'missing_in_ledger',
			severity: 'none',
		});
	});

	test('missing_in_ledger', () => {
		expect(only([], [refund()])).toMatchObject({
			kind: 'missing_in_ledger',
			severity: 'high',
			difference: '100.00',
			explanation:
				'PayMongo has a refund of 100.00 PHP of payment pay_1 that is not in the ledger.',
		});
		expect(only([], [refund({ status: 'pending' })]).alsoNoted).toEqual(['stale_pending']);
		expect(only([], [refund({ status: 'reversed' })]).severity).toBe('low');
	});

	test('a stray test refund is a mode_mismatch, not money gone', () => {
		expect(only([], [refund({ mode: 'test' })])).toMatchObject({
			kind: 'mode_mismatch',
			severity: 'low',
		});
	});
});

describe('more than once', () => {
	const first = refund();
	const again = refund({
		refundId: 're_2',
		reference: 'T-2',
		createdAt: '2026-06-02T08:00:00.000Z',
	});

	test('probable_double_refund: the same payment and amount, close in time, another id', () => {
		const { rows } = run([entry(first)], [first, again]);
		expect(rows.map((row) => [row.kind, row.refund?.refundId])).toEqual([
			['probable_double_refund', 're_2'],
			['matched', 're_1'],
		]);
		expect(rows[0]).toMatchObject({ severity: 'critical', alsoNoted: ['missing_in_ledger'] });
	});

	test('neither is in the ledger: one is missing, the other is the double', () => {
		expect(kinds(run([], [first, again]))).toEqual(['probable_double_refund', 'missing_in_ledger']);
	});

	test('not after days, not for another amount, not if one failed, not if the ledger has both', () => {
		const later = { ...again, createdAt: '2026-06-05T08:00:01.000Z' };
		expect(kinds(run([entry(first)], [first, later]))).toEqual(['missing_in_ledger', 'matched']);
		const other = refund({ refundId: 're_2', reference: 'T-2', amount: '100.01' });
		expect(kinds(run([entry(first)], [first, other]))).toEqual(['missing_in_ledger', 'matched']);
		const failed = refund({ refundId: 're_2', reference: 'T-2', status: 'failed' });
		expect(kinds(run([entry(first)], [first, failed]))).toEqual(['matched', 'missing_in_ledger']);
		expect(kinds(run([entry(first), entry(again)], [first, again]))).toEqual([
			'matched',
			'matched',
		]);
	});

	test('the same reference for the same payment is a double at any time', () => {
		const later = refund({ refundId: 're_2', createdAt: '2026-06-25T08:00:00.000Z' });
		expect(kinds(run([entry(first)], [first, later]))).toEqual([
			'probable_double_refund',
			'matched',
		]);
	});

	test('a refund that was tried again: the attempt that paid is the match', () => {
		const failed = refund({
			refundId: 're_0',
			status: 'failed',
			createdAt: '2026-05-31T08:00:00.000Z',
		});
		const row = { reference: 'T-1', paymentId: 'pay_1', amount: 100, status: 'paid' };
		const { rows } = run([row], [failed, first]);
		expect(rows.map((each) => [each.kind, each.severity, each.refund?.refundId])).toEqual([
			['matched', 'none', 're_1'],
			['missing_in_ledger', 'none', 're_0'],
		]);
	});

	test('the same refund listed twice is not a double refund', () => {
		const { rows } = run([entry(first)], [first, { ...first }]);
		expect(rows.map((row) => row.kind)).toEqual(['ambiguous', 'matched']);
		expect(rows[0]?.explanation).toBe(
			'PayMongo lists refund re_1 more than once; this is the repetition.',
		);
	});

	test('duplicate_in_ledger: by id, by reference, by everything else', () => {
		const row = entry(first);
		const doubled = run([row, { ...row, reference: null }], [first]);
		expect(kinds(doubled)).toEqual(['duplicate_in_ledger', 'matched']);
		expect(doubled.rows[0]?.explanation).toBe(
			'The ledger has refund re_1 more than once; the entry dated 2026-06-01T08:00:00.000Z counts, this one is too many.',
		);
		expect(kinds(run([row, { ...row, refundId: null }], [first]))).toEqual([
			'duplicate_in_ledger',
			'matched',
		]);
		const nameless = { ...row, refundId: null, reference: null };
		expect(kinds(run([nameless, nameless], [first]))).toEqual(['duplicate_in_ledger', 'matched']);
		expect(kinds(run([nameless, nameless], []))).toEqual([
			'missing_at_provider',
			'duplicate_in_ledger',
		]);
	});

	test('a reference names a refund within its payment: no duplicate for another payment', () => {
		const other = refund({ refundId: 're_2', paymentId: 'pay_2' });
		const row = (record: ListedRefund) => ({ ...entry(record), refundId: null });
		expect(kinds(run([row(first), row(other)], [other, first]))).toEqual(['matched', 'matched']);
		expect(kinds(run([row(first), row(other)], [first]))).toEqual([
			'missing_at_provider',
			'matched',
		]);
	});

	test('over_refunded: those at which the sum goes beyond what was paid', () => {
		const payments: ReconcileInput['payments'] = new Map([
			['pay_1', { amount: '150.00', amountMinor: 15000, currency: 'PHP' }],
		]);
		const late = refund({
			refundId: 're_2',
			reference: 'T-2',
			createdAt: '2026-06-20T08:00:00.000Z',
		});
		const { rows } = run([entry(first), entry(late)], [late, first], { payments });
		expect(rows.map((row) => [row.kind, row.refund?.refundId])).toEqual([
			['over_refunded', 're_2'],
			['matched', 're_1'],
		]);
		expect(rows[0]?.explanation).toBe(
			'With this refund of 100.00 PHP, PayMongo has given back more than the 150.00 PHP that was paid with payment pay_1.',
		);
		const failed = { ...late, status: 'failed' as const };
		expect(kinds(run([entry(first), entry(failed)], [failed, first], { payments }))).toEqual([
			'matched',
			'matched',
		]);
	});
});

describe('rather than a guess', () => {
	const record = refund({ reference: null });
	const row = (date: string) => ({ paymentId: 'pay_1', amount: 100, currency: 'PHP', date });

	test('ambiguous: two different rows compete for one refund', () => {
		expect(kinds(run([row('2026-06-01'), row('2026-06-02')], [record]))).toEqual([
			'ambiguous',
			'ambiguous',
			'ambiguous',
		]);
	});

	test('but not where the dates tell them apart', () => {
		expect(kinds(run([row('2026-06-01'), row('2026-06-20')], [record]))).toEqual([
			'missing_at_provider',
			'matched',
		]);
	});

	test('names that contradict are two refunds, not one', () => {
		const names = { refundId: 're_8', reference: 'T-8', paymentId: 'pay_8' };
		const wrong = { ...entry(refund()), ...names };
		expect(kinds(run([wrong], [refund()]))).toEqual(['missing_in_ledger', 'missing_at_provider']);
	});

	test('ambiguous: the same amount at the same time, with no name in common', () => {
		const noted = { reference: 'T-7', amount: 100, currency: 'PHP', date: '2026-06-01' };
		const { rows } = run([noted], [record]);
		expect(rows.map((each) => each.kind)).toEqual(['ambiguous', 'ambiguous']);
		expect(rows.map((each) => each.explanation)).toContain(
			'PayMongo has a refund of the same amount that may be this one, but no ID in common says so.',
		);
		expect(kinds(run([{ ...noted, amount: 99 }], [record]))).toEqual([
			'missing_in_ledger',
			'missing_at_provider',
		]);
	});

	test('a reference without a payment that fits refunds of two payments', () => {
		const other = refund({ refundId: 're_2', paymentId: 'pay_2' });
		expect(kinds(run([{ reference: 'T-1', amount: 100 }], [refund(), other]))).toEqual([
			'ambiguous',
			'ambiguous',
			'ambiguous',
		]);
	});

	test('what the source cannot tell is unknown, not missing', () => {
		const row = only([{ reference: 'T-1', amount: 5, currency: 'GHS' }], [], { source: WALLET });
		expect(row).toMatchObject({ kind: 'unknown_at_provider', severity: 'medium' });
		expect(row.explanation).toBe(
			'Whether Vesicash has this refund cannot be told: what Vesicash shows names neither the payment nor the reference, and the row has no refund ID.',
		);
	});
});

describe('rows that cannot be read', () => {
	const record = refund();
	test.each([
		[
			'an amount with a thousands separator',
			{ amount: '1,000.00' },
			/amount "1,000.00", which is not/,
		],
		['a negative amount', { amount: -100 }, /negative/],
		['zero', { amount: 0 }, /zero/],
		['more decimals than the currency has', { amount: '100.001' }, /more decimals/],
		['an amount that is no number', { amount: { value: 1 } }, /not a plain number/],
		['too large', { amount: '99999999999999999999' }, /too large/],
		['a currency nobody knows', { currency: 'Peso' }, /ISO 4217/],
		['a date with two readings', { date: '03/04/2026' }, /cannot be read/],
	])('%s', (_, values, sentence) => {
		const row = only([{ ...entry(record), ...values }], [record]);
		expect(row).toMatchObject({ kind: 'invalid_row', matchedBy: 'refundId', refund: record });
		expect(row.explanation).toMatch(sentence);
	});

	test('a row that names nothing', () => {
		expect(only([{ amount: 5 }], []).explanation).toBe(
			'The ledger row names no refund, no reference and no payment.',
		);
		expect(only([{ note: 'sum' }], []).kind).toBe('invalid_row');
		expect(only([{ paymentId: 'pay_1' }], []).kind).toBe('invalid_row');
	});

	test('an unreadable row does not hide that money is at risk', () => {
		expect(only([{ ...entry(record), status: 'failed', date: 'soon' }], [record])).toMatchObject({
			kind: 'status_mismatch',
			alsoNoted: ['invalid_row'],
		});
	});
});
