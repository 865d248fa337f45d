/** What each provider's folder offers to the server. */
import type { Operation } from './names';
import type { Profile } from './profile';
import type { Answer, Incoming } from './types';
import type { World } from './world';

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	operation: Operation;
	/** Does the work at once; nothing in the sandbox waits while money is counted. */
	handle(request: Incoming, world: World): Answer;
	/** The payment a request is about, for faults aimed at one payment. */
	paymentOf?(request: Incoming, world: World): string | undefined;
}

export interface Gateway extends Profile {
	/**
	 * All providers share a port and some paths, so it is the authentication headers that tell
	 * whom a request is for.
	 */
	isMeant(headers: Incoming['headers']): boolean;
	/** Without any such header: the paths nobody else has. Tells in whose form to refuse. */
	ownPaths: RegExp;
	/** The refusal, or undefined when the request may pass. May set `request.live`. */
	authenticate(request: Incoming, world: World): Answer | undefined;
	routes: readonly Route[];
	/** Answers that do not come from a handler, in this provider's own form. */
	unauthorized: Answer;
	rateLimited: Answer;
	serverError: Answer;
	/** An error of the provider's own, with its usual words or with these. */
	refusal(message?: string): Answer;
	notFound: Answer;
	unreadableBody: Answer;
	/** How a client names a request that must be carried out only once. */
	idempotency?: {
		header: string;
		/** Whether the same key with another body is refused. */
		comparesBody: boolean;
	};
}
