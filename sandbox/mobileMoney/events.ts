/** Redstone's and Vesicash's webhooks; the documents disagree on header and signed text. */
import { createHmac, randomUUID } from 'node:crypto';
import type { WebhookSettings } from '../options';
import { seconds } from '../read';
import type { Payment, Refund } from '../types';
import type { EventBody, EventContext, GatewayEvents, SigningInput } from '../webhooks/eventTypes';
import { type Brand, brands } from './brands';
import { paymentEvent, refundEvent } from './resources';

/** Only the outcome is reported: refund_successful is published, refund_failed its plausible twin. */
function typesFor(refund: Refund): string[] {
	if (refund.status === 'pending') return [];
	return [refund.status === 'succeeded' ? 'refund_successful' : 'refund_failed'];
}

function withContext(about: object, { type, live, settings }: EventContext): EventBody {
	const data = { ...about, event: type, environment: live ? 'live' : 'test' };
	const body = settings.mobileMoneyShape === 'wrapped' ? { event: type, data } : data;
	return { eventId: randomUUID(), body };
}

function headers(
	{ body, secret, at }: SigningInput,
	{ mobileMoney: scheme }: WebhookSettings,
): Record<string, string> {
	const timestamp = String(seconds(at));
	const digest = createHmac('sha256', secret)
		.update(scheme.timestamp ? `${timestamp}.${body}` : body)
		.digest(scheme.encoding);
	return {
		[scheme.header]: scheme.prefix ? `sha256=${digest}` : digest,
		...(scheme.timestamp ? { 'mor-timestamp': timestamp } : {}),
	};
}

export const eventsOf = (brand: Brand): GatewayEvents => ({
	typesFor,
	refund: (refund: Refund, context) => withContext(refundEvent(refund), context),
	payment: (payment: Payment, context) => withContext(paymentEvent(payment), context),
	headers,
	secret: brands[brand].keys.webhookSecret,
	// From drafts only.
	pauses: [1, 5, 30, 120, 360].map((minutes) => minutes * 60_000),
});
