/** Lists kept in the order of creation, with cursors and pages that stay fast at any length. */
export interface Ordered {
	createdAt: number;
	/** Breaks ties between two things made in the same millisecond. */
	seq: number;
}

const isBefore = (a: Ordered, b: Ordered) =>
	a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.seq < b.seq);

/** Index of the first entry that is not before `mark` (oldest first, length when there is none). */
export function lowerBound<T extends Ordered>(list: readonly T[], mark: Ordered): number {
	let low = 0;
	let high = list.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (isBefore(list[middle] as T, mark)) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Puts an entry where its time belongs; at the end, nearly always, which costs nothing. */
export function insertOrdered<T extends Ordered>(list: T[], entry: T): void {
	const last = list[list.length - 1];
	if (!last || isBefore(last, entry)) list.push(entry);
	else list.splice(lowerBound(list, entry), 0, entry);
}

/**
 * A page of a list that shows the newest first, as PayMongo does: `after` is the last entry of the
 * page before, `before` the first entry of the page after.
 */
export function newestFirst<T extends Ordered>(
	list: readonly T[],
	limit: number,
	cursor: { after?: Ordered; before?: Ordered },
): { page: T[]; hasMore: boolean } {
	if (cursor.before) {
		const start = lowerBound(list, cursor.before) + 1;
		const end = Math.min(list.length, start + limit);
		return { page: list.slice(start, end).reverse(), hasMore: end < list.length };
	}
	const end = cursor.after ? lowerBound(list, cursor.after) : list.length;
	const start = Math.max(0, end - limit);
	return { page: list.slice(start, end).reverse(), hasMore: start > 0 };
}
