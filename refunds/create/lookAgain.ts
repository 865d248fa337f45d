import type { Book } from './plan';
import { formatMoney } from '../money';
import type { RefundDraft } from '../provider';
import type { RefundRecord } from '../refund';
import type { RefundRun } from './ports';

/**
 * Looks for a refund that may have been made (`sent`: by us just now; `held`: by whoever holds its
 * claim). Null when no look shows it, which proves nothing.
 */
export async function lookAgain(
	draft: RefundDraft,
	book: Book,
	{ provider, ports, policy }: RefundRun,
	whose: 'sent' | 'held',
): Promise<RefundRecord | null> {
	if (!provider.tells.reference && (whose === 'held' || book.unclear.has(draft.money.minor)))
		return null;
	const order = {
		paymentId: draft.paymentId,
		refundAmount: draft.partial ? ('partial' as const) : ('remaining' as const),
		amount: null,
		currency: draft.money.currency,
		reason: draft.reason,
		reference: draft.reference,
		options: draft.options,
	};
	const known = new Set(book.lookUp.refunds.map((refund) => refund.refundId));
	for (const pause of policy.lookPauses) {
		await ports.pause(pause);
		const seen = await refundsNow(order, ports);
		const fresh = seen.filter((refund) => !known.has(refund.refundId));
		const ours = provider.tells.reference
			? fresh.filter((refund) => refund.reference === draft.reference)
			: fresh.filter((refund) => isAlike(refund, draft));
		// Two alike are not told apart: that is for a person.
		if (ours.length === 1 || (provider.tells.reference && ours.length > 1)) return ours[0] ?? null;
	}
	return null;
}

async function refundsNow(
	order: Parameters<RefundRun['ports']['lookUp']>[0],
	ports: RefundRun['ports'],
): Promise<RefundRecord[]> {
	try {
		return (await ports.lookUp(order)).refunds;
	} catch {
		// Not readable now; the next look may be. In the end nothing found is said as unknown.
		return [];
	}
}

/**
 * Where the provider keeps no reference: a refund that was not there before our send, of the same
 * amount, while this process held the payment.
 */
function isAlike(refund: RefundRecord, draft: RefundDraft): boolean {
	return refund.amount === formatMoney(draft.money) && refund.currency === draft.money.currency;
}
