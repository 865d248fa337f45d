/** Counts requests against the rates the providers document; whoever is over is blocked till the window ends. */
import type { ProviderName } from './names';
import type { Profile, RateWindow } from './profile';

export interface RateLimits {
	/** Counts one request; false when it is one too many. */
	allow(provider: ProviderName, now: number): boolean;
	/** How many requests each provider turned away. */
	refused(): Partial<Record<ProviderName, number>>;
	clear(): void;
}

export function createRateLimits(
	profiles: Record<ProviderName, Pick<Profile, 'rateLimits'>>,
): RateLimits {
	let counters = new Map<RateWindow, { start: number; count: number }>();
	let refused: Partial<Record<ProviderName, number>> = {};
	return {
		allow(provider, now) {
			let allowed = true;
			for (const window of profiles[provider].rateLimits) {
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
