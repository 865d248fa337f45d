/** Reads lists of an account page by page. */
import { ProviderError, type Account, type Send } from '../../../../refunds/exchange';
import type { ListFilter, RefundProvider } from '../../../../refunds/provider';
import type { Gap, ListedRefund } from '../../../../refunds/reconcile';
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
		return asProviderError(error);
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

/** After so many failures in a row the fault is not the payments': the rest is not asked for. */
const MOST_FAILURES = 3;

/**
 * Reads the refunds of each payment, as far as they can be read; the rest is a gap.
 * @returns how many pages that took
 * @throws ProviderError when none at all could be read
 */
export async function readByPayment(
	reading: Reading,
	payments: ReadonlySet<string>,
	found: ListedRefund[],
): Promise<{ pages: number; gaps: Gap[] }> {
	let pages = 0;
	let read = 0;
	let inARow = 0;
	let first: { paymentId: string; failure: ProviderError } | null = null;
	for (const paymentId of payments) {
		if (inARow === MOST_FAILURES) break;
		const failure = await collectPages(reading, { paymentId }, found, () => (pages += 1));
		// A payment nobody knows has no refunds: its rows come out as missing at the provider.
		const isRead = failure === null || failure.notFound;
		read += isRead ? 1 : 0;
		inARow = isRead ? 0 : inARow + 1;
		if (!isRead) first ??= { paymentId, failure };
	}
	if (first === null) return { pages, gaps: [] };
	if (read === 0 && pages === 0) throw first.failure;
	const others = payments.size - read - 1;
	const more = others === 0 ? '' : ` and ${others} more`;
	const why = `payment ${first.paymentId}${more}: ${first.failure.message}`;
	return { pages, gaps: [{ from: null, to: null, why }] };
}

export function asProviderError(error: unknown): ProviderError {
	if (error instanceof ProviderError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new ProviderError({ code: 'list_unreadable', message, advice: 'Try again later.' });
}
