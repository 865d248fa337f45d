/** What each provider's folder offers to the server. */
import type { World } from './world';
import type { Answer, Incoming, Operation, ProviderName } from './types';

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	operation: Operation;
	/** Does the work at once; nothing in the sandbox waits while money is counted. */
	handle(request: Incoming, world: World): Answer;
	/** The payment a request is about, for faults aimed at one payment. */
	paymentOf?(request: Incoming, world: World): string | undefined;
}

export interface Gateway {
	providers: readonly ProviderName[];
	/** Which of its providers (brands) a request is for. */
	providerOf(headers: Incoming['headers']): ProviderName;
	/** The refusal, or undefined when the request may pass. May set `request.live`. */
	authenticate(request: Incoming, world: World): Answer | undefined;
	routes: readonly Route[];
	/** Answers that do not come from a handler, in this provider's own form. */
	unauthorized: Answer;
	rateLimited: Answer;
	serverError: Answer;
	/** The body of an error, sent with HTTP 200 by the fault `error_body`. */
	refusal: Answer;
	notFound: Answer;
	unreadableBody: Answer;
	/** Header in which a client names a request that must be carried out only once. */
	idempotencyHeader?: string;
}
