/** Short ways to write ledgers and refunds, with nothing missing. */
import {
	readLedger,
	reconcile,
	type LedgerFields,
	type ListedRefund,
	type Reconciliation,
	type ReconcileInput,
	type Source,
} from '../../../../refunds/reconcile';
import { digitsOf, moneyFromMajor } from '../../../../refunds/money';
import { refundRecord, type RefundFacts } from '../../../../refunds/refund';

const NOW = '2026-06-30T12:00:00.000Z';

export const PAYMONGO: Source = {
	provider: 'paymongo',
	title: 'PayMongo',
	mode: 'live',
	pages: 3,
	tells: { reference: true, paymentId: true, outcome: true },
	limits: [],
};

/** A wallet's history: refunds by their own reference, no payment, no outcome. */
export const WALLET: Source = {
	...PAYMONGO,
	provider: 'vesicash',
	title: 'Vesicash',
	tells: { reference: false, paymentId: false, outcome: false },
	limits: ['The wallet history does not say for which payment a refund was made.'],
};

export type Values = Record<string, unknown>;

/** A refund that succeeded on 1 June, unless said otherwise. */
export function refund(
	facts: Omit<Partial<RefundFacts>, 'money'> & { amount?: string | null } = {},
): ListedRefund {
	const { amount = '100.00', currency = 'PHP', ...others } = facts;
	if (amount !== null && digitsOf(currency) === null) throw new Error(`Bad currency ${currency}`);
	return refundRecord({
		provider: 'paymongo',
		status: 'succeeded',
		mode: 'live',
		refundId: 're_1',
		paymentId: 'pay_1',
		reference: 'T-1',
		createdAt: '2026-06-01T08:00:00.000Z',
		currency,
		money: moneyFromMajor(amount, currency),
		...others,
	});
}

/** The ledger row that says what a refund says. */
export function entry(record: ListedRefund): Values {
	const { refundId, reference, paymentId, amount, currency, status, createdAt } = record;
	return { refundId, reference, paymentId, amount, currency, status, date: createdAt };
}

export function run(
	ledger: readonly Values[],
	provider: readonly ListedRefund[],
	more: Partial<ReconcileInput> & { fields?: Partial<LedgerFields>; zone?: string } = {},
): Reconciliation {
	const { fields, zone, ...input } = more;
	return reconcile({
		ledger: readLedger(
			ledger.map((json) => ({ json })),
			fields,
			zone,
		),
		provider,
		source: PAYMONGO,
		period: null,
		now: NOW,
		settlingHours: 72,
		gaps: [],
		...input,
	});
}

/** What became of each side, short enough to compare at a glance. */
export function kinds({ rows }: Reconciliation): string[] {
	return rows.map((row) => row.kind);
}
