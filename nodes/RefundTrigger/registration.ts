/**
 * The life of a webhook that n8n registers at the provider. One URL is one webhook: it is always
 * looked for before it is made, so that no call that is lost or repeated leads to a second one.
 */
import { ProviderError, type Send } from '../../refunds/exchange';
import type { RegisteredWebhook, WebhookRegistry } from '../../refunds/webhooks/webhook';

/** What is kept of a registered webhook. */
export interface Registration {
	/** A copy of a workflow may bring its original's registration along; it must not touch that. */
	workflowId: string;
	id: string;
	url: string;
	/** The provider shows it once, when the webhook is made. */
	secret: string | null;
}

export interface Registrar {
	title: string;
	registry: WebhookRegistry;
	send: Send;
	workflowId: string;
	url: string;
	/** What was kept the last time, if it was kept by this workflow. */
	kept: Registration | null;
	/** Whether the credential has a webhook secret, for when the registered one is lost. */
	hasFallback: boolean;
}

/**
 * Secrets of the webhooks this process has made, by id. n8n throws away what a test run keeps, and
 * a renamed node starts with nothing kept.
 */
const secretsMade = new Map<string, string>();

/**
 * Takes over the webhook that is there for this trigger, sets its URL and events and enables it.
 * @returns null when there is none
 * @throws ProviderError, also where its secret is lost
 */
export async function adopt(registrar: Registrar): Promise<Registration | null> {
	const { registry, send, url, kept } = registrar;
	const previous = kept !== null && kept.url !== url ? await findPrevious(registrar, kept) : null;
	const found = await registry.find(send, url);
	const webhook = found ?? previous;
	if (webhook === null) return null;
	const registration = registrationOf(registrar, webhook);
	if (webhook.url !== url || !sameEvents(webhook.events, registry.events)) {
		await registry.update(send, webhook, url);
	}
	if (!webhook.enabled) await registry.enable(send, webhook.id);
	if (found && previous?.enabled) await registry.disable(send, previous.id);
	return registration;
}

/**
 * Makes the webhook.
 * @throws ProviderError, also where it was made but its secret was lost on the way
 */
export async function register(registrar: Registrar): Promise<Registration> {
	const { registry, send, url } = registrar;
	return await registry.create(send, url).then(
		(webhook) => registrationOf(registrar, webhook),
		async (error: unknown) => {
			// It exists after all, or it was made and the answer was lost. Then its secret was lost too:
			// a secret that stood in the credential before cannot be this webhook's.
			const existed = error instanceof ProviderError && error.failure.code === 'resource_exists';
			const there = await adopt(existed ? registrar : { ...registrar, hasFallback: false });
			if (there === null) throw error;
			return there;
		},
	);
}

/** Disables the webhook; one that was deleted at the provider is as good as disabled. */
export async function retire({ registry, send, url, kept }: Registrar): Promise<void> {
	const id = kept?.id ?? (await registry.find(send, url))?.id;
	if (id === undefined) return;
	await registry.disable(send, id).catch((error: unknown) => {
		if (!(error instanceof ProviderError && error.notFound)) throw error;
	});
}

/** Our own webhook under the URL it had before, so that it moves instead of being made anew. */
async function findPrevious(
	{ registry, send }: Registrar,
	kept: Registration,
): Promise<RegisteredWebhook | null> {
	const previous = await registry.find(send, kept.url);
	return previous?.id === kept.id ? previous : null;
}

function sameEvents(events: readonly string[], wanted: readonly string[]): boolean {
	return events.length === wanted.length && wanted.every((event) => events.includes(event));
}

function registrationOf(registrar: Registrar, webhook: RegisteredWebhook): Registration {
	const { workflowId, url, kept, hasFallback, title } = registrar;
	const { id } = webhook;
	const secret =
		webhook.secret ?? (kept?.id === id ? kept.secret : null) ?? secretsMade.get(id) ?? null;
	if (secret !== null) secretsMade.set(id, secret);
	if (secret === null && !hasFallback) {
		throw new ProviderError({
			code: 'webhook_secret_lost',
			message: `${title} has a webhook for this trigger (${id}), but its secret is not known to n8n.`,
			advice: `${title} shows a webhook's secret to n8n only once. Copy it from the ${title} dashboard (Developers › Webhooks) into Webhook Secret in the credential, or delete the webhook there, then publish this workflow again.`,
		});
	}
	return { workflowId, id, url, secret };
}
