import { asArray, asObject, asText, type JsonObject } from '../../refunds/json';
import { ProviderError } from '../../refunds/exchange';
import { isoFromText } from '../../refunds/time';
import type { Brand } from './brands';

export interface Page {
	items: JsonObject[];
	/** The number of the last page where the answer says it. */
	last: number | null;
}

/** A loop that this many pages do not end is going round in a way ids do not show. */
const MOST_PAGES = 10_000;

/**
 * The last page by `pagination`, an array of one object. Its sample, {current_page 1, page_count 3,
 * total_pages_count 2} above two items, leaves open which of the two counts pages: the larger one
 * costs at most a request, the smaller one could lose entries.
 */
export function lastPageOf(body: JsonObject): number | null {
	const { page_count: one, total_pages_count: other } = asObject(asArray(body.pagination)[0]);
	const counts = [one, other].filter(
		(count): count is number => typeof count === 'number' && Number.isInteger(count) && count > 0,
	);
	return counts.length === 0 ? null : Math.max(...counts);
}

/**
 * Follows numbered pages. Ends at the last page, at an empty one and at one with nothing new (a
 * server that ignores `page`); with `since`, also once entries are older, as long as they have come
 * newest first without exception, as in every published sample.
 * @param timeField names the field with an entry's time
 * @throws ProviderError rather than ending early in silence
 */
export async function* followPages(
	brand: Brand,
	readPage: (page: number) => Promise<Page>,
	timeField: string,
	since: string | null,
): AsyncGenerator<JsonObject[], void, undefined> {
	const seen = new Set<string>();
	const isPast = pastDetector(timeField, isoFromText(since));
	for (let page = 1; page <= MOST_PAGES; page += 1) {
		const { items, last } = await readPage(page);
		const fresh = items.filter((item) => isNew(seen, item));
		if (fresh.length === 0) return;
		yield fresh;
		if (isPast(fresh) || (last !== null && page >= last)) return;
	}
	throw new ProviderError({
		code: 'too_many_pages',
		message: `${brand.title} gave ${MOST_PAGES} pages and there seem to be more.`,
		advice: 'Narrow the dates, or set a limit.',
	});
}

function isNew(seen: Set<string>, item: JsonObject): boolean {
	const key = asText(item.id) ?? JSON.stringify(item);
	return !seen.has(key) && Boolean(seen.add(key));
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
