/** Every webhook the sandbox signs, in every variant, with what a trigger would check it with. */
import { startSandbox, type EventSpec, type Sandbox, type SignedEvent } from '../sandbox';
import { keys } from '../sandbox/keys';
import { redstone, vesicash } from '../providers/mobileMoney';
import { paymongo } from '../providers/paymongo';
import { rapyd } from '../providers/rapyd';
import type { RefundProvider } from '../refunds/provider';
import type { ProviderName } from '../refunds/refund';
import type { Delivery, VerificationSettings } from '../refunds/webhooks/webhook';

/** A genuine delivery. */
export interface Genuine {
	name: string;
	provider: RefundProvider;
	delivery: Delivery & { rawBody: Buffer };
	settings: VerificationSettings;
	/** The header with the digest, and its value up to the digest. */
	signature: { header: string; digest: string };
	/** The header whose value holds the time of signing; null where none is signed. */
	timestampHeader: string | null;
}

export const providers: Record<ProviderName, RefundProvider> = {
	paymongo,
	rapyd,
	redstone,
	vesicash,
};

/** When every event of the corpus was signed, in milliseconds. */
export const SIGNED_AT = Date.UTC(2026, 2, 3, 4, 5, 6);

const URL = 'https://n8n.example.com/webhook/6f1c2f0e-0000-4000-8000-000000000001/refunds';
const PAYMONGO_SECRET = 'whsk_corpusSecretNotReal';

const credentials: Record<ProviderName, Record<string, string>> = {
	paymongo: { secretKey: keys.paymongo.secretKey, webhookSecret: PAYMONGO_SECRET },
	rapyd: { ...keys.rapyd, environment: 'sandbox' },
	redstone: keys.redstone,
	vesicash: keys.vesicash,
};

/** What a trigger with the sandbox's credentials verifies with; the secret it has is the newer of two. */
export function settingsFor(
	name: ProviderName,
	change: Partial<VerificationSettings> = {},
): VerificationSettings {
	const { webhookSecret, secretKey, accessKey } = credentials[name];
	const secrets =
		name === 'rapyd'
			? [{ name: 'Secret Key', value: secretKey ?? '' }]
			: [
					{ name: 'Webhook Secret', value: webhookSecret ?? '' },
					{ name: 'Previous Webhook Secret', value: 'the-secret-before-this-one' },
				];
	return {
		secrets,
		accessKey: accessKey ?? null,
		account: providers[name].account(credentials[name]),
		replayWindow: null,
		signatureScheme: 'auto',
		...change,
	};
}

/** A request as it reaches the node. */
export function deliveryOf(event: SignedEvent, at = SIGNED_AT): Genuine['delivery'] {
	return {
		rawBody: Buffer.from(event.body),
		headers: Object.fromEntries(
			Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]),
		),
		urls: [event.url],
		now: Math.floor(at / 1000),
	};
}

function genuine(name: string, event: SignedEvent, settings: VerificationSettings): Genuine {
	const delivery = deliveryOf(event);
	const header = Object.keys(delivery.headers).find((key) => key.endsWith('signature')) ?? '';
	const value = delivery.headers[header] ?? '';
	const digest = /[0-9a-zA-Z+/]{40,}={0,2}/.exec(value)?.[0] ?? '';
	const timestampHeader =
		event.provider === 'paymongo'
			? header
			: (Object.keys(delivery.headers).find((key) => key.endsWith('timestamp')) ?? null);
	return {
		name: `${event.provider} ${name}`,
		provider: providers[event.provider],
		delivery,
		settings,
		signature: { header, digest },
		timestampHeader,
	};
}

/** All variants of all providers' events about refunds. */
export async function sandboxCorpus(): Promise<Genuine[]> {
	const sandbox = await startSandbox();
	try {
		return [...paymongoEvents(sandbox), ...rapydEvents(sandbox), ...mobileMoneyEvents(sandbox)];
	} finally {
		await sandbox.stop();
	}
}

const STATUSES = ['pending', 'succeeded', 'failed', 'canceled'] as const;

function paymongoEvents(sandbox: Sandbox): Genuine[] {
	return (['test', 'live'] as const).flatMap((mode) => {
		const paymentId = sandbox.addPayment('paymongo', { live: mode === 'live' });
		const refundId = sandbox.addRefund('paymongo', paymentId, { amount: '12.50' });
		const settings = settingsFor('paymongo');
		const account = { ...settings.account, mode };
		return STATUSES.flatMap((status) =>
			['payment.refunded', 'payment.refund.updated'].flatMap((type) =>
				build(sandbox, { provider: 'paymongo', refundId, type, status, mode }).map((event) =>
					genuine(`${mode} ${type} ${status}`, event, { ...settings, account }),
				),
			),
		);
	});
}

function rapydEvents(sandbox: Sandbox): Genuine[] {
	const paymentId = sandbox.addPayment('rapyd', {});
	const refundId = sandbox.addRefund('rapyd', paymentId, { amount: '12.50', reference: 'T-1' });
	const types = [
		'REFUND_COMPLETED',
		'PAYMENT_REFUND_REJECTED',
		'PAYMENT_REFUND_FAILED',
		'PAYMENT_REFUND_UPDATED',
	];
	return (['A', 'B'] as const).flatMap((rapydShape) => {
		sandbox.configureWebhooks({ rapydShape });
		return STATUSES.flatMap((status) =>
			types.flatMap((type) =>
				build(sandbox, { provider: 'rapyd', refundId, type, status }).map((event) =>
					genuine(`${rapydShape} ${type} ${status}`, event, settingsFor('rapyd')),
				),
			),
		);
	});
}

function mobileMoneyEvents(sandbox: Sandbox): Genuine[] {
	return (['redstone', 'vesicash'] as const).flatMap((provider) => {
		const paymentId = sandbox.addPayment(provider, {});
		const refundId = sandbox.addRefund(provider, paymentId, { amount: '12.50' });
		return signatureVariants().flatMap(({ scheme, strict }) => {
			sandbox.configureWebhooks({ mobileMoney: scheme });
			return (['succeeded', 'failed'] as const).flatMap((status) =>
				build(sandbox, { provider, refundId, status }).flatMap((event) =>
					['auto', strict].map((signatureScheme) =>
						genuine(
							`${strict}${scheme.prefix ? ' sha256=' : ''} as ${signatureScheme} ${status}`,
							event,
							settingsFor(provider, { signatureScheme }),
						),
					),
				),
			);
		});
	});
}

function signatureVariants() {
	return (['mor-signature', 'X-Vesicash-Signature'] as const).flatMap((header) =>
		[true, false].flatMap((timestamp) =>
			(['hex', 'base64'] as const).flatMap((encoding) =>
				[true, false].map((prefix) => ({
					scheme: { header, timestamp, encoding, prefix },
					strict: `${header === 'mor-signature' ? 'mor' : 'vesicash'}_${timestamp ? 'timestamp' : 'body'}_${encoding}`,
				})),
			),
		),
	);
}

function build(sandbox: Sandbox, spec: EventSpec): SignedEvent[] {
	const secret = spec.provider === 'paymongo' ? { secret: PAYMONGO_SECRET } : {};
	return sandbox.buildEvents({ at: SIGNED_AT, url: URL, ...secret, ...spec });
}
