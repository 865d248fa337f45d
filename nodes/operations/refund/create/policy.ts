import type { JsonObject } from '../../../../refunds/json';
import type { RefundPolicy } from '../../../../refunds/create/ports';

const DEFAULT_CONCURRENCY = 5;

const LOOK_PAUSES = [250, 1000, 3000];

/** How the refunds of one run are worked on, as the node's options say. */
export function policyOf({ concurrency }: JsonObject): RefundPolicy {
	const wanted = Math.trunc(Number(concurrency ?? DEFAULT_CONCURRENCY));
	return { concurrency: Math.max(1, wanted || 1), lookPauses: LOOK_PAUSES };
}
