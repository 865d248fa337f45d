/** PayMongo's lists, read without trusting their filter or their cursor. */
import { asObject, asText, type Json } from '../../refunds/json';
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import type { Pages, ListFilter } from '../../refunds/provider';
import type { PaymentRecord, RefundRecord } from '../../refunds/refund';
import { read } from '../answers';
import { incompleteList, readPages } from '../pages';
import { errorReader, unexpectedAnswer } from './errors';
import { paymentFrom, readPayment } from './payments';
import { refundFrom } from './refunds';
import { PAYMENTS_PATH, REFUNDS_PATH, TITLE } from './wire';

/** The largest that others have used; the default is 10. */
const PAGE_SIZE = '100';
const MOST_PAGES = 1000;

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
	if (paymentId !== undefined) {
		yield* refundsOf(send, account, paymentId);
		return;
	}
	for await (const entries of pagesOf(send, REFUNDS_PATH, {}, failAs('refunds'))) {
		yield entries.map((entry) => refundFrom(entry, account.mode));
	}
}

/**
 * The refunds of one payment. Which spelling of the filter is honoured is documented nowhere: the
 * refunds are believed, and where they are not this payment's alone, or the list does not go on,
 * the payment itself is read, which holds its refunds whole (live samples).
 */
async function* refundsOf(send: Send, account: Account, paymentId: string): Pages<RefundRecord> {
	const given = new Set<string | null>();
	let isWhole = true;
	const pages = pagesOf(send, REFUNDS_PATH, { payment_id: paymentId }, () => {
		isWhole = false;
	});
	for await (const entries of pages) {
		const refunds = entries.map((entry) => refundFrom(entry, account.mode));
		isWhole = refunds.every((refund) => refund.paymentId === paymentId);
		if (!isWhole) break;
		for (const { refundId } of refunds) given.add(refundId);
		yield refunds;
	}
	if (isWhole) return;
	const { raw } = await readPayment(send, paymentId);
	yield paymentFrom(raw, account.mode).refunds.filter(({ refundId }) => !given.has(refundId));
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
	for await (const entries of pagesOf(send, PAYMENTS_PATH, {}, failAs('payments'))) {
		yield entries.map((entry) => paymentFrom(entry, account.mode));
	}
}

/** What a list of the account does when it does not go on. */
function failAs(what: string): () => void {
	return () => {
		throw incompleteList(TITLE, what);
	};
}

/**
 * Pages by `after` while `has_more`. A cursor that is not honoured gives the same page for ever.
 * @param stuck is called where there is more that cannot be had
 */
function pagesOf(
	send: Send,
	path: string,
	filter: Record<string, string>,
	stuck: () => void,
): AsyncGenerator<Json[], void, undefined> {
	let hasMore = false;
	return readPages<Json, string | null>({
		title: TITLE,
		first: null,
		mostPages: MOST_PAGES,
		async read(after) {
			const query: Record<string, string> = {
				limit: PAGE_SIZE,
				...filter,
				...(after === null ? {} : { after }),
			};
			const request = { method: 'GET' as const, path, query: bothSpellings(query) };
			const { data, has_more: more } = await read(send, request, errorReader);
			if (!Array.isArray(data)) throw new ProviderError(unexpectedAnswer('list'));
			hasMore = more === true && data.length > 0;
			return data;
		},
		idOf,
		next({ entries, fresh }) {
			if (!hasMore) return null;
			const last = idOf(entries.at(-1));
			if (fresh.length > 0 && last !== null) return last;
			stuck();
			return null;
		},
	});
}

function idOf(entry: Json | undefined): string | null {
	return asText(asObject(entry).id);
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
