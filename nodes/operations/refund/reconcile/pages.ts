/** Reads lists of an account page by page. */
import { ProviderError, type Account, type Send } from '../../../../refunds/exchange';
import type { ListFilter, RefundProvider } from '../../../../refunds/provider';
import type { ListedRefund } from '../../../../refunds/reconcile';
import type { RefundRecord } from '../../../../refunds/refund';

/** What it takes to read one account of a provider. */
export interface Reading {
	provider: RefundProvider;
	send: Send;
	account: Account;
}

/** Reads until the end, or until a page fails: what was read until then stays. */
export async function collectPages(
	{ provider, send, account }: Reading,
	window: ListFilter,
	found: ListedRefund[],
	count: () => void,
): Promise<ProviderError | null> {
	try {
		for await (const page of provider.listRefunds(send, account, window)) {
			for (const refund of page) found.push(withoutRaw(refund));
			count();
		}
		return null;
	} catch (error) {
		return error instanceof ProviderError ? error : asProviderError(error);
	}
}

/**
 * Lets go of what the provider said word for word, at once: nothing of it is compared, and it is
 * most of what a page holds. In place, because V8 forgets a record's last key cheaply and lays a
 * copy without it out worse.
 */
function withoutRaw(refund: RefundRecord): ListedRefund {
	delete (refund as Partial<RefundRecord>).raw;
	return refund;
}

/** Reads the refunds of each payment. @returns how many pages that took */
export async function readByPayment(
	{ provider, send, account }: Reading,
	payments: ReadonlySet<string>,
	found: ListedRefund[],
): Promise<number> {
	let pages = 0;
	for (const paymentId of payments) {
		const reading = { provider, send, account };
		const failure = await collectPages(reading, { paymentId }, found, () => (pages += 1));
		// A payment nobody knows has no refunds: its rows come out as missing at the provider.
		if (failure && !failure.notFound) throw failure;
	}
	return pages;
}

export function asProviderError(error: unknown): ProviderError {
	if (error instanceof ProviderError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new ProviderError({ code: 'list_unreadable', message, advice: 'Try again later.' });
}
