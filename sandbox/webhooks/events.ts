/** Building and signing events, for what happened and for whatever a test asks for. */
import { keys } from '../keys';
import * as mobileMoney from '../mobileMoney/events';
import type { WebhookSettings } from '../options';
import * as paymongo from '../paymongo/events';
import * as rapyd from '../rapyd/events';
import type { Payment, ProviderName, Refund, RefundStatus } from '../types';
import { forge, type Forgery } from './forgeries';

export interface EventBody {
	eventId: string;
	body: object;
}

export interface SigningInput {
	url: string;
	body: string;
	secret: string;
	/** Time of signing in milliseconds. */
	at: number;
	live: boolean;
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

const refundTypes = /refund/i;

/** Event types that a change of this refund causes. */
export function typesFor(refund: Refund): string[] {
	switch (refund.payment.provider) {
		case 'paymongo':
			return paymongo.paymongoTypesFor(refund);
		case 'rapyd':
			return rapyd.rapydTypesFor(refund);
		default:
			return mobileMoney.mobileMoneyTypesFor(refund);
	}
}

/** The refund as it was, or might have been, when the event happened. */
function snapshot(refund: Refund, status: RefundStatus, at: number, live: boolean): Refund {
	return {
		...refund,
		payment: { ...refund.payment, live },
		status,
		updatedAt: at,
		succeededAt: status === 'succeeded' ? at : null,
		failureCode: status === 'failed' ? 'failed' : null,
	};
}

/** The body of an event about a refund or, by its type, about a payment. */
export function buildEvent(
	spec: EventSpec,
	subject: { payment: Payment; refund: Refund | undefined },
	settings: WebhookSettings,
): { type: string; live: boolean; at: number; event: EventBody } {
	const at = spec.at ?? Date.now();
	const live = spec.mode === undefined ? subject.payment.live : spec.mode === 'live';
	const payment = { ...subject.payment, live };
	const { rapydShape } = settings;
	if (spec.type !== undefined && !refundTypes.test(spec.type)) {
		const { type, eventId } = spec;
		const event =
			spec.provider === 'paymongo'
				? paymongo.paymongoPaymentEvent(type, payment, at, eventId)
				: spec.provider === 'rapyd'
					? rapyd.rapydPaymentEvent(type, payment, rapydShape, at, eventId)
					: mobileMoney.mobileMoneyPaymentEvent(type, payment, live);
		return { type, live, at, event };
	}
	if (!subject.refund) throw new Error('A refund event needs a refund.');
	const made = subject.refund;
	const refund =
		spec.status === undefined && spec.at === undefined
			? { ...made, payment }
			: snapshot(made, spec.status ?? made.status, at, live);
	const type = spec.type ?? typesFor(refund)[0];
	if (type === undefined) {
		throw new Error(`${spec.provider} sends no event for a refund that is ${refund.status}.`);
	}
	const event =
		spec.provider === 'paymongo'
			? paymongo.paymongoRefundEvent(type, refund, at, spec.eventId)
			: spec.provider === 'rapyd'
				? rapyd.rapydRefundEvent(type, refund, rapydShape, at, spec.eventId)
				: mobileMoney.mobileMoneyRefundEvent(type, refund, live);
	return { type, live, at, event };
}

/** The secret a provider signs with when none is given; PayMongo's belongs to each webhook. */
export function defaultSecret(provider: Exclude<ProviderName, 'paymongo'>): string {
	return provider === 'rapyd' ? keys.rapyd.secretKey : keys[provider].webhookSecret;
}

/** Headers and body as they go out; a forgery is made of the genuine ones. */
export function signEvent(
	provider: ProviderName,
	input: SigningInput,
	settings: WebhookSettings,
	forgery: Forgery | undefined,
): { headers: Record<string, string>; body: string } {
	const secret = forgery === 'secret' ? `${input.secret}-of-somebody-else` : input.secret;
	const live = forgery === 'mode' ? !input.live : input.live;
	const signing = { ...input, secret, live };
	const headers =
		provider === 'paymongo'
			? paymongo.paymongoHeaders(signing)
			: provider === 'rapyd'
				? rapyd.rapydHeaders(signing)
				: mobileMoney.mobileMoneyHeaders(signing, settings.mobileMoney);
	return forge(forgery, { headers, body: input.body });
}
