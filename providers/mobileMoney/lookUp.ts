/** A payment before and after a refund: its refunds, and what stands against another. */
import { asText, type JsonObject } from '../../refunds/json';
import { digitsOf } from '../../refunds/money';
import type { Account, Failure, Send } from '../../refunds/exchange';
import type { LookUp, RefundOrder } from '../../refunds/provider';
import type { PaymentRecord } from '../../refunds/refund';
import type { Brand } from './brands';
import { paymentFrom } from './payments';
import { readRecord, wordOf } from './wire';

/**
 * Looks a payment up before and after a refund. Never complete: the published record has no
 * refunds, and where a draft of it has them nothing says that they are all of them.
 * @throws ProviderError
 */
export async function lookUp(
	send: Send,
	brand: Brand,
	account: Account,
	order: RefundOrder,
): Promise<LookUp> {
	const record = await readRecord(send, brand, order.paymentId);
	const payment = paymentFrom(brand, account, record, order.paymentId);
	return {
		payment,
		obstacle: obstacleOf(brand, record, payment, order),
		refunds: payment.refunds,
		complete: false,
		recordId: payment.reference,
		// Blank in the published sample, filled in webhooks and wallets: a blank one says nothing.
		accountId: asText(record.business_id),
	};
}

function obstacleOf(
	brand: Brand,
	record: JsonObject,
	payment: PaymentRecord,
	order: RefundOrder,
): Failure | null {
	const type = wordOf(record.type);
	if (type === 'refund' || type === 'payout') {
		return {
			code: 'not_a_payment',
			message: `${order.paymentId} is the reference of a ${type}, not of a payment. Nothing was sent.`,
			advice: 'Use the reference of the payment that was made by the customer.',
		};
	}
	if (payment.status !== 'paid') {
		const status =
			payment.providerStatus === null ? 'without a status' : `"${payment.providerStatus}"`;
		return {
			code: 'payment_not_paid',
			message: `Payment ${order.paymentId} is ${status} at ${brand.title}: it is not known to be paid. Nothing was sent.`,
			advice: 'Only a paid payment can be refunded. Check the Payment Reference.',
		};
	}
	if (digitsOf(payment.currency) === null) {
		const currency =
			payment.currency === null ? 'no currency' : `the currency "${payment.currency}"`;
		return {
			code: 'currency_unknown',
			message: `${brand.title} gives ${currency} for payment ${order.paymentId}, so an amount cannot be sent exactly. Nothing was sent.`,
			advice: 'Refund this payment in the dashboard.',
		};
	}
	return otherCurrency(brand, payment, order);
}

/** Redstone's `currency` option: an amount counted in one currency must not go out as another. */
function otherCurrency(brand: Brand, payment: PaymentRecord, order: RefundOrder): Failure | null {
	if (!brand.options.some(({ name }) => name === 'currency')) return null;
	const asked = wordOf(order.options.currency)?.toUpperCase() ?? payment.currency;
	if (asked === payment.currency) return null;
	return {
		code: 'currency_mismatch',
		message: `Payment ${order.paymentId} is in ${payment.currency}, but Currency says ${asked}. Nothing was sent.`,
		advice: `Remove the option Currency, or set it to ${payment.currency}.`,
	};
}
