/** One exchange with a provider: the request, what came of it, and how a provider says no. */
import type { JsonObject } from './json';
import type { Mode } from './refund';

/** One HTTP request to a provider, before it is authenticated. */
export interface ProviderRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Begins with /v1. */
	path: string;
	query?: Record<string, string>;
	body?: JsonObject;
	headers?: Record<string, string>;
	/** Another origin than the credential's, e.g. PayMongo's host for QR Ph refunds. */
	origin?: string;
}

/**
 * What came of a request. `not_sent`: it certainly never reached the provider (DNS, connection
 * refused). `no_answer`: it may have (time-out, connection lost).
 */
export type Answer =
	| {
			kind: 'answer';
			status: number;
			headers: Record<string, string>;
			text: string;
			/** The text as JSON, undefined when it is not JSON. */
			body: unknown;
	  }
	| { kind: 'not_sent'; message: string }
	| { kind: 'no_answer'; message: string };

/** An answer over HTTP, whatever its status. */
export type HttpAnswer = Extract<Answer, { kind: 'answer' }>;

/** Sends one request. Reads (GET) may be repeated inside; anything else is sent exactly once. */
export type Send = (request: ProviderRequest) => Promise<Answer>;

/** A provider's no, in words a person can act on. */
export interface Failure {
	/** The provider's own code where it has one, else ours (snake_case). */
	code: string;
	/** What happened, with the provider's own words. */
	message: string;
	/** What to do next. */
	advice: string;
}

/** Thrown by reads (get, list, look-up) when the provider does not give what was asked for. */
export class ProviderError extends Error {
	constructor(
		readonly failure: Failure,
		readonly httpStatus: number | null = null,
		/** The provider says it has no such payment or refund. */
		readonly notFound = false,
	) {
		super(failure.message);
		this.name = 'ProviderError';
	}
}

/** The account behind a credential, without its secrets. */
export interface Account {
	mode: Mode | null;
	/** Origin of the API, e.g. https://api.paymongo.com. */
	origin: string;
	/**
	 * Names the account in references and claims. Never the host, and nothing that changes while
	 * the account stays the same.
	 */
	identity: string;
	/** What earlier releases, or the account's earlier keys, called it: their claims still hold. */
	earlierIdentities: readonly string[];
}
