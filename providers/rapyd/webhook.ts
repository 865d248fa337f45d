/**
 * Rapyd's webhooks. One URL serves the whole account and is entered by hand in the Client Portal;
 * there is no call to register one. Signed with the API keys, over the full URL as it was entered
 * there, without the method. Source: docs.rapyd.net "Webhook Authentication".
 */
import { asArray, asObject, asText, type Json } from '../../refunds/json';
import type { Account } from '../../refunds/exchange';
import {
	describeStaleness,
	matchSignature,
	readUnixSeconds,
	refused,
	type Delivery,
	type RefundEvent,
	type Verification,
	type VerificationSettings,
	type WebhookProvider,
} from '../../refunds/webhooks/webhook';
import { refundFrom } from './refunds';
import { signWebhook } from './signature';

/**
 * REFUND_COMPLETED, PAYMENT_REFUND_FAILED, PAYMENT_REFUND_REJECTED, PAYMENT_REFUND_UPDATED, and
 * REFUND_UPDATED, which others report. CARD_ISSUING_REFUND is about another product.
 */
const REFUND_EVENT = /^(PAYMENT_)?REFUND_/i;

export const webhook: WebhookProvider = { verify, parse, refundEventIn };

/** Rapyd documents neither its retries nor whether they are signed anew: generous. */
const REPLAY_MINUTES = 24 * 60;

/** Refuses what was not signed just now, for one of our URLs, with this account's keys. */
function verify(delivery: Delivery, settings: VerificationSettings): Verification {
	const { rawBody, headers, urls, now } = delivery;
	const { salt, timestamp, signature } = headers;
	const { accessKey } = settings;
	if (!rawBody || rawBody.length === 0) return refused('it has no raw body');
	if (!salt || !timestamp || !signature) {
		return refused('it lacks one of the headers salt, timestamp and signature');
	}
	if (!accessKey) return refused('the credential has no access key');
	// Seconds only. Salt and timestamp are signed as one text without a separator, so a looser
	// reading would let someone move the salt's last digits into the timestamp.
	const sent = readUnixSeconds(timestamp);
	const matched = matchSignature([signature], settings.secrets, (secretKey) =>
		urls.map((url) => signWebhook({ url, salt, timestamp, accessKey, secretKey, rawBody })),
	);
	if (!matched.ok) {
		const where = `checked for ${urls.join(' and ')}; if Rapyd has another URL, set Public URL`;
		return refused(`${matched.why} (${where})`);
	}
	const stale = describeStaleness(sent, now, settings.replayWindow ?? REPLAY_MINUTES);
	return stale === null ? matched : refused(stale);
}

/**
 * The refund a webhook is about. What became of it is read from the refund, not from the event's
 * type: the page of REFUND_COMPLETED lists `Canceled` among its states.
 */
function parse(body: Json, account: Account): RefundEvent[] {
	const eventType = refundEventIn(body);
	if (eventType === null) return [];
	const event = asObject(body);
	// An object in every sample; the reference of "Retrieve webhook" shows a list too.
	const list = Array.isArray(event.data) ? asArray(event.data) : [event.data];
	return list.map((data) => {
		const refund = refundFrom(asObject(data), account.mode);
		// Two envelopes are known: the newer has a bare uuid for `id` and the wh_ id in `token`.
		const eventId =
			asText(event.token) ??
			asText(event.id) ??
			[eventType, refund.refundId ?? '', refund.updatedAt ?? ''].join(':');
		return { eventId, eventType, refund };
	});
}

function refundEventIn(body: Json): string | null {
	const eventType = asText(asObject(body).type) ?? '';
	return REFUND_EVENT.test(eventType) ? eventType : null;
}
