/** The parts of the period that were not read. */
import type { ProviderError } from '../../../../refunds/exchange';
import type { RefundProvider } from '../../../../refunds/provider';
import type { Gap, ListedRefund, Period } from '../../../../refunds/reconcile';

const DAY = 24 * 60 * 60 * 1000;

/** The part of the period that is too long ago for the provider's lists. */
export function beyondReach({ title, listReachDays }: RefundProvider, { from }: Period): Gap[] {
	if (listReachDays === null) return [];
	const reach = new Date(Date.now() - listReachDays * DAY).toISOString();
	const why = `${title} lists only the last ${listReachDays} days.`;
	return from < reach ? [{ from: null, to: reach, why }] : [];
}

/**
 * The part of the period after which a list broke off. Lists come newest or oldest first; where what was read
 * shows neither, all of the period may be incomplete.
 */
export function gapAfter(found: readonly ListedRefund[], { failure }: ProviderError): Gap {
	const times = found.flatMap(({ createdAt }) => (createdAt === null ? [] : [createdAt]));
	const pairs = times.slice(1).map((time, index): [string, string] => [times[index] ?? '', time]);
	const why = failure.message;
	const last = times[times.length - 1] ?? null;
	const [first] = times;
	if (last === null || first === last) return { from: null, to: null, why };
	if (pairs.every(([before, after]) => before >= after)) return { from: null, to: last, why };
	if (pairs.every(([before, after]) => before <= after)) return { from: last, to: null, why };
	return { from: null, to: null, why };
}
