/** What a provider offers for webhooks, and the parts of verifying one that all providers share. */
import { timingSafeEqual } from 'node:crypto';
import type { Json } from '../json';
import type { Account, Send } from '../exchange';
import type { RefundRecord } from '../refund';

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
	/** The name of an event that is about a refund, also where `parse` finds none in it; else null. */
	refundEventIn(body: Json): string | null;
	/** Absent where the URL is pasted by hand. */
	registry?: WebhookRegistry;
}

/** How far a signed timestamp may lie in the future, for clocks that differ. */
const MINUTES_AHEAD = 5;

export function refused(why: string): Verification {
	return { ok: false, why };
}

/**
 * The first secret that explains one of the received signatures, or why none does. Fails closed:
 * an empty signature or secret never matches. Texts are compared, not decoded bytes, because
 * decoders forgive (upper-case hex, stray base64 bits), and every comparison is made whatever the
 * ones before it gave, so that the time taken tells nothing.
 *
 * @param expected every signature the provider may have made with a secret
 */
export function matchSignature(
	received: string[],
	secrets: VerificationSettings['secrets'],
	expected: (secret: string) => string[],
): Verification {
	const given = received.filter((signature) => signature !== '').map((text) => Buffer.from(text));
	const usable = secrets.filter(({ value }) => value !== '');
	if (usable.length === 0) return refused('no webhook secret is known');
	if (given.length === 0) return refused('it carries no signature');
	let matched: string | null = null;
	for (const { name, value } of usable) {
		for (const signature of expected(value).map((text) => Buffer.from(text))) {
			for (const candidate of given) {
				// A length is no secret: every signature of a provider has the same one.
				const same = candidate.length === signature.length && timingSafeEqual(candidate, signature);
				if (same) matched ??= name;
			}
		}
	}
	return matched === null
		? refused('its signature fits none of the known secrets')
		: { ok: true, matched };
}

/**
 * Why a signed time is not acceptable, or null. Looks both ways: an old event may be replayed,
 * one from the future would stay replayable for long.
 *
 * @param sent unix seconds, null where the timestamp cannot be read
 */
export function describeStaleness(
	sent: number | null,
	now: number,
	minutesBack: number,
): string | null {
	if (sent === null) return 'its timestamp cannot be read';
	const age = now - sent;
	if (age > minutesBack * 60)
		return `it is ${minutes(age)} old, the limit is ${minutesBack} minutes`;
	if (-age > MINUTES_AHEAD * 60) return `its timestamp lies ${minutes(-age)} ahead of this clock`;
	return null;
}

function minutes(seconds: number): string {
	return `${Math.floor(seconds / 60)} minutes`;
}

/** Unix seconds as a provider writes them in a header (ten digits until 2286), else null. */
export function readUnixSeconds(text: string | undefined): number | null {
	return text !== undefined && /^\d{10}$/.test(text) ? Number(text) : null;
}
