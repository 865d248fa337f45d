/** Rapyd's webhook events in both envelopes that have been seen (rapyd.md, 4.2 and 4.3). */
import { randomBytes, randomUUID } from 'node:crypto';
import { asObject, seconds } from '../read';
import type { Payment, Refund, RefundStatus } from '../types';
import type { EventBody, EventContext, GatewayEvents, SigningInput } from '../webhooks/eventTypes';
import { keys } from './keys';
import { paymentObject, refundObject } from './resources';
import { webhookSignature } from './signature';

/** No event is documented for a pending refund. A canceled one is listed on the completed page. */
const typeByStatus: Record<RefundStatus, string | null> = {
	pending: null,
	succeeded: 'REFUND_COMPLETED',
	failed: 'PAYMENT_REFUND_FAILED',
	canceled: 'REFUND_COMPLETED',
};

function typesFor(refund: Refund): string[] {
	const type = typeByStatus[refund.status];
	return type === null ? [] : [type];
}

/** Shape A's sample of a failed refund leaves nearly everything empty. */
function failedSample(refund: Refund): object {
	return {
		...refundObject(refund),
		amount: null,
		currency: '',
		ewallets: [],
		created_at: 0,
		updated_at: 0,
		failure_reason: '',
		payment_created_at: null,
		payment_method_type: '',
	};
}

function envelope(data: object, { type, at, settings, eventId: given }: EventContext): EventBody {
	const eventId = given ?? `wh_${randomBytes(16).toString('hex')}`;
	if (settings.rapydShape === 'A') {
		return {
			eventId,
			body: {
				id: eventId,
				type,
				data,
				trigger_operation_id: randomUUID(),
				status: 'NEW',
				created_at: seconds(at),
				extended_timestamp: at,
			},
		};
	}
	return {
		eventId,
		body: {
			id: randomUUID(),
			token: eventId,
			organization_id: '5ad0b000-0000-4000-8000-000000000001',
			org_pk: 0,
			type,
			data,
			attempts: [],
			trigger_operation_id: randomUUID(),
			first_attempt_at: 0,
			last_attempt_at: 0,
			status: '',
			created_at: 0,
			next_attempt_at: 0,
			uri: '',
		},
	};
}

function refundEvent(refund: Refund, context: EventContext): EventBody {
	const { type, settings } = context;
	const isOlder = settings.rapydShape === 'A';
	const sample = isOlder && type === 'PAYMENT_REFUND_FAILED';
	// Only the older shape's refunds lack failure_code.
	const { failure_code: failureCode, ...older } = asObject(
		sample ? failedSample(refund) : refundObject(refund),
	);
	// The issuer's refusal has a status of its own; it is sent on demand only.
	const rejected = type === 'PAYMENT_REFUND_REJECTED' ? { status: 'Rejected' } : {};
	const newer = isOlder ? {} : { failure_code: failureCode };
	return envelope({ ...older, ...newer, ...rejected }, context);
}

const paymentEvent = (payment: Payment, context: EventContext): EventBody =>
	envelope(paymentObject(payment), context);

/** Signed with the API keys, over the URL as configured; there is no secret for webhooks. */
function headers({ url, body, secret, at }: SigningInput): Record<string, string> {
	const salt = randomBytes(6).toString('hex');
	const timestamp = String(seconds(at));
	const { accessKey } = keys;
	const signature = webhookSignature({ url, salt, timestamp, accessKey, secretKey: secret, body });
	return { salt, timestamp, signature };
}

export const events: GatewayEvents = {
	typesFor,
	refund: refundEvent,
	payment: paymentEvent,
	headers,
	secret: keys.secretKey,
	// Unknown; the one sample shows 15 seconds.
	pauses: Array.from({ length: 5 }, () => 15_000),
};
