/** What tests need to know about a provider's webhooks, and the deliveries they are made of. */
import type { JsonObject } from '../../refunds/json';
import type { RefundProvider } from '../../refunds/provider';
import type { Delivery, VerificationSettings } from '../../refunds/webhooks/webhook';
import type { EventSpec, Sandbox, WebhookSettings } from '../../sandbox';

export interface WebhookUnderTest {
	/** Whether the trigger registers its webhook at the provider by itself. */
	registers: boolean;
	/** An event that is about something else, and one about a refund that is on its way. */
	otherEvent: string;
	pendingEvent: string;
	/** How far back events may lie where nothing is set, in minutes. */
	windowMinutes: number;
	/** The credential a trigger verifies with here, and what it reads out of it. */
	credential: JsonObject;
	secrets: VerificationSettings['secrets'];
	accessKey: string | null;
	/** Whether a webhook is signed for test or for live, and one is no good for the other. */
	tellsMode: boolean;
	/** Whether time and digests stand in one header. */
	inOneHeader: boolean;
	/** Whether events may be signed in one of several ways, with the time or without it. */
	hasSchemes: boolean;
	/** Whether the URL is signed too. */
	signsUrl: boolean;
	/** The digest the provider would send if this were its secret. */
	digest(signed: Signed, secret: string): string;
	/** What is signed, in every variant the provider knows. */
	variants(sandbox: CorpusSandbox): Variant[];
}

/** The parts of a delivery that a signature may be made over. */
interface Signed {
	rawBody: Buffer;
	headers: Record<string, string>;
	url: string;
	/** Seconds, as text; null where none is sent. */
	timestamp: string | null;
	accessKey: string | null;
	/** The genuine digest: its length tells the encoding. */
	digest: string;
}

/** One event to sign, and how a trigger is set that takes it. */
export interface Variant {
	name: string;
	spec: EventSpec;
	/** How the sandbox signs it. */
	configure?: Partial<WebhookSettings>;
	settings?: Partial<VerificationSettings>;
	mode?: 'test' | 'live';
}

/** What is used of a sandbox to make events up. */
export type CorpusSandbox = Pick<Sandbox, 'addPayment' | 'addRefund'>;

/** A genuine delivery. */
export interface Genuine {
	name: string;
	provider: RefundProvider;
	webhook: WebhookUnderTest;
	delivery: Delivery & { rawBody: Buffer };
	settings: VerificationSettings;
	/** The header with the digest, and its value up to the digest. */
	signature: { header: string; digest: string };
	/** The header whose value holds the time of signing; null where none is signed. */
	timestampHeader: string | null;
}

/** Every status an event may tell. */
export const STATUSES = ['pending', 'succeeded', 'failed', 'canceled'] as const;
