/** What the sandbox knows of a provider beside its HTTP routes: data, and how it tells events. */
import type { RefundDraft } from './types';
import type { GatewayEvents } from './webhooks/eventTypes';

/** What a payment looks like that exists because somebody names it. */
export interface Speaking {
	/** What its ids begin with, without the underscore. */
	prefix: string;
	/** What the ids of groups of payments begin with, where there are any. */
	groupPrefix?: string;
	currency: string;
	/** Decimal, major units. */
	amount: string;
	method: string;
	/** Whether an id may name another currency (`payment_succeeds_JPY`). */
	anyCurrency?: true;
}

/** At most so many requests in a window that begins with its first request. */
export interface RateWindow {
	limit: number;
	ms: number;
}

export interface Profile {
	/** As the provider writes its own name. */
	title: string;
	/** Credentials this provider accepts; plainly fake, in the shape of the provider's own. */
	keys: Readonly<Record<string, string>> & { readonly secretKey: string };
	/** Another key (pair) of the same account, as after an exchange of keys: fields of the credential. */
	otherKeys: Readonly<Record<string, string>>;
	/** n8n's credential for it: type, and the fields that make it talk to a sandbox there. */
	credential: { type: string; fields(origin: string): Record<string, string> };
	speaking: Speaking;
	/** What the ids of refunds begin with. */
	refundPrefix: string;
	/** Currencies it holds accounts in; absent where it takes any. */
	currencies?: readonly string[];
	/** What a refund made in the dashboard has when it is given a reference. */
	madeByHand(reference: string | undefined): Partial<RefundDraft>;
	/** Documented request rates; empty where none are. */
	rateLimits: readonly RateWindow[];
	events: GatewayEvents;
}
