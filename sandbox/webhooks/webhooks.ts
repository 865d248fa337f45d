/** Telling the world: events for every change of a refund, and events on demand. */
import type { ProviderName } from '../names';
import type { Settings } from '../options';
import type { PaymongoWebhook, PaymongoWebhooks } from '../paymongo/webhookStore';
import type { Profile } from '../profile';
import type { Store } from '../state';
import type { Refund } from '../types';
import { createCourier, type Delivery } from './delivery';
import { buildEvent, signEvent } from './events';
import type { EventSpec, SignedEvent } from './eventTypes';

export interface Webhooks {
	/** What a test asked for: signed, not sent. One for each webhook that would get it. */
	build(spec: EventSpec): SignedEvent[];
	/** Sends what `build` makes, each copy once, and says what the receivers answered. */
	send(spec: EventSpec): Promise<Delivery[]>;
	/** Sends an event that was sent before once more, byte for byte. */
	repeat(eventId: string): Promise<Delivery[]>;
	/** Rapyd's event for changed metadata. */
	refundUpdated(refund: Refund): void;
	/** Events sent so far, oldest first. */
	events(): readonly SignedEvent[];
	deliveries(): readonly Delivery[];
	/** Does something without reporting it. */
	quietly<T>(action: () => T): T;
	reset(): void;
	stop(): void;
}

interface Target {
	url: string;
	secret: string;
	webhook?: PaymongoWebhook;
}

const kept = 20_000;
const failuresUntilDisabled = 3;

export function createWebhooks(parts: {
	settings: Settings;
	profiles: Record<ProviderName, Profile>;
	store: Store;
	paymongoWebhooks: PaymongoWebhooks;
}): Webhooks {
	const { settings, profiles, store, paymongoWebhooks } = parts;
	const courier = createCourier(settings);
	let events: SignedEvent[] = [];
	let quiet = false;

	function subjectOf(spec: EventSpec) {
		const named =
			spec.refundId === undefined ? undefined : store.refund(spec.provider, spec.refundId);
		if (spec.refundId !== undefined && !named) throw new Error(`No refund ${spec.refundId}.`);
		const paymentId = spec.paymentId ?? `${profiles[spec.provider].speaking.prefix}_succeeds`;
		const payment = named?.payment ?? store.payment(spec.provider, paymentId);
		if (!payment) throw new Error(`No payment ${paymentId}.`);
		return { payment, refund: named ?? payment.refunds.at(-1) };
	}

	/** Where an event goes, with the secret that goes with the place. */
	function targetsOf(spec: EventSpec, type: string, live: boolean, refund?: Refund): Target[] {
		const { provider, url, secret } = spec;
		const own = profiles[provider].events.secret;
		if (own !== null) {
			const place = url ?? refund?.webhookUrl ?? settings.webhooks.urls[provider];
			return place === undefined ? [] : [{ url: place, secret: secret ?? own }];
		}
		const registered = paymongoWebhooks.list();
		if (url === undefined) {
			return registered
				.filter(
					(webhook) =>
						webhook.status === 'enabled' && webhook.live === live && webhook.events.includes(type),
				)
				.map((webhook) => ({ url: webhook.url, secret: secret ?? webhook.secretKey, webhook }));
		}
		const webhook = registered.find((known) => known.url === url);
		const given = secret ?? webhook?.secretKey;
		if (given === undefined) throw new Error(`No PayMongo webhook is registered for ${url}.`);
		return [{ url, secret: given, ...(webhook ? { webhook } : {}) }];
	}

	function prepare(spec: EventSpec): Array<{ signed: SignedEvent; webhook?: PaymongoWebhook }> {
		const subject = subjectOf(spec);
		const { events: own } = profiles[spec.provider];
		const { type, live, at, event } = buildEvent(own, spec, subject, settings.webhooks);
		const body = JSON.stringify(event.body);
		return targetsOf(spec, type, live, subject.refund).map(({ url, secret, webhook }) => ({
			signed: {
				provider: spec.provider,
				eventId: event.eventId,
				type,
				refundId: subject.refund?.id ?? null,
				url,
				...signEvent(own, { url, body, secret, at, live }, settings.webhooks, spec.forge),
			},
			...(webhook ? { webhook } : {}),
		}));
	}

	function remember(event: SignedEvent): void {
		events.push(event);
		if (events.length > kept) events = events.slice(kept / 2);
	}

	/** Sends an event of its own accord, with the provider's repetitions. */
	function report(refund: Refund, type: string): void {
		const { provider, live } = refund.payment;
		const spec = { provider, refundId: refund.id, type };
		// Most refunds of a fault campaign have nobody to tell: do not sign for nothing.
		if (targetsOf(spec, type, live, refund).length === 0) return;
		for (const { signed, webhook } of prepare(spec)) {
			remember(signed);
			void courier.deliver(signed, profiles[provider].events.pauses).then((arrived) => {
				if (!webhook) return;
				webhook.failedEvents = arrived ? 0 : webhook.failedEvents + 1;
				if (webhook.failedEvents < failuresUntilDisabled) return;
				webhook.status = 'disabled';
				webhook.disabledReason = 'max_retries_exceeded';
			});
		}
	}

	store.onChange((refund) => {
		if (quiet) return;
		for (const type of profiles[refund.payment.provider].events.typesFor(refund))
			report(refund, type);
	});

	const build = (spec: EventSpec) => prepare(spec).map(({ signed }) => signed);
	return {
		build,
		async send(spec) {
			const signed = build(spec);
			if (signed.length === 0) {
				throw new Error(`Nobody is waiting for this ${spec.provider} event: no webhook, no URL.`);
			}
			signed.forEach(remember);
			const copies = signed.flatMap((event) =>
				Array.from({ length: spec.copies ?? 1 }, () => event),
			);
			return await Promise.all(copies.map((event) => courier.attempt(event)));
		},
		async repeat(eventId) {
			const found = events.filter((event) => event.eventId === eventId);
			if (found.length === 0) throw new Error(`No event ${eventId} was sent.`);
			return await Promise.all(found.map((event) => courier.attempt(event)));
		},
		refundUpdated: (refund) => report(refund, 'PAYMENT_REFUND_UPDATED'),
		events: () => events,
		deliveries: () => courier.deliveries(),
		quietly(action) {
			quiet = true;
			try {
				return action();
			} finally {
				quiet = false;
			}
		},
		reset() {
			events = [];
			courier.reset();
		},
		stop: () => courier.stop(),
	};
}
