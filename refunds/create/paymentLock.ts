/** The last holder of each key; the next one waits for it. Entries go when nobody waits. */
const holders = new Map<string, Promise<void>>();

/**
 * Runs work while holding all keys, one at a time per key within this process. Keys are taken in
 * sorted order, so that two batches with the same payments cannot wait for each other for ever.
 */
export async function withLocks<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
	const sorted = [...new Set(keys)].sort();
	const releases: Array<() => void> = [];
	try {
		for (const key of sorted) releases.push(await take(key));
		return await work();
	} finally {
		for (const release of releases) release();
	}
}

async function take(key: string): Promise<() => void> {
	const before = holders.get(key);
	let free = (): void => undefined;
	const mine = new Promise<void>((resolve) => {
		free = resolve;
	});
	const tail = before ? before.then(() => mine) : mine;
	holders.set(key, tail);
	await before;
	return () => {
		if (holders.get(key) === tail) holders.delete(key);
		free();
	};
}

/** Runs work on every entry, at most `limit` side by side, and keeps the order of the results. */
export async function mapConcurrent<T, R>(
	entries: readonly T[],
	limit: number,
	work: (entry: T) => Promise<R>,
): Promise<R[]> {
	const results = new Array<R>(entries.length);
	let next = 0;
	const lane = async (): Promise<void> => {
		for (let index = next++; index < entries.length; index = next++) {
			results[index] = await work(entries[index] as T);
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, entries.length) }, lane));
	return results;
}
