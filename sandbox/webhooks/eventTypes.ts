/** The shapes events have on their way from a gateway to a receiver. */
import type { WebhookSettings } from '../options';
import type { ProviderName } from '../names';
import type { Payment, Refund, RefundStatus } from '../types';
import type { Forgery } from './forgeries';

export interface EventBody {
	eventId: string;
	body: object;
}

/** What an event says beside its subject. */
export interface EventContext {
	type: string;
	/** When it happened, in milliseconds. */
	at: number;
	live: boolean;
	/** The id of an earlier event, to say the same thing twice. */
	eventId?: string;
	settings: WebhookSettings;
}

export interface SigningInput {
	url: string;
	body: string;
	secret: string;
	/** Time of signing in milliseconds. */
	at: number;
	live: boolean;
}

/** What a provider tells webhooks, and how it signs it. */
export interface GatewayEvents {
	/** The events that a change of this refund's status causes, in the order they are sent. */
	typesFor(refund: Refund): string[];
	refund(refund: Refund, context: EventContext): EventBody;
	payment(payment: Payment, context: EventContext): EventBody;
	headers(input: SigningInput, settings: WebhookSettings): Record<string, string>;
	/** What it signs with; null where each webhook is registered and gets a secret of its own. */
	secret: string | null;
	/** Pauses before each repetition of an event nobody took, in milliseconds. */
	pauses: readonly number[];
}

/** A request ready to be sent to a webhook. */
export interface SignedEvent {
	provider: ProviderName;
	eventId: string;
	type: string;
	refundId: string | null;
	url: string;
	headers: Record<string, string>;
	body: string;
}

/** An event to make up; all that is left out follows from the refund. */
export interface EventSpec {
	provider: ProviderName;
	refundId?: string;
	/** For a refund event: its last refund. For other events: the payment they are about. */
	paymentId?: string;
	/** Default: what the refund's status causes. A name that is no refund event is about the payment. */
	type?: string;
	/** The status the event tells, when it is not the refund's present one (out of order). */
	status?: RefundStatus;
	/** When it happened and was signed, in milliseconds. Default now. */
	at?: number;
	/** Default: where this provider's events go. */
	url?: string;
	/** PayMongo: default the registered webhook's. Otherwise the sandbox's own. */
	secret?: string;
	/** Default: the payment's own mode. */
	mode?: 'test' | 'live';
	/** The id of an earlier event, to say the same thing twice. */
	eventId?: string;
	forge?: Forgery;
	/** How many times it is sent. Default 1. */
	copies?: number;
}
