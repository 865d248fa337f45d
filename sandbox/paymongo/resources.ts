/** PayMongo's resources on the wire: centavos as numbers, times in Unix seconds. */
import { seconds } from '../read';
import { shownAs } from '../shown';
import type { Payment, Refund } from '../types';

export function refundResource(refund: Refund): object {
	const { payment } = refund;
	const done = refund.succeededAt !== null;
	return {
		id: refund.id,
		type: 'refund',
		attributes: shownAs(payment.shows, {
			amount: Number(refund.amountMinor),
			balance_transaction_id: done ? `bal_txn_${refund.id.slice(4)}` : null,
			currency: payment.currency,
			livemode: payment.live,
			metadata: refund.metadata,
			notes: refund.notes,
			payment_id: payment.id,
			payout_id: null,
			reason: refund.reason,
			status: refund.status === 'canceled' ? 'failed' : refund.status,
			...(refund.transferLink === null ? {} : { transfer_link: refund.transferLink }),
			available_at: seconds(refund.createdAt) + 86_400,
			created_at: seconds(refund.createdAt),
			refunded_at: refund.succeededAt === null ? null : seconds(refund.succeededAt),
			updated_at: seconds(refund.updatedAt),
		}),
	};
}

/** `wrapped`: the refunds stand in an object of their own. */
export function paymentResource(payment: Payment, wrapped = false): object {
	const refunds = payment.refunds.map(refundResource);
	const amount = Number(payment.amountMinor);
	const paid = payment.status === 'paid';
	return {
		id: payment.id,
		type: 'payment',
		attributes: {
			access_url: null,
			amount,
			balance_transaction_id: paid ? `bal_txn_${payment.id.slice(4)}` : null,
			billing: {
				address: { city: '', country: 'PH', line1: '', line2: '', postal_code: '', state: '' },
				email: 'juan@example.com',
				name: 'Juan Dela Cruz',
				phone: '+639170000000',
			},
			currency: payment.currency,
			description: null,
			disputed: payment.disputed,
			external_reference_number: payment.reference,
			failed_code: paid ? null : 'generic_decline',
			failed_message: paid ? null : 'The payment was declined.',
			fee: 0,
			foreign_fee: 0,
			instant_settlement: null,
			livemode: payment.live,
			metadata: null,
			net_amount: amount,
			origin: 'api',
			payment_intent_id: `pi_${payment.id.slice(4)}`,
			payout: null,
			promotion: null,
			refunds: wrapped ? { data: refunds } : refunds,
			source: { id: `src_${payment.id.slice(4)}`, type: payment.method },
			statement_descriptor: 'SANDBOX',
			// A live sample of a fully refunded payment still says paid (paymongo.md, section 3).
			status: paid ? 'paid' : 'failed',
			tax_amount: null,
			taxes: [],
			available_at: seconds(payment.createdAt) + 86_400,
			created_at: seconds(payment.createdAt),
			credited_at: null,
			paid_at: paid ? seconds(payment.createdAt) : null,
			updated_at: seconds(payment.createdAt),
		},
	};
}
