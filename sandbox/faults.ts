/** The faults that tests inject, used up by the requests they hit. */
import { faultKind, type FaultKind } from './faultKinds';
import type { Operation, ProviderName } from './names';

/** How a key looks when a provider repeats it in a message. */
type Echo = 'raw' | 'base64' | 'urlEncoded';

/** What happens to a request. */
export interface Mishap {
	kind: FaultKind;
	/**
	 * Milliseconds: how long `slow` and `commit_late` take (default: the sandbox's `slowMs`), and
	 * how long `trickle` waits between two bytes (default 100).
	 */
	ms?: number;
	/** `400`, `400_made`: the provider's words. Default: its usual refusal. */
	message?: string;
	/** `400`, `400_made`: put the caller's secret key into the message, in this form. */
	echo?: Echo;
	/** `huge`: how many bytes come behind the answer (default 64 MB); `deep`: how many levels (20,000). */
	size?: number;
}

export interface Fault extends Mishap {
	/** Which requests it hits: `any` is every one of them, `look` everything that only reads. */
	match: Operation | 'any' | 'look';
	/** Default: any provider. */
	provider?: ProviderName;
	/** Default: any payment. */
	paymentId?: string;
	/** How many requests it hits. Default 1. */
	times?: number;
	/** Instead of `times`: hits all requests for so many milliseconds from now. */
	forMs?: number;
}

export interface Faults {
	inject(fault: Fault): void;
	/** The first fault that fits, used up by one. `paymentId` is only asked for when it matters. */
	take(request: {
		provider: ProviderName;
		method: string;
		operation: Operation;
		paymentId: () => string | undefined;
	}): Fault | undefined;
	/** How many requests are still going to be hit; Infinity while a fault holds for a time. */
	left(): number;
	clear(): void;
}

interface Waiting {
	fault: Fault;
	left: number;
	until: number;
}

/** An empty queue of faults; they are used in the order in which they were injected. */
export function createFaults(): Faults {
	let queue: Waiting[] = [];
	const isOver = ({ left, until }: Waiting) => left <= 0 || until <= Date.now();
	return {
		inject(fault) {
			faultKind(fault.kind);
			const { times = 1, forMs } = fault;
			queue.push(
				forMs === undefined
					? { fault, left: times, until: Infinity }
					: { fault, left: Infinity, until: Date.now() + forMs },
			);
		},
		take({ provider, method, operation, paymentId }) {
			queue = queue.filter((waiting) => !isOver(waiting));
			const isHit = ({ fault }: Waiting) =>
				(fault.provider === undefined || fault.provider === provider) &&
				(fault.match === 'any' ||
					fault.match === operation ||
					(fault.match === 'look' && method === 'GET')) &&
				(fault.paymentId === undefined || fault.paymentId === paymentId());
			const waiting = queue.find(isHit);
			if (!waiting) return undefined;
			waiting.left -= 1;
			return waiting.fault;
		},
		left: () =>
			queue.filter((waiting) => !isOver(waiting)).reduce((sum, { left }) => sum + left, 0),
		clear() {
			queue = [];
		},
	};
}
