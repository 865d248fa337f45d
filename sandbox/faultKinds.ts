/**
 * What can go wrong on the way: one vocabulary for injected faults and for speaking payments.
 * "before" means the provider did nothing, "after" that the effect is there and the answer suffers.
 */

/** What becomes of the work a request asks for. `late`: it is done after a while, come what may. */
export type Effect = 'none' | 'once' | 'twice' | 'late';

/** How an answer leaves the server. */
export type Delivery =
	| 'plain' // as it is
	| 'hang' // never answers; the connection stays open until the client gives up
	| 'reset' // the connection is cut
	| 'truncated' // HTTP 200, the first half of the JSON
	| 'empty' // HTTP 200, no body
	| 'late' // the right answer, after a while
	| 'unauthorized'
	| 'rateLimited'
	| 'badGateway'
	| 'unavailable'
	| 'serverError'
	| 'refused' // HTTP 400, the body of an error
	| 'errorBody' // the same with HTTP 200
	| 'html'
	| 'html500'
	| 'trickle' // HTTP 200, then a byte now and then, for ever
	| 'huge' // the right answer, and blanks without end behind it
	| 'deep'; // the right answer, with arrays in arrays in arrays

interface Kind {
	effect: Effect;
	delivery: Delivery;
}

/** The everyday ones: each ends by itself or by the client's time-out, and costs next to nothing. */
export const faultKinds = {
	timeout_before: { effect: 'none', delivery: 'hang' },
	timeout_after: { effect: 'once', delivery: 'hang' },
	reset_before: { effect: 'none', delivery: 'reset' },
	reset_after: { effect: 'once', delivery: 'reset' },
	'401': { effect: 'none', delivery: 'unauthorized' },
	'429': { effect: 'none', delivery: 'rateLimited' },
	'502': { effect: 'none', delivery: 'badGateway' },
	'502_after': { effect: 'once', delivery: 'badGateway' },
	'500': { effect: 'none', delivery: 'serverError' },
	'500_after': { effect: 'once', delivery: 'serverError' },
	html: { effect: 'none', delivery: 'html' },
	html_500: { effect: 'none', delivery: 'html500' },
	truncated: { effect: 'once', delivery: 'truncated' },
	empty_before: { effect: 'none', delivery: 'empty' },
	empty_after: { effect: 'once', delivery: 'empty' },
	error_body: { effect: 'none', delivery: 'errorBody' },
	slow: { effect: 'once', delivery: 'late' },
} as const satisfies Record<string, Kind>;

/** The rest: they take time or memory, or say something of one's own choice. */
export const furtherFaultKinds = {
	/** The refund is made `ms` after the request came, and then answered. */
	commit_late: { effect: 'late', delivery: 'plain' },
	/** The same, and the answer never comes. */
	commit_late_silent: { effect: 'late', delivery: 'hang' },
	/** A proxy sent the request on twice; the client gets the second answer, */
	doubled: { effect: 'twice', delivery: 'plain' },
	/** or no answer at all. */
	doubled_silent: { effect: 'twice', delivery: 'hang' },
	'503': { effect: 'none', delivery: 'unavailable' },
	/** HTTP 400 with `message`, for a refund that was not made */
	'400': { effect: 'none', delivery: 'refused' },
	/** or was made all the same. */
	'400_made': { effect: 'once', delivery: 'refused' },
	trickle: { effect: 'once', delivery: 'trickle' },
	trickle_before: { effect: 'none', delivery: 'trickle' },
	huge: { effect: 'once', delivery: 'huge' },
	deep: { effect: 'once', delivery: 'deep' },
} as const satisfies Record<string, Kind>;

export type FaultKind = keyof typeof faultKinds | keyof typeof furtherFaultKinds;

const allKinds: Record<FaultKind, Kind> = { ...faultKinds, ...furtherFaultKinds };

/** What a kind of fault does; throws for a name that is none. */
export function faultKind(kind: FaultKind): Kind {
	if (!Object.hasOwn(allKinds, kind)) throw new Error(`No such fault: ${kind}`);
	return allKinds[kind];
}
