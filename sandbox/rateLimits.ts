/**
 * The request rates the providers document: PayMongo 100 a second, Rapyd 200 a minute and 1000 in
 * five minutes, blocked until the window ends. Redstone and Vesicash document none.
 */
import type { ProviderName } from './types';

interface Window {
	limit: number;
	ms: number;
}

const windows: Partial<Record<ProviderName, readonly Window[]>> = {
	paymongo: [{ limit: 100, ms: 1000 }],
	rapyd: [
		{ limit: 200, ms: 60_000 },
		{ limit: 1000, ms: 300_000 },
	],
};

export interface RateLimits {
	/** Counts one request; false when it is one too many. */
	allow(provider: ProviderName, now: number): boolean;
	/** How many requests each provider turned away. */
	refused(): Partial<Record<ProviderName, number>>;
	clear(): void;
}

export function createRateLimits(): RateLimits {
	let counters = new Map<Window, { start: number; count: number }>();
	let refused: Partial<Record<ProviderName, number>> = {};
	return {
		allow(provider, now) {
			let allowed = true;
			for (const window of windows[provider] ?? []) {
				let counter = counters.get(window);
				if (!counter || now - counter.start >= window.ms) {
					counter = { start: now, count: 0 };
					counters.set(window, counter);
				}
				counter.count += 1;
				if (counter.count > window.limit) allowed = false;
			}
			if (!allowed) refused[provider] = (refused[provider] ?? 0) + 1;
			return allowed;
		},
		refused: () => ({ ...refused }),
		clear() {
			counters = new Map();
			refused = {};
		},
	};
}
