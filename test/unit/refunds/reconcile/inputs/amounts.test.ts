/** An amount that cannot be read, and one with two readings. */
import { entry, refund, run, type Values } from '../fixtures';

const record = refund({ amount: '1250.00', paymentId: 'pay_a' });

describe('a row that names a payment and cannot be read is shown with its refund', () => {
	test.each<[string, Values]>([
		['a minus', { amount: '-1250.00' }],
		['grouped', { amount: '1,250.00' }],
		['the other way', { amount: '1.250,00 €' }],
		['with a sign', { amount: '₱1,250.00' }],
		['no amount', { amount: '' }],
		['words', { amount: 'all of it' }],
		['a list', { amount: ['1250.00'] }],
	])('%s', (_, changes) => {
		const row = { paymentId: 'pay_a', amount: '1250.00', date: '2026-06-01', ...changes };
		const { rows, summary } = run([row], [record]);
		expect(rows).toMatchObject([
			{
				kind: 'ambiguous',
				severity: 'medium',
				alsoNoted: ['invalid_row'],
				ledger: { item: 0 },
				refund: { refundId: 're_1' },
			},
		]);
		expect(rows[0]?.suggestedAction).not.toMatch(/enter it|make it/);
		expect(rows[0]?.explanation).toMatch(
			/^The ledger row .*; PayMongo has this refund of 1250\.00 PHP of the same payment\.$/,
		);
		expect(summary.coverage.unread.rows).toBe(1);
	});

	test('beside several refunds of the payment none is said not to be in the ledger', () => {
		const other = refund({ refundId: 're_2', reference: 'T-2', amount: '8', paymentId: 'pay_a' });
		const { rows } = run([{ paymentId: 'pay_a', amount: '-1250.00' }], [record, other]);
		expect(rows.map(({ kind }) => kind)).toEqual(['ambiguous', 'ambiguous', 'ambiguous']);
	});

	test.each<[string, Values]>([
		['of another payment', { paymentId: 'pay_b' }],
		['weeks later', { date: '2026-06-20' }],
		['of no payment', { paymentId: '', reference: 'T-7' }],
	])('%s it stays as it was', (_, changes) => {
		const row = { paymentId: 'pay_a', amount: '-1250.00', date: '2026-06-01', ...changes };
		const kinds = run([row], [record]).rows.map(({ kind }) => kind);
		expect(kinds).toEqual(['missing_in_ledger', 'invalid_row']);
	});
});

describe('an amount in parentheses with two decimals is one given back, and said to be read so', () => {
	test.each(['(1,250.00)', '(1250.00)', ' (1,250.00) '])('%s', (amount) => {
		const { rows, summary } = run([{ paymentId: 'pay_a', amount }], [record]);
		expect(rows).toMatchObject([{ kind: 'matched', difference: '0.00' }]);
		expect(rows[0]?.explanation).toBe(
			`Ledger and PayMongo agree. The amount "${amount.trim()}" was read as 1250.00.`,
		);
		expect(summary.coverage.notes).toContain('An amount in parentheses was read as given back.');
	});

	test.each(['(1,25.00)', '(1.250,00)', '(1,250)', '(1250)', '1,250.00', '(-1250.00)', '()'])(
		'%s is not read',
		(amount) => {
			const { rows } = run([{ ...entry(record), amount }], [record]);
			expect(rows).toMatchObject([{ kind: 'invalid_row' }]);
		},
	);
});

describe('one point with three digits behind it has two readings', () => {
	const one = refund({ amount: '1.00', currency: 'EUR', paymentId: 'pay_a' });
	const thousand = refund({
		refundId: 're_2',
		reference: 'T-2',
		amount: '1000.00',
		currency: 'EUR',
		paymentId: 'pay_a',
	});

	test.each(['1.000', '12.500', '100.000', '10.010', '0.500', '1000.000'])('%s EUR', (amount) => {
		const { rows } = run([{ ...entry(one), amount }], [one]);
		expect(rows).toMatchObject([{ kind: 'invalid_row', refund: { refundId: 're_1' } }]);
		expect(rows[0]?.explanation).toBe(
			`The ledger row has the amount "${amount}", which can be read as ${amount} or as ${String(Number(amount) * 1000)}; write it with the currency's decimals.`,
		);
	});

	test('with a digit too many it is that, or a thousand', () => {
		const { rows } = run([{ ...entry(one), amount: '2.614' }], [one]);
		expect(rows[0]?.explanation).toBe(
			'The ledger row has the amount "2.614", which has more decimals than its currency, unless it is 2614; write it with the currency\'s decimals.',
		);
	});

	test('neither of the refunds it may be is matched, or called missing', () => {
		for (const currency of ['EUR', '']) {
			const row = { paymentId: 'pay_a', amount: '1.000', currency };
			const { rows } = run([row], [one, thousand]);
			expect(rows.map(({ kind }) => kind)).toEqual(['ambiguous', 'ambiguous', 'ambiguous']);
		}
	});

	test.each([
		['1.250', 'KWD'],
		['1.5', 'EUR'],
		['12.5000', 'EUR'],
		['500.00', 'JPY'],
		[1, 'EUR'],
	])('%s %s stays as it is', (amount, currency) => {
		const plain = refund({
			amount: String(amount).replace(/0+$/, '').replace(/\.$/, ''),
			currency,
		});
		expect(run([{ ...entry(plain), amount }], [plain]).rows).toMatchObject([{ kind: 'matched' }]);
	});

	test('without a currency it is one reading in a currency of three digits', () => {
		const dinar = refund({ amount: '1.250', currency: 'KWD' });
		const row = { ...entry(dinar), currency: '' };
		expect(run([row], [dinar]).rows).toMatchObject([{ kind: 'matched' }]);
	});
});
