/**
 * What can go wrong on the way: one vocabulary for injected faults and for speaking payments.
 * "before" means the provider did nothing, "after" that the effect is there and the answer suffers.
 */
import type { Operation, ProviderName } from './names';

/** How an answer leaves the server. */
export type Delivery =
	| 'hang' // never answers; the connection stays open until the client gives up
	| 'reset' // the connection is cut
	| 'truncated' // HTTP 200, the first half of the JSON
	| 'empty' // HTTP 200, no body
	| 'late' // the right answer, after a while
	| 'unauthorized'
	| 'rateLimited'
	| 'badGateway'
	| 'serverError'
	| 'errorBody' // HTTP 200, the body of an error
	| 'html'
	| 'html500';

export const faultKinds = {
	timeout_before: { effect: false, delivery: 'hang' },
	timeout_after: { effect: true, delivery: 'hang' },
	reset_before: { effect: false, delivery: 'reset' },
	reset_after: { effect: true, delivery: 'reset' },
	'401': { effect: false, delivery: 'unauthorized' },
	'429': { effect: false, delivery: 'rateLimited' },
	'502': { effect: false, delivery: 'badGateway' },
	'502_after': { effect: true, delivery: 'badGateway' },
	'500': { effect: false, delivery: 'serverError' },
	'500_after': { effect: true, delivery: 'serverError' },
	html: { effect: false, delivery: 'html' },
	html_500: { effect: false, delivery: 'html500' },
	truncated: { effect: true, delivery: 'truncated' },
	empty_before: { effect: false, delivery: 'empty' },
	empty_after: { effect: true, delivery: 'empty' },
	error_body: { effect: false, delivery: 'errorBody' },
	slow: { effect: true, delivery: 'late' },
} as const satisfies Record<string, { effect: boolean; delivery: Delivery }>;

export type FaultKind = keyof typeof faultKinds;

export interface Fault {
	kind: FaultKind;
	/** Which requests it hits. `any` is every one of them. */
	match: Operation | 'any';
	/** Default: any provider. */
	provider?: ProviderName;
	/** Default: any payment. */
	paymentId?: string;
	/** How many requests it hits. Default 1. */
	times?: number;
	/** For `slow`: how long, in milliseconds. Default: the sandbox's `slowMs`. */
	ms?: number;
}

export interface Faults {
	inject(fault: Fault): void;
	/** The first fault that fits, used up by one. `paymentId` is only asked for when it matters. */
	take(
		provider: ProviderName,
		operation: Operation | undefined,
		paymentId: () => string | undefined,
	): Fault | undefined;
	/** How many requests are still going to be hit. */
	left(): number;
	clear(): void;
}

/** An empty queue of faults; they are used in the order in which they were injected. */
export function createFaults(): Faults {
	let queue: Array<{ fault: Fault; left: number }> = [];
	return {
		inject(fault) {
			if (!Object.hasOwn(faultKinds, fault.kind)) throw new Error(`No such fault: ${fault.kind}`);
			queue.push({ fault, left: fault.times ?? 1 });
		},
		take(provider, operation, paymentId) {
			const entry = queue.find(
				({ fault }) =>
					(fault.provider === undefined || fault.provider === provider) &&
					(fault.match === 'any' || fault.match === operation) &&
					(fault.paymentId === undefined || fault.paymentId === paymentId()),
			);
			if (!entry) return undefined;
			entry.left -= 1;
			if (entry.left <= 0) queue = queue.filter((other) => other !== entry);
			return entry.fault;
		},
		left: () => queue.reduce((sum, { left }) => sum + left, 0),
		clear() {
			queue = [];
		},
	};
}
