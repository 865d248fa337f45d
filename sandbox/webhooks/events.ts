/** Building and signing events, for what happened and for whatever a test asks for. */
import type { WebhookSettings } from '../options';
import type { Payment, Refund, RefundStatus } from '../types';
import type { EventBody, EventSpec, GatewayEvents, SigningInput } from './eventTypes';
import { forge, type Forgery } from './forgeries';

const refundTypes = /refund/i;

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
	events: GatewayEvents,
	spec: EventSpec,
	subject: { payment: Payment; refund: Refund | undefined },
	settings: WebhookSettings,
): { type: string; live: boolean; at: number; event: EventBody } {
	const at = spec.at ?? Date.now();
	const live = spec.mode === undefined ? subject.payment.live : spec.mode === 'live';
	const payment = { ...subject.payment, live };
	const known = {
		at,
		live,
		settings,
		...(spec.eventId === undefined ? {} : { eventId: spec.eventId }),
	};
	if (spec.type !== undefined && !refundTypes.test(spec.type)) {
		const { type } = spec;
		return { type, live, at, event: events.payment(payment, { ...known, type }) };
	}
	if (!subject.refund) throw new Error('A refund event needs a refund.');
	const made = subject.refund;
	const refund =
		spec.status === undefined && spec.at === undefined
			? { ...made, payment }
			: snapshot(made, spec.status ?? made.status, at, live);
	const type = spec.type ?? events.typesFor(refund)[0];
	if (type === undefined) {
		throw new Error(`${spec.provider} sends no event for a refund that is ${refund.status}.`);
	}
	return { type, live, at, event: events.refund(refund, { ...known, type }) };
}

/** Headers and body as they go out; a forgery is made of the genuine ones. */
export function signEvent(
	events: GatewayEvents,
	input: SigningInput,
	settings: WebhookSettings,
	forgery: Forgery | undefined,
): { headers: Record<string, string>; body: string } {
	const secret = forgery === 'secret' ? `${input.secret}-of-somebody-else` : input.secret;
	const live = forgery === 'mode' ? !input.live : input.live;
	const headers = events.headers({ ...input, secret, live }, settings);
	return forge(forgery, { headers, body: input.body });
}
