/** PayMongo's lists, read without trusting their filter or their cursor. */
import { asObject, asText, type Json } from '../../refunds/json';
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import type { Pages, ListFilter } from '../../refunds/provider';
import type { PaymentRecord, RefundRecord } from '../../refunds/refund';
import { read } from '../answers';
import { errorReader, unexpectedAnswer } from './errors';
import { paymentFrom, readPayment } from './payments';
import { refundFrom } from './refunds';
import { PAYMENTS_PATH, REFUNDS_PATH, TITLE } from './wire';

/** The largest that others have used; the default is 10. */
const PAGE_SIZE = '100';
/** Ends a list that never does. */
const MAX_PAGES = 1000;

interface Page {
	entries: Json[];
	/** PayMongo says there is more, but gives the same entries again. */
	stuck: boolean;
}

/**
 * All refunds of one payment, or of the account, a page at a time. PayMongo does not say in which
 * order they come, so no date ends the list early.
 * @throws ProviderError `list_incomplete` after the last page that could be had
 */
export async function* listRefunds(
	send: Send,
	account: Account,
	{ paymentId }: ListFilter,
): Pages<RefundRecord> {
	const filter: Record<string, string> = paymentId === undefined ? {} : { payment_id: paymentId };
	const given = new Set<string | null>();
	for await (const { entries, stuck } of pagesOf(send, REFUNDS_PATH, filter)) {
		const refunds = entries.map((entry) => refundFrom(entry, account.mode));
		if (paymentId !== undefined) {
			// Which spelling of the filter is honoured is documented nowhere: believe the refunds.
			if (stuck || refunds.some((refund) => refund.paymentId !== paymentId)) {
				const all = await refundsInPayment(send, account, paymentId);
				yield all.filter(({ refundId }) => !given.has(refundId));
				return;
			}
			for (const { refundId } of refunds) given.add(refundId);
		}
		yield refunds;
		if (stuck) throw incomplete('refunds');
	}
}

/** A payment holds its refunds whole (live samples): what to do when the list cannot be filtered. */
async function refundsInPayment(
	send: Send,
	account: Account,
	paymentId: string,
): Promise<RefundRecord[]> {
	const { raw } = await readPayment(send, paymentId);
	return paymentFrom(raw, account.mode).refunds;
}

/**
 * All payments of the account, a page at a time.
 * @throws ProviderError `list_incomplete` after the last page that could be had
 */
export async function* listPayments(
	send: Send,
	account: Account,
	_filter: ListFilter,
): Pages<PaymentRecord> {
	for await (const { entries, stuck } of pagesOf(send, PAYMENTS_PATH, {})) {
		yield entries.map((entry) => paymentFrom(entry, account.mode));
		if (stuck) throw incomplete('payments');
	}
}

/**
 * Pages by `after` while `has_more`. Ends when a page brings nothing new: a cursor that is not
 * honoured would give the first page for ever.
 */
async function* pagesOf(
	send: Send,
	path: string,
	filter: Record<string, string>,
): AsyncGenerator<Page, void, undefined> {
	const seen = new Set<string>();
	let after: string | null = null;
	for (let page = 1; page <= MAX_PAGES; page += 1) {
		const query: Record<string, string> = {
			limit: PAGE_SIZE,
			...filter,
			...(after === null ? {} : { after }),
		};
		const body = await read(
			send,
			{ method: 'GET', path, query: bothSpellings(query) },
			errorReader,
		);
		const { data } = body;
		if (!Array.isArray(data)) throw new ProviderError(unexpectedAnswer('list'));
		const fresh = data.filter((entry) => !seen.has(idOf(entry)));
		for (const entry of fresh) seen.add(idOf(entry));
		const more = body.has_more === true && data.length > 0;
		const stuck = more && (fresh.length === 0 || page === MAX_PAGES);
		yield { entries: fresh, stuck };
		if (!more || stuck) return;
		after = idOf(data.at(-1));
	}
}

function idOf(entry: Json | undefined): string {
	return asText(asObject(entry).id) ?? '';
}

/**
 * Each parameter as `limit` and as `data.attributes.limit`: clients in use today have one or the
 * other, and which of them is honoured is documented nowhere.
 */
function bothSpellings(query: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(query).flatMap(([name, value]) => [
			[name, value],
			[`data.attributes.${name}`, value],
		]),
	);
}

function incomplete(what: string): ProviderError {
	return new ProviderError({
		code: 'list_incomplete',
		message: `${TITLE} has more ${what} than it gives: asked for the next page, it gave the same one again.`,
		advice: 'Ask for one payment, or set a limit that the pages given so far can fill.',
	});
}
