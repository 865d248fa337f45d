/**
 * Rapyd's lists. What is documented: `limit` 1 to 100, a cursor for "created after this one" and
 * one for "created before that one", and a span of at most 90 days, so that a plain list does not
 * reach further back. What is not: the order of the rows, a total, or whether there is more. So
 * the reader goes by the rows themselves, whichever way they run.
 */
import { asText, type JsonObject } from '../../refunds/json';
import { ProviderError, type Send } from '../../refunds/exchange';
import { isoFromUnixSeconds } from '../../refunds/time';
import { readList } from './envelope';

export interface ListSource {
	path: string;
	query?: Record<string, string>;
	/** The cursor for rows created after the one it names. */
	later: string;
	/** The cursor for rows created before the one it names. */
	earlier: string;
	/** ISO 8601: where reading may stop. The rows are not filtered by it. */
	createdAfter?: string | undefined;
	createdBefore?: string | undefined;
}

const PAGE_SIZE = 100;
/** More pages than this are no list any more. */
const MOST_PAGES = 1000;

/**
 * Reads a list page by page, each row once. Ends on a page that is not full, on one without a new
 * row in either direction, or beyond the time asked for.
 * @throws ProviderError when a page cannot be read, or when there is no end to them
 */
export async function* pagesOf(
	send: Send,
	source: ListSource,
): AsyncGenerator<JsonObject[], void, undefined> {
	const seen = new Set<string>();
	let previous = await readPage(send, source, {});
	yield previous.filter((row) => isNew(row, seen));
	if (previous.length < PAGE_SIZE) return;
	// Newest first? Rows of one second leave it open: then forwards, as the cursors are described.
	let direction = movement(previous.at(0), previous.at(-1)) < 0 ? 'earlier' : 'later';
	let proven = false;
	for (let page = 1; page < MOST_PAGES; page += 1) {
		const last = asText(previous.at(-1)?.id);
		if (last === null) return;
		const cursor = direction === 'later' ? source.later : source.earlier;
		const rows = await readPage(send, source, { [cursor]: last });
		const fresh = rows.filter((row) => isNew(row, seen));
		if (fresh.length > 0) yield fresh;
		if (fresh.length * 2 > rows.length) {
			if (rows.length < PAGE_SIZE || isBeyond(rows, previous, source)) return;
			previous = rows;
		} else {
			// Mostly rows seen before: the end, or the cursor runs the other way than its name says.
			if (proven) return;
			direction = direction === 'later' ? 'earlier' : 'later';
		}
		proven = true;
	}
	throw new ProviderError({
		code: 'too_many_pages',
		message: `Rapyd’s list has more than ${MOST_PAGES * PAGE_SIZE} entries.`,
		advice: 'Ask for a shorter time.',
	});
}

async function readPage(
	send: Send,
	source: ListSource,
	cursor: Record<string, string>,
): Promise<JsonObject[]> {
	const query = { ...source.query, limit: String(PAGE_SIZE), ...cursor };
	return await readList(send, { method: 'GET', path: source.path, query });
}

function isNew(row: JsonObject, seen: Set<string>): boolean {
	const id = asText(row.id);
	if (id === null || seen.has(id)) return false;
	seen.add(id);
	return true;
}

/** Whether a page, and so every one after it, lies outside the time asked for. */
function isBeyond(
	rows: readonly JsonObject[],
	previous: readonly JsonObject[],
	{ createdAfter, createdBefore }: ListSource,
): boolean {
	const times = rows.map((row) => createdAt(row));
	const moved = movement(previous[0], rows[0]);
	if (moved < 0 && createdAfter !== undefined) {
		const from = Date.parse(createdAfter);
		return times.every((time) => time !== null && time < from);
	}
	if (moved > 0 && createdBefore !== undefined) {
		const to = Date.parse(createdBefore);
		return times.every((time) => time !== null && time > to);
	}
	return false;
}

/** Milliseconds from one row's time to another's; 0 where one of them has none. */
function movement(from: JsonObject | undefined, to: JsonObject | undefined): number {
	const [start, end] = [createdAt(from), createdAt(to)];
	return start === null || end === null ? 0 : end - start;
}

/** Milliseconds, or null. */
function createdAt(row: JsonObject | undefined): number | null {
	const iso = isoFromUnixSeconds(row?.created_at);
	return iso === null ? null : Date.parse(iso);
}
