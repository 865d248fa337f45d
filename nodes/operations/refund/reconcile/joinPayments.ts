/** Which payments the refunds in a wallet's history were of. */
import type { ListFilter } from '../../../../refunds/provider';
import type { ListedRefund } from '../../../../refunds/reconcile';
import { asProviderError, type Reading } from './pages';

/**
 * Wallet entries name no payment, and whether their reference is the refund's or the payment's is
 * not documented (Redstone, Vesicash). Where a payment of the account has it, it is the payment's.
 */
export async function joinPayments(
	{ provider, send, account }: Reading,
	refunds: ListedRefund[],
	window: ListFilter,
	limits: string[],
): Promise<ListedRefund[]> {
	if (provider.tells.paymentId || refunds.every(({ paymentId }) => paymentId !== null)) {
		return refunds;
	}
	limits.push(
		`${provider.title} shows refunds in its wallet history only: without our reference, mostly without the payment, and without what became of them after the money left the wallet.`,
	);
	const payments = new Set<string>();
	try {
		for await (const page of provider.listPayments(send, account, window)) {
			for (const { paymentId } of page) if (paymentId !== null) payments.add(paymentId);
		}
	} catch (error) {
		limits.push(`Its payments could not be read: ${asProviderError(error).failure.message}`);
	}
	return refunds.map((refund) =>
		refund.paymentId === null && refund.refundId !== null && payments.has(refund.refundId)
			? { ...refund, paymentId: refund.refundId, refundId: null }
			: refund,
	);
}
