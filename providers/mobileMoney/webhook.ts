/** Webhooks of Redstone and Vesicash. The URL is pasted in the dashboard or sent with a refund. */
import {
	asObject,
	asText,
	isObject,
	parseJson,
	type Json,
	type JsonObject,
} from '../../refunds/json';
import type { Account } from '../../refunds/exchange';
import {
	refused,
	type Delivery,
	type RefundEvent,
	type Verification,
	type VerificationSettings,
	type WebhookProvider,
} from '../../refunds/webhooks/webhook';
import { brands, type BrandName } from './brands';
import { refundFrom } from './refunds';
import { verifySignature } from './webhookSignature';
import { wordOf } from './wire';

/** The webhooks of one of the two brands; they differ in name alone. */
export function webhookOf(name: BrandName): WebhookProvider {
	return { verify, refundEventIn, parse: (body, account) => parse(name, body, account) };
}

/**
 * Refuses what is not signed, and events of the other mode.
 *
 * What is signed must be a JSON object as well: of a delivery that signs `timestamp.body`, someone
 * could send `timestamp.body` as the body, without the timestamp, and the signature would fit.
 */
function verify(delivery: Delivery, settings: VerificationSettings): Verification {
	const verification = verifySignature(delivery, settings);
	if (!verification.ok) return verification;
	const body = parseJson(delivery.rawBody?.toString('utf8') ?? '');
	if (!isObject(body)) return refused('its body is not a JSON object');
	const environment = wordOf(recordIn(body).environment);
	const { mode } = settings.account;
	if (mode !== null && (environment === 'test' || environment === 'live') && environment !== mode) {
		return refused(`it is a ${environment} event and the key is a ${mode} one`);
	}
	return verification;
}

/** The event's record: flat as published, or wrapped as `{ event, data }` as drafts show it. */
function recordIn(body: Json): JsonObject {
	const whole = asObject(body);
	const { type, event, data } = whole;
	return type === undefined && isObject(data) ? { event: event ?? null, ...data } : whole;
}

/**
 * Told by `type`, and by the event's name: only one name is published (`refund_successful`), and the
 * draft of the successor writes them differently (`refund.completed`).
 */
function refundEventIn(body: Json): string | null {
	const { type, event } = recordIn(body);
	const name = asText(event);
	if (wordOf(type) === 'refund') return name ?? 'refund';
	return wordOf(type) === null && /^refund[._]/i.test(name ?? '') ? name : null;
}

/** The refund a webhook is about. */
function parse(name: BrandName, body: Json, account: Account): RefundEvent[] {
	const eventType = refundEventIn(body);
	const record = recordIn(body);
	const isRefund = wordOf(record.type) === 'refund' || record !== body;
	if (eventType === null || !isRefund) return [];
	const id = asText(record.id) ?? asText(record.reference) ?? '';
	// No event id is documented, and `id` is the refund's: together with what happened to it, it is one.
	const eventId = [id, eventType, asText(record.status) ?? ''].join(':');
	// The published body names no payment: refunds are told by their own reference.
	const refund = refundFrom(brands[name], account, record, { paymentId: null });
	return [{ eventId, eventType, refund }];
}
