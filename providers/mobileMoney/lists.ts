/** The gateway's numbered pages, and the list of payments. */
import { asArray, asObject, asText, type JsonObject } from '../../refunds/json';
import type { Account, Send } from '../../refunds/exchange';
import type { Pages, ListFilter } from '../../refunds/provider';
import type { PaymentRecord } from '../../refunds/refund';
import { isoFromText } from '../../refunds/time';
import { incompleteList, readPages } from '../pages';
import type { Brand } from './brands';
import { paymentFrom } from './payments';
import { readList, wordOf } from './wire';

/** No largest page is documented; a smaller one than asked for does no harm. */
const PAGE_SIZE = '50';
/** A loop that this many pages do not end is going round in a way ids do not show. */
const MOST_PAGES = 10_000;
/** New entries can push a page or two of old ones on; a list that starts so does not move at all. */
const PAGES_ALIKE = 3;

/**
 * The last page by `pagination`, an array of one object. Its sample, {current_page 1, page_count 3,
 * total_pages_count 2} above two items, leaves open which of the two counts pages: the larger one
 * costs at most a request, the smaller one could lose entries.
 */
function lastPageOf(body: JsonObject): number | null {
	const { page_count: one, total_pages_count: other } = asObject(asArray(body.pagination)[0]);
	const counts = [one, other].filter(
		(count): count is number => typeof count === 'number' && Number.isInteger(count) && count > 0,
	);
	return counts.length === 0 ? null : Math.max(...counts);
}

/**
 * Follows numbered pages. Ends at the last page that the answers name (a page of nothing but known
 * entries comes where new ones push the old ones on) and at an empty one; where none is named, after
 * two pages with nothing new (a server that ignores `page`); with `since`, also once entries are
 * older, as long as they have come newest first without exception, as in every published sample.
 * @param query of a page, without its number
 * @param until where to stop early: the name of the field with an entry's time, and the oldest
 * time that is asked for
 * @throws ProviderError rather than ending early in silence
 */
export function followPages(
	send: Send,
	brand: Brand,
	request: { path: string; query: Record<string, string> },
	until: { timeField: string; since: string | null },
): AsyncGenerator<JsonObject[], void, undefined> {
	const isPast = pastDetector(until.timeField, isoFromText(until.since));
	let last: number | null = null;
	let stale = 0;
	let hasMoved = false;
	/** A server that names more pages and gives the first one for each keeps the rest to itself. */
	const afterNamed = (number: number, lastPage: number): number | null => {
		const isEnd = number >= lastPage;
		if (!hasMoved && number > 1 && (isEnd || number >= PAGES_ALIKE)) {
			throw incompleteList(brand.title, 'entries');
		}
		return isEnd ? null : number + 1;
	};
	return readPages<JsonObject, number>({
		title: brand.title,
		first: 1,
		mostPages: MOST_PAGES,
		async read(page) {
			const query = { page: String(page), ...request.query };
			const { items, body } = await readList(send, brand, {
				method: 'GET',
				path: request.path,
				query,
			});
			last = lastPageOf(body);
			return items;
		},
		idOf: (item) => asText(item.id),
		next({ entries, fresh, number }) {
			if (number > 1 && fresh.length > 0) hasMoved = true;
			if (entries.length === 0 || (fresh.length > 0 && isPast(fresh))) return null;
			if (last !== null) return afterNamed(number, last);
			// No last page is named: a second page of nothing but known entries is the end.
			stale = fresh.length === 0 ? stale + 1 : 0;
			return stale < 2 ? number + 1 : null;
		},
	});
}

function pastDetector(timeField: string, since: string | null): (items: JsonObject[]) => boolean {
	let ordered = since !== null;
	let latest: string | null = null;
	return (items) => {
		for (const item of items) {
			const time = isoFromText(item[timeField]);
			ordered &&= time !== null && (latest === null || time <= latest);
			latest = time;
		}
		return ordered && since !== null && latest !== null && latest < since;
	};
}

/**
 * Payments, newest first as far as samples show. `from` and `to` are not sent: whether they are
 * seconds or milliseconds is documented nowhere. Entries that call themselves refunds or payouts
 * are left out; whether there are any is not documented either.
 * @throws ProviderError
 */
export async function* listPayments(
	send: Send,
	brand: Brand,
	account: Account,
	filter: ListFilter,
): Pages<PaymentRecord> {
	const query: Record<string, string> = { limit: PAGE_SIZE };
	if (filter.paymentId) query.reference = filter.paymentId;
	const list = { path: brand.paymentsPath, query };
	const since = filter.createdAfter ?? null;
	for await (const items of followPages(send, brand, list, { timeField: 'created_at', since })) {
		yield items
			.filter(({ type }) => !['refund', 'payout'].includes(wordOf(type) ?? ''))
			.map((item) => paymentFrom(brand, account, item, null));
	}
}
