/** PayMongo's webhook endpoints. There is no delete: its documents say to disable instead. */
import { asObject, queryText, seconds } from '../read';
import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { notFound, paymongoError } from './errors';
import { listPage } from './lists';
import type { PaymongoWebhook } from './webhookStore';

/** What can be registered; `refund.succeeded` and its like are rejected (paymongo.md, 4.2). */
const eventTypes = [
	'payment.paid',
	'payment.failed',
	'payment.refunded',
	'payment.refund.updated',
	'source.chargeable',
	'checkout_session.payment.paid',
	'link.payment.paid',
	'qrph.expired',
	'subscription.past_due',
	'subscription.unpaid',
	'subscription.updated',
	'subscription.invoice.created',
	'subscription.invoice.finalized',
	'subscription.invoice.paid',
	'subscription.invoice.payment_failed',
];

function webhookResource(webhook: PaymongoWebhook, withSecret: boolean): object {
	return {
		id: webhook.id,
		type: 'webhook',
		attributes: {
			disabled_reason: webhook.disabledReason,
			events: webhook.events,
			livemode: webhook.live,
			// Whether reading a webhook shows its secret is disputed; the cautious reading is no.
			...(withSecret ? { secret_key: webhook.secretKey } : {}),
			status: webhook.status,
			url: webhook.url,
			created_at: seconds(webhook.createdAt),
			updated_at: seconds(webhook.updatedAt),
		},
	};
}

function checkWebhook(request: Incoming, world: World, self?: PaymongoWebhook): Answer | undefined {
	const { url, events } = asObject(asObject(asObject(request.body).data).attributes);
	if (
		url !== undefined &&
		!(typeof url === 'string' && URL.canParse(url) && /^https?:/.test(url))
	) {
		return paymongoError(400, 'parameter_format_invalid', 'url must be a URL.', 'url');
	}
	const taken = world.paymongoWebhooks
		.list()
		.some((other) => other !== self && other.url === url && other.live === request.live);
	if (taken) {
		const detail = 'A webhook with this url exists already.';
		return paymongoError(400, 'resource_exists', detail, 'url');
	}
	if (events === undefined) return undefined;
	const known =
		Array.isArray(events) &&
		events.length > 0 &&
		events.every((event) => eventTypes.includes(event));
	if (known) return undefined;
	return paymongoError(400, 'parameter_invalid', 'events has a value that is not known.', 'events');
}

export function createWebhook(request: Incoming, world: World): Answer {
	const { url, events } = asObject(asObject(asObject(request.body).data).attributes);
	for (const [field, value] of Object.entries({ url, events })) {
		if (value === undefined) {
			return paymongoError(400, 'parameter_required', `${field} is required.`, field);
		}
	}
	const invalid = checkWebhook(request, world);
	if (invalid) return invalid;
	const webhook = world.paymongoWebhooks.add(String(url), events as string[], request.live);
	return { status: 200, body: { data: webhookResource(webhook, true) } };
}

export function listWebhooks(request: Incoming, world: World): Answer {
	const url = queryText(request.query, 'url');
	const list = world.paymongoWebhooks
		.list()
		.filter(({ live, url: own }) => live === request.live && (url === undefined || own === url));
	const find = (id: string) => world.paymongoWebhooks.find(id);
	return listPage(request, world, list, find, (webhook) => webhookResource(webhook, false));
}

function withWebhook(
	request: Incoming,
	world: World,
	change: (webhook: PaymongoWebhook) => Answer | undefined,
): Answer {
	const id = request.params.id ?? '';
	const webhook = world.paymongoWebhooks.find(id);
	if (!webhook || webhook.live !== request.live) return notFound('webhook', id);
	const refused = change(webhook);
	return refused ?? { status: 200, body: { data: webhookResource(webhook, false) } };
}

export function getWebhook(request: Incoming, world: World): Answer {
	return withWebhook(request, world, () => undefined);
}

export function updateWebhook(request: Incoming, world: World): Answer {
	return withWebhook(request, world, (webhook) => {
		const invalid = checkWebhook(request, world, webhook);
		if (invalid) return invalid;
		const { url, events } = asObject(asObject(asObject(request.body).data).attributes);
		if (url !== undefined) webhook.url = String(url);
		if (events !== undefined) webhook.events = events as string[];
		webhook.updatedAt = Date.now();
		return undefined;
	});
}

export function enableWebhook(request: Incoming, world: World): Answer {
	return withWebhook(request, world, (webhook) => {
		webhook.status = 'enabled';
		webhook.disabledReason = null;
		webhook.failedEvents = 0;
		webhook.updatedAt = Date.now();
		return undefined;
	});
}

export function disableWebhook(request: Incoming, world: World): Answer {
	return withWebhook(request, world, (webhook) => {
		webhook.status = 'disabled';
		webhook.disabledReason = 'disabled_by_merchant';
		webhook.updatedAt = Date.now();
		return undefined;
	});
}
