/** PayMongo's registered webhooks: one secret each, never two with the same URL in one mode. */
import { randomBytes } from 'node:crypto';
import type { Ordered } from '../ordered';

export interface PaymongoWebhook extends Ordered {
	id: string;
	url: string;
	events: string[];
	secretKey: string;
	status: 'enabled' | 'disabled';
	disabledReason: 'disabled_by_merchant' | 'max_retries_exceeded' | null;
	live: boolean;
	updatedAt: number;
	/** Events in a row whose every try failed; three of them disable the webhook. */
	failedEvents: number;
}

export interface PaymongoWebhooks {
	/** Oldest first. */
	list(): readonly PaymongoWebhook[];
	find(id: string): PaymongoWebhook | undefined;
	add(url: string, events: string[], live: boolean): PaymongoWebhook;
	remove(id: string): boolean;
	clear(): void;
}

export function createPaymongoWebhooks(): PaymongoWebhooks {
	let webhooks: PaymongoWebhook[] = [];
	let seq = 0;
	return {
		list: () => webhooks,
		find: (id) => webhooks.find((webhook) => webhook.id === id),
		add(url, events, live) {
			seq += 1;
			const now = Date.now();
			const webhook: PaymongoWebhook = {
				id: `hook_${randomBytes(12).toString('hex')}`,
				seq,
				url,
				events,
				secretKey: `whsk_${randomBytes(12).toString('hex')}`,
				status: 'enabled',
				disabledReason: null,
				live,
				createdAt: now,
				updatedAt: now,
				failedEvents: 0,
			};
			webhooks.push(webhook);
			return webhook;
		},
		remove(id) {
			const before = webhooks.length;
			webhooks = webhooks.filter((webhook) => webhook.id !== id);
			return webhooks.length < before;
		},
		clear() {
			webhooks = [];
		},
	};
}
