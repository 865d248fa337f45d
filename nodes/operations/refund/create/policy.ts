import type { JsonObject } from '../../../../refunds/json';
import type { RefundProvider } from '../../../../refunds/provider';
import type { RefundPolicy } from '../../../../refunds/create/ports';

/** Milliseconds. Long enough for a list that lags, short enough to wait for in a run. */
const LOOK_PAUSES = [250, 1000, 3000];

/** How the refunds of one run are worked on, as the node's options say. */
export function policyOf(
	{ concurrency }: JsonObject,
	{ paymentsAtOnce }: RefundProvider,
): RefundPolicy {
	const wanted = Math.trunc(Number(concurrency ?? paymentsAtOnce));
	return { concurrency: Math.max(1, wanted || 1), lookPauses: LOOK_PAUSES };
}
