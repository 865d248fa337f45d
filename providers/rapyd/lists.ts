/** Refunds and payments as lists, read to their end or as far as the caller wants. */
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import type { Pages, ListFilter } from '../../refunds/provider';
import type { PaymentRecord, RefundRecord } from '../../refunds/refund';
import { listRefundsOf, lookUpPayment, REFUNDS } from './lookUp';
import { pagesOf, type ListSource } from './paging';
import { paymentFrom } from './payments';
import { refundFrom } from './refunds';

const PAYMENTS: ListSource = {
	path: '/v1/payments',
	later: 'created_after',
	earlier: 'created_before',
};

/**
 * The refunds of one payment, or of the account. Rapyd lists the account's refunds of the last 90
 * days, and filters by nothing but the payment.
 * @throws ProviderError when the list cannot be read, or not to its end
 */
export async function* listRefunds(
	send: Send,
	{ mode }: Account,
	filter: ListFilter,
): Pages<RefundRecord> {
	const { paymentId, createdAfter, createdBefore } = filter;
	if (paymentId !== undefined) {
		const { rows, whole } = await listRefundsOf(send, paymentId, null);
		yield rows.map((row) => refundFrom(row, mode));
		if (whole) return;
		throw new ProviderError({
			code: 'list_incomplete',
			message: `Rapyd does not show all refunds of payment ${paymentId} in one list.`,
			advice: 'List the refunds of the account instead, and filter them by payment.',
		});
	}
	for await (const rows of pagesOf(send, { ...REFUNDS, createdAfter, createdBefore })) {
		yield rows.map((row) => refundFrom(row, mode));
	}
}

/** The account's payments of the last 90 days. */
export async function* listPayments(
	send: Send,
	account: Account,
	filter: ListFilter,
): Pages<PaymentRecord> {
	const { paymentId, createdAfter, createdBefore } = filter;
	if (paymentId !== undefined) {
		yield [(await lookUpPayment(send, account, paymentId)).payment];
		return;
	}
	for await (const rows of pagesOf(send, { ...PAYMENTS, createdAfter, createdBefore })) {
		yield rows.map((row) => paymentFrom(row, account.mode));
	}
}
