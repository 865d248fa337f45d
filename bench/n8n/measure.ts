/** Requests to one webhook of n8n, several at a time: how many a second, and how long each takes. */
import { setTimeout as pause } from 'node:timers/promises';

import { IDLE_MS, memoryOf, untilIdle } from '../cpu';
import type { Stage } from '../stage';

const AT_ONCE = 10;

export interface Delivery {
	headers: Record<string, string>;
	body: string | Buffer;
}

/** What was measured of one workflow, a round each. */
export interface Samples {
	perSecond: number[];
	/** Milliseconds from request to answer, of all rounds. */
	answers: number[];
	/** Megabytes that n8n's processes held after a round. */
	memory: number[];
}

export const noSamples = (): Samples => ({ perSecond: [], answers: [], memory: [] });

/** Sends each request once; over when n8n has nothing left to do. */
export async function measure(
	{ pids }: Stage,
	url: string,
	deliveries: readonly Delivery[],
	samples: Samples,
): Promise<void> {
	const waiting = [...deliveries];
	const started = performance.now();
	const worker = async () => {
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
			const sent = performance.now();
			const response = await fetch(url, { method: 'POST', ...next });
			const text = await response.text();
			if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
			samples.answers.push(performance.now() - sent);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	await untilIdle(pids);
	// Without the time in which nothing happened any more.
	const seconds = (performance.now() - started - IDLE_MS) / 1000;
	samples.perSecond.push(deliveries.length / seconds);
	samples.memory.push(pids.reduce((sum, pid) => sum + memoryOf(pid), 0));
	await pause(IDLE_MS);
}

/** The value that this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
