/** Rapyd's objects on the wire: decimals as JSON numbers, times in Unix seconds. */
import { toMajorNumber } from '../money';
import { seconds } from '../read';
import { shownAs } from '../shown';
import { toMerchant } from './fx';
import type { Payment, PaymentGroup, Refund, RefundStatus, WalletShare } from '../types';

const statusWords: Record<RefundStatus, string> = {
	pending: 'Pending',
	succeeded: 'Completed',
	failed: 'Error',
	canceled: 'Canceled',
};

export function refundObject(refund: Refund): object {
	const { payment } = refund;
	const { currency, fx } = payment;
	const asked = refund.asked ?? { amountMinor: refund.amountMinor, currency };
	return shownAs(payment.shows, {
		id: refund.id,
		amount: toMajorNumber(asked.amountMinor, asked.currency),
		currency: asked.currency,
		payment: payment.id,
		status: statusWords[refund.status],
		failure_reason: refund.status === 'failed' ? 'expired_or_canceled_card' : '',
		failure_code: '',
		reason: refund.reason ?? '',
		receipt_number: 0,
		created_at: seconds(refund.createdAt),
		updated_at: seconds(refund.updatedAt),
		payment_created_at: seconds(payment.createdAt),
		payment_method_type: payment.method,
		merchant_reference_id: refund.reference ?? '',
		metadata: refund.metadata ?? {},
		ewallets: refund.wallets.map(({ id, amountMinor }) => ({
			ewallet: id,
			amount: toMajorNumber(amountMinor, currency),
		})),
		proportional_refund: refund.proportional,
		merchant_debited_amount:
			fx && toMajorNumber(toMerchant(payment, refund.amountMinor), fx.currency),
		merchant_debited_currency: fx && fx.currency,
		fx_rate: fx && fx.rate,
		fixed_side: fx && 'buy',
		merchant_ewallet: null,
	});
}

/** What an e-wallet of a payment has already given back, in minor units. */
export function walletSpentMinor(payment: Payment, walletId: string): bigint {
	let spent = 0n;
	for (const refund of payment.refunds) {
		if (refund.status === 'failed' || refund.status === 'canceled') continue;
		for (const share of refund.wallets) if (share.id === walletId) spent += share.amountMinor;
	}
	return spent;
}

export function paymentObject(payment: Payment): object {
	const { currency, fx } = payment;
	const number = (minor: bigint) => toMajorNumber(minor, currency);
	const paid = payment.status === 'paid';
	const wallet = (share: WalletShare) => ({
		ewallet_id: share.id,
		amount: number(share.amountMinor),
		percent: Number((share.amountMinor * 100n) / payment.amountMinor),
		refunded_amount: number(walletSpentMinor(payment, share.id)),
	});
	return {
		id: payment.id,
		amount: paid ? number(payment.amountMinor) : 0,
		original_amount: number(payment.amountMinor),
		is_partial: false,
		currency_code: currency,
		country_code: '',
		status: paid ? 'CLO' : 'ACT',
		description: '',
		merchant_reference_id: payment.reference ?? '',
		captured: paid,
		paid,
		paid_at: paid ? seconds(payment.createdAt) : 0,
		refunded: payment.spentMinor > 0n,
		refunded_amount: number(payment.spentMinor),
		refunds:
			payment.refunds.length === 0
				? null
				: {
						data: payment.refunds.slice(0, 3).map(refundObject),
						has_more: payment.refunds.length > 3,
						total_count: payment.refunds.length,
						url: `/v1/refunds?payment=${payment.id}`,
					},
		dispute: payment.disputed ? { status: 'ACT', token: `dispute_${payment.id.slice(8)}` } : null,
		ewallet_id: payment.wallets[0]?.id ?? null,
		ewallets: payment.wallets.map(wallet),
		payment_method: null,
		payment_method_type: payment.method,
		payment_method_type_category: 'card',
		merchant_requested_currency: fx && fx.currency,
		merchant_requested_amount:
			fx && toMajorNumber(toMerchant(payment, payment.amountMinor), fx.currency),
		fixed_side: fx ? 'buy' : '',
		fx_rate: fx?.rate ?? 1,
		group_payment: payment.groupId ?? '',
		metadata: {},
		failure_code: '',
		failure_message: '',
		error_code: '',
		next_action: 'not_applicable',
		created_at: seconds(payment.createdAt),
	};
}

export function groupObject(group: PaymentGroup): object {
	const total = group.payments.reduce((sum, payment) => sum + payment.amountMinor, 0n);
	const currency = group.payments[0]?.currency ?? 'EUR';
	return {
		id: group.id,
		amount: toMajorNumber(total, currency),
		amount_to_replace: 0,
		cancel_reason: null,
		country: '',
		currency,
		description: '',
		expiration: 0,
		merchant_reference_id: '',
		metadata: {},
		payments: group.payments.map(paymentObject),
		status: group.payments.every(({ status }) => status === 'paid') ? 'closed' : 'active',
	};
}
