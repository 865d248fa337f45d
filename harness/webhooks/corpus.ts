/** Every webhook the sandbox signs, in every variant, with what a trigger would check it with. */
import type { VerificationSettings } from '../../refunds/webhooks/webhook';
import { startSandbox, type ProviderName, type SignedEvent } from '../../sandbox';
import { everyProvider, providersUnderTest, type ProviderUnderTest } from '../providers';
import type { Genuine, Variant } from './webhookUnderTest';

/** When every event of the corpus was signed, in milliseconds. */
const SIGNED_AT = Date.UTC(2026, 2, 3, 4, 5, 6);

const URL = 'https://n8n.example.com/webhook/6f1c2f0e-0000-4000-8000-000000000001/refunds';

/** What a trigger with the sandbox's credentials verifies with; the secret it has is the newer of two. */
function settingsFor(
	name: ProviderName,
	change: Partial<VerificationSettings> = {},
): VerificationSettings {
	const { provider, webhook } = providersUnderTest[name];
	return {
		secrets: webhook.secrets,
		accessKey: webhook.accessKey,
		account: provider.account(webhook.credential),
		replayWindow: null,
		signatureScheme: 'auto',
		...change,
	};
}

/** A request as it reaches the node. */
function deliveryOf(event: SignedEvent, at = SIGNED_AT): Genuine['delivery'] {
	return {
		rawBody: Buffer.from(event.body),
		headers: Object.fromEntries(
			Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]),
		),
		urls: [event.url],
		now: Math.floor(at / 1000),
	};
}

/** All variants of all providers' events about refunds. */
export async function sandboxCorpus(): Promise<Genuine[]> {
	const sandbox = await startSandbox();
	try {
		return everyProvider.flatMap((of) =>
			of.webhook.variants(sandbox).flatMap((variant) => {
				sandbox.configureWebhooks(variant.configure ?? {});
				const events = sandbox.buildEvents({ at: SIGNED_AT, url: URL, ...variant.spec });
				return events.map((event) => genuine(of, variant, event));
			}),
		);
	} finally {
		await sandbox.stop();
	}
}

function genuine(
	{ name, provider, webhook }: ProviderUnderTest,
	variant: Variant,
	event: SignedEvent,
): Genuine {
	const delivery = deliveryOf(event);
	const headers = Object.keys(delivery.headers);
	const header = headers.find((key) => key.endsWith('signature')) ?? '';
	const value = delivery.headers[header] ?? '';
	const digest = /[0-9a-zA-Z+/]{40,}={0,2}/.exec(value)?.[0] ?? '';
	const timestampHeader = webhook.inOneHeader
		? header
		: (headers.find((key) => key.endsWith('timestamp')) ?? null);
	const settings = settingsFor(name, variant.settings);
	const { account } = settings;
	return {
		name: `${name} ${variant.name}`,
		provider,
		webhook,
		delivery,
		settings: { ...settings, account: { ...account, mode: variant.mode ?? account.mode } },
		signature: { header, digest },
		timestampHeader,
	};
}
