/** At most so many calls in any span of so many milliseconds. */
export interface RateLimit {
	calls: number;
	milliseconds: number;
}

/**
 * Keeps calls under several limits at once, by waiting before a call that would break one.
 * @param now milliseconds
 */
export function pacer(
	limits: readonly RateLimit[],
	now: () => number,
	pause: (milliseconds: number) => Promise<void>,
): () => Promise<void> {
	const longest = Math.max(0, ...limits.map(({ milliseconds }) => milliseconds));
	let calls: number[] = [];
	return async () => {
		for (;;) {
			const time = now();
			calls = calls.filter((call) => call > time - longest);
			const wait = Math.max(0, ...limits.map((limit) => waitFor(limit, calls, time)));
			if (wait === 0) break;
			await pause(wait);
		}
		calls.push(now());
	};
}

/** Until the oldest call that fills a limit has left its span. */
function waitFor({ calls: most, milliseconds }: RateLimit, calls: number[], time: number): number {
	const inSpan = calls.filter((call) => call > time - milliseconds);
	const filling = inSpan[inSpan.length - most];
	return filling === undefined ? 0 : filling + milliseconds - time;
}
