/** PayMongo's webhook events: envelope and signature (paymongo.md, 4.3 and 4.4). */
import { createHmac, randomBytes } from 'node:crypto';
import { seconds } from '../read';
import type { Payment, Refund } from '../types';
import type { EventBody, EventContext, GatewayEvents, SigningInput } from '../webhooks/eventTypes';
import { paymentResource, refundResource } from './resources';

/** Which events a change of a refund's status causes, in the order in which they are sent. */
function typesFor(refund: Refund): string[] {
	const types = ['payment.refund.updated'];
	if (refund.status === 'succeeded') types.push('payment.refunded');
	return types;
}

function envelope(data: object, { type, live, at, eventId: given }: EventContext): EventBody {
	const eventId = given ?? `evt_${randomBytes(12).toString('hex')}`;
	const attributes = {
		type,
		livemode: live,
		data,
		previous_data: {},
		pending_webhooks: 1,
		created_at: seconds(at),
		updated_at: seconds(at),
	};
	return { eventId, body: { data: { id: eventId, type: 'event', attributes } } };
}

/** `payment.refunded` carries the payment, `payment.refund.updated` the refund. */
function refundEvent(refund: Refund, context: EventContext): EventBody {
	const { payment } = refund;
	const refunds = payment.refunds.map((other) => (other.id === refund.id ? refund : other));
	const carriesPayment = context.type === 'payment.refunded';
	if (!carriesPayment) return envelope(refundResource(refund), context);
	const isWrapped = context.settings.paymongoShape === 'wrapped';
	return envelope(paymentResource({ ...payment, refunds }, isWrapped), context);
}

const paymentEvent = (payment: Payment, context: EventContext): EventBody =>
	envelope(paymentResource(payment), context);

/** A test delivery fills `te`, a live one `li`; the other stays empty. */
function headers({ body, secret, at, live }: SigningInput): Record<string, string> {
	const t = seconds(at);
	const digest = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
	const parts = live ? `te=,li=${digest}` : `te=${digest},li=`;
	return { 'paymongo-signature': `t=${t},${parts}`, 'user-agent': 'Ruby' };
}

export const events: GatewayEvents = {
	typesFor,
	refund: refundEvent,
	payment: paymentEvent,
	headers,
	secret: null,
	// 12 repetitions within 136.5 minutes, which is what doubling from 2 seconds gives.
	pauses: Array.from({ length: 12 }, (_, index) => 2000 * 2 ** index),
};
