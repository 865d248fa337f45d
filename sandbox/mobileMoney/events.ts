/** Redstone's and Vesicash's webhooks; the documents disagree on header and signed text. */
import { createHmac, randomUUID } from 'node:crypto';
import type { MobileMoneySignature } from '../options';
import { seconds } from '../read';
import type { Payment, Refund } from '../types';
import type { EventBody, SigningInput } from '../webhooks/events';
import { paymentEvent, refundEvent } from './resources';

/** Only the outcome is reported. */
export function mobileMoneyTypesFor(refund: Refund): string[] {
	if (refund.status === 'pending') return [];
	return [refund.status === 'succeeded' ? 'refund_successful' : 'refund_failed'];
}

export function mobileMoneyRefundEvent(type: string, refund: Refund, live: boolean): EventBody {
	const environment = live ? 'live' : 'test';
	return { eventId: randomUUID(), body: { ...refundEvent(refund), event: type, environment } };
}

export function mobileMoneyPaymentEvent(type: string, payment: Payment, live: boolean): EventBody {
	const environment = live ? 'live' : 'test';
	return { eventId: randomUUID(), body: { ...paymentEvent(payment, type), environment } };
}

export function mobileMoneyHeaders(
	{ body, secret, at }: SigningInput,
	scheme: MobileMoneySignature,
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
