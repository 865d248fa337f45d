/**
 * PayMongo's webhook endpoints (docs, "Webhook resource"). A URL can be registered once per mode
 * (`resource_exists`); deleting is documented as impossible, so ours are disabled instead.
 */
import { asArray, asObject, asText, type Json } from '../../refunds/json';
import { ProviderError, type ProviderRequest, type Send } from '../../refunds/exchange';
import type { RegisteredWebhook, WebhookRegistry } from '../../refunds/webhooks/webhook';
import { read } from '../answers';
import { errorReader, unexpectedAnswer } from './errors';

/** The two about refunds that PayMongo lets be registered; `refund.succeeded` is rejected. */
const EVENTS = ['payment.refunded', 'payment.refund.updated'];

/** Far more than an account can sensibly have; ends a list whose cursor is ignored. */
const MAX_PAGES = 100;

export const registry: WebhookRegistry = {
	events: EVENTS,

	/** Looks through all pages: whether a `url` filter is honoured is not documented. */
	async find(send, url) {
		let after: string | null = null;
		for (let page = 0; page < MAX_PAGES; page += 1) {
			const query: Record<string, string> =
				after === null ? { limit: '100' } : { limit: '100', after };
			const list = await read(send, { method: 'GET', path: '/v1/webhooks', query }, errorReader);
			const webhooks = asArray(list.data).map(readWebhook);
			const found = webhooks.find((webhook) => webhook.url === url);
			if (found) return found;
			const last: string | null = webhooks.at(-1)?.id ?? null;
			if (list.has_more !== true || last === null || last === after) return null;
			after = last;
		}
		throw new ProviderError({
			code: 'too_many_webhooks',
			message: 'PayMongo lists its webhooks without an end.',
			advice: 'Remove webhooks that are not needed from the PayMongo dashboard.',
		});
	},

	create: (send, url) => write(send, 'POST', '/v1/webhooks', { url, events: EVENTS }),

	update: (send, { id }, url) =>
		write(send, 'PUT', `/v1/webhooks/${encodeURIComponent(id)}`, { url, events: EVENTS }),

	async enable(send, id) {
		await write(send, 'POST', `/v1/webhooks/${encodeURIComponent(id)}/enable`);
	},

	async disable(send, id) {
		await write(send, 'POST', `/v1/webhooks/${encodeURIComponent(id)}/disable`);
	},
};

async function write(
	send: Send,
	method: ProviderRequest['method'],
	path: string,
	attributes?: { url: string; events: string[] },
): Promise<RegisteredWebhook> {
	const body = attributes && { body: { data: { attributes } } };
	const answer = await read(send, { method, path, ...body }, errorReader);
	const webhook = readWebhook(answer.data);
	if (webhook.id === '') throw new ProviderError(unexpectedAnswer('webhook'));
	return webhook;
}

function readWebhook(value: Json | undefined): RegisteredWebhook {
	const resource = asObject(value);
	const attributes = asObject(resource.attributes);
	return {
		id: asText(resource.id) ?? '',
		url: asText(attributes.url) ?? '',
		events: asArray(attributes.events).filter((event) => typeof event === 'string'),
		enabled: attributes.status === 'enabled',
		secret: asText(attributes.secret_key),
	};
}
