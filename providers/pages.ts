/** Reading a list page by page to its end, whatever a provider does with its cursor. */
import { ProviderError } from '../refunds/exchange';

/** One page as it was read. */
interface ReadPage<Entry, Cursor> {
	/** All of it. */
	entries: Entry[];
	/** Those no earlier page had. */
	fresh: Entry[];
	/** 1 for the first. */
	number: number;
	/** What it was asked for with. */
	cursor: Cursor;
}

/** How one provider's list is read. */
interface PagedList<Entry, Cursor> {
	title: string;
	/** Of the first page. */
	first: Cursor;
	read(cursor: Cursor): Promise<Entry[]>;
	/** What tells entries apart; where it is null, all that they hold does. */
	idOf(entry: Entry): string | null;
	/** Where to read on; null at the end. Called again with every page. */
	next(page: ReadPage<Entry, Cursor>): Cursor | null;
	/** So many pages are no list any more. */
	mostPages: number;
}

/**
 * The pages of a list, each entry once, until `next` sees the end.
 * @throws ProviderError where a page cannot be read, or where pages do not end
 */
export async function* readPages<Entry, Cursor>(
	list: PagedList<Entry, Cursor>,
): AsyncGenerator<Entry[], void, undefined> {
	const isNew = seen();
	let cursor = list.first;
	for (let number = 1; number <= list.mostPages; number += 1) {
		const entries = await list.read(cursor);
		const fresh = entries.filter((entry) => isNew(list.idOf(entry) ?? JSON.stringify(entry)));
		if (fresh.length > 0) yield fresh;
		const next = list.next({ entries, fresh, number, cursor });
		if (next === null) return;
		cursor = next;
	}
	throw new ProviderError({
		code: 'too_many_pages',
		message: `${list.title} gave ${list.mostPages} pages and there seem to be more.`,
		advice: 'Narrow the dates, or set a limit.',
	});
}

/** Tells ids that come for the first time from those that came before. */
function seen(): (id: string) => boolean {
	const ids = new Set<string>();
	return (id) => {
		const isNew = !ids.has(id);
		ids.add(id);
		return isNew;
	};
}

/** A list that has more than it gives: what was not read is said, never taken for nothing. */
export function incompleteList(title: string, what: string): ProviderError {
	return new ProviderError({
		code: 'list_incomplete',
		message: `${title} has more ${what} than it gives: asked for the next page, it gave the same one again.`,
		advice: 'Ask for one payment, or set a limit that the pages given so far can fill.',
	});
}
