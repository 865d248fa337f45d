/** PayMongo's webhook events: envelope and signature (paymongo.md, 4.3 and 4.4). */
import { createHmac, randomBytes } from 'node:crypto';
import { seconds } from '../read';
import type { Payment, Refund } from '../types';
import type { EventBody, SigningInput } from '../webhooks/events';
import { paymentResource, refundResource } from './resources';

/** Which events a change of a refund's status causes, in the order in which they are sent. */
export function paymongoTypesFor(refund: Refund): string[] {
	const types = ['payment.refund.updated'];
	if (refund.status === 'succeeded') types.push('payment.refunded');
	return types;
}

function envelope(type: string, data: object, live: boolean, at: number, id?: string): EventBody {
	const eventId = id ?? `evt_${randomBytes(12).toString('hex')}`;
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
export function paymongoRefundEvent(
	type: string,
	refund: Refund,
	at: number,
	id?: string,
): EventBody {
	const { payment } = refund;
	const refunds = payment.refunds.map((other) => (other.id === refund.id ? refund : other));
	const data =
		type === 'payment.refunded' ? paymentResource({ ...payment, refunds }) : refundResource(refund);
	return envelope(type, data, payment.live, at, id);
}

export function paymongoPaymentEvent(
	type: string,
	payment: Payment,
	at: number,
	id?: string,
): EventBody {
	return envelope(type, paymentResource(payment), payment.live, at, id);
}

/** A test delivery fills `te`, a live one `li`; the other stays empty. */
export function paymongoHeaders({ body, secret, at, live }: SigningInput): Record<string, string> {
	const t = seconds(at);
	const digest = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
	const parts = live ? `te=,li=${digest}` : `te=${digest},li=`;
	return { 'paymongo-signature': `t=${t},${parts}`, 'user-agent': 'Ruby' };
}
