import type { Json } from './json';
import type { Account, Send } from './provider';
import type { RefundRecord } from './refund';

/** One HTTP delivery, as it arrived. */
export interface Delivery {
	/** The untouched bytes: signatures cover these, never re-serialised JSON. */
	rawBody: Buffer | null;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Every URL the provider may have signed (public URL, n8n's own), most likely first. */
	urls: string[];
	/** Now, in Unix seconds. */
	now: number;
}

/** What verifying needs from the credential and the trigger's options. */
export interface VerificationSettings {
	/** Name (shown when it matches) and value; empty ones are left out by the caller. */
	secrets: Array<{ name: string; value: string }>;
	/** Rapyd: goes into the signed text. */
	accessKey: string | null;
	account: Account;
	/** Minutes back in time that a signed timestamp may lie; null is the provider's default. */
	replayWindow: number | null;
	/** Redstone and Vesicash: `auto` or one strict scheme. */
	signatureScheme: string;
}

export type Verification = { ok: true; matched: string } | { ok: false; why: string };

/** One report about one refund. */
export interface RefundEvent {
	/** The provider's id of the event; drops repeated deliveries. */
	eventId: string;
	eventType: string;
	refund: RefundRecord;
}

/** A webhook endpoint as the provider keeps it (PayMongo). */
export interface RegisteredWebhook {
	id: string;
	url: string;
	events: string[];
	enabled: boolean;
	/** Only in the answer to its creation. */
	secret: string | null;
}

/** How a provider's webhooks are registered through its API. */
export interface WebhookRegistry {
	events: readonly string[];
	find(send: Send, url: string): Promise<RegisteredWebhook | null>;
	create(send: Send, url: string): Promise<RegisteredWebhook>;
	/** Sets URL and events. */
	update(send: Send, webhook: RegisteredWebhook, url: string): Promise<RegisteredWebhook>;
	enable(send: Send, id: string): Promise<void>;
	disable(send: Send, id: string): Promise<void>;
}

export interface WebhookProvider {
	/** Pure, constant-time, fail closed. */
	verify(delivery: Delivery, settings: VerificationSettings): Verification;
	/** The refund events of a verified body; none when it is about something else. */
	parse(body: Json, account: Account): RefundEvent[];
	/** Absent where the URL is pasted by hand. */
	registry?: WebhookRegistry;
}
