import type { Account } from '../refunds/exchange';
import type { RefundProvider } from '../refunds/provider';
import type { RefundRecord } from '../refunds/refund';

/** Payments remembered at most; the oldest go first. */
const CAPACITY = 2_000;

/**
 * Refunds this process has made, by payment. A second run in the same process finds them even
 * where the provider lists nothing (Redstone, Vesicash) or lists late. It is a help, never the
 * guard: that is the claim, which outlives the process.
 */
const made = new Map<string, Map<string, RefundRecord>>();

function keyOf(provider: RefundProvider, account: Account, paymentId: string): string {
	return JSON.stringify([provider.name, account.identity, paymentId]);
}

/** The refunds of a payment that this process has made, as they were then. */
export function recall(
	provider: RefundProvider,
	account: Account,
	paymentId: string,
): RefundRecord[] {
	return [...(made.get(keyOf(provider, account, paymentId))?.values() ?? [])];
}

/** Keeps a refund, in place of what was known of it before. */
export function keep(provider: RefundProvider, account: Account, refund: RefundRecord): void {
	if (refund.paymentId === null) return;
	const key = keyOf(provider, account, refund.paymentId);
	const refunds = made.get(key) ?? new Map<string, RefundRecord>();
	// One that has no ID yet is one of its own.
	refunds.set(refund.refundId ?? `unnamed ${refunds.size}`, { ...refund, raw: null });
	made.delete(key);
	made.set(key, refunds);
	for (const oldest of made.keys()) {
		if (made.size <= CAPACITY) break;
		made.delete(oldest);
	}
}
