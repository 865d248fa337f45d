/**
 * PayMongo's webhooks: `Paymongo-Signature: t=<unix s>,te=<hex>,li=<hex>`, each part the hex
 * HMAC-SHA256 of `<t>.<raw body>` with the endpoint's `whsk_` secret; test events fill `te`, live
 * ones `li`. Source: docs "Creating a webhook", paymongo-node, paymongo-php. Two pages of the docs
 * differ (another header, no timestamp); the SDKs and real traffic contradict them.
 */
import { createHmac } from 'node:crypto';
import { asObject, asText, type Json } from '../../refunds/json';
import type { Account } from '../../refunds/exchange';
import type { Mode, RefundRecord } from '../../refunds/refund';
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
import { registry } from './webhookRegistry';
import { readResource, refundsOf } from './wire';

export const webhook: WebhookProvider = { verify, parse, refundEventIn, registry };

/**
 * PayMongo repeats a delivery for up to about 137 minutes (docs, "Retry logic") and does not say
 * whether it signs a repeat anew, so a shorter window could refuse what it sends in good faith.
 */
const REPLAY_MINUTES = 180;

interface SignatureParts {
	t: string[];
	te: string[];
	li: string[];
}

/** Refuses what PayMongo, in this account's mode, did not sign with one of the secrets just now. */
function verify(delivery: Delivery, settings: VerificationSettings): Verification {
	const { rawBody, headers, now } = delivery;
	if (!rawBody || rawBody.length === 0) return refused('it has no raw body');
	const header = headers['paymongo-signature'];
	if (!header) return refused('it has no Paymongo-Signature header');
	const parts = readParts(header);
	const [timestamp] = parts.t;
	// Which of two timestamps was signed would be the sender's choice.
	if (parts.t.length !== 1 || timestamp === undefined) return refused('it has no single timestamp');
	const { mode } = settings.account;
	const test = mode === 'live' ? [] : parts.te;
	const live = mode === 'test' ? [] : parts.li;
	if (test.length + live.length === 0) return refused(describeMissing(parts, mode));
	const matched = matchSignature([...test, ...live], settings.secrets, (secret) => [
		createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest('hex'),
	]);
	if (!matched.ok) return matched;
	const sent = readUnixSeconds(timestamp);
	const stale = describeStaleness(sent, now, settings.replayWindow ?? REPLAY_MINUTES);
	return stale === null ? matched : refused(stale);
}

/** The filled parts of the header. Parts with other names are left for PayMongo to add one day. */
function readParts(header: string): SignatureParts {
	const parts: SignatureParts = { t: [], te: [], li: [] };
	for (const part of header.split(',')) {
		const [name, value] = [
			part.slice(0, part.indexOf('=')).trim(),
			part.slice(part.indexOf('=') + 1),
		];
		if ((name === 't' || name === 'te' || name === 'li') && value.trim() !== '') {
			parts[name].push(value.trim());
		}
	}
	return parts;
}

function describeMissing(parts: SignatureParts, mode: Mode | null): string {
	if (mode === 'live' && parts.te.length > 0) return 'it is a test event and the key is a live one';
	if (mode === 'test' && parts.li.length > 0) return 'it is a live event and the key is a test one';
	return 'it carries no signature';
}

/**
 * The refunds an event reports on. `payment.refund.updated` carries the refund (live sample; an
 * older table says the payment) and `payment.refunded` the payment with all its refunds, so the
 * type of `data` decides. Names PayMongo's pages mention but does not register (`refund.succeeded`)
 * are read the same way.
 */
function parse(body: Json, account: Account): RefundEvent[] {
	const eventType = refundEventIn(body);
	if (eventType === null) return [];
	const event = asObject(asObject(body).data);
	const attributes = asObject(event.attributes);
	const refunds = refundsIn(attributes.data, account.mode);
	return refunds.map((refund) => ({
		// PayMongo has always sent an id; without one, what happened to the refund tells events apart.
		eventId:
			asText(event.id) ??
			[refund.refundId, refund.providerStatus, refund.updatedAt]
				.map((part) => part ?? '')
				.join(':'),
		eventType,
		refund,
	}));
}

function refundEventIn(body: Json): string | null {
	const { attributes } = asObject(asObject(body).data);
	const eventType = asText(asObject(attributes).type) ?? '';
	return /refund/.test(eventType) ? eventType : null;
}

function refundsIn(data: Json | undefined, mode: Mode | null): RefundRecord[] {
	if (readResource(data, 'refund')) return [refundFrom(data, mode)];
	const payment = readResource(data, 'payment');
	if (!payment) return [];
	const { id, attributes } = payment;
	const foundIn = { paymentId: id, currency: asText(attributes.currency) };
	return newest((refundsOf(attributes) ?? []).map((refund) => refundFrom(refund, mode, foundIn)));
}

/** Of a payment's refunds, the one that changed last: the others were reported when they changed. */
function newest(refunds: RefundRecord[]): RefundRecord[] {
	const latest = refunds
		.map(({ updatedAt }) => updatedAt ?? '')
		.sort()
		.at(-1);
	return refunds.filter(({ updatedAt }) => (updatedAt ?? '') === latest);
}
