/** The sandbox's options. Where a provider's documents leave something open, it is one of these. */
import type { ProviderName } from './names';

/** How Redstone's and Vesicash's webhooks are signed; the documents show every one of these. */
export interface MobileMoneySignature {
	header: 'mor-signature' | 'X-Vesicash-Signature';
	/** Sign `timestamp.body` and send `mor-timestamp`, or sign the body alone. */
	timestamp: boolean;
	encoding: 'hex' | 'base64';
	/** Write `sha256=` before the digest. */
	prefix: boolean;
}

export interface WebhookSettings {
	/** Where events go. PayMongo's webhooks are registered over its API: an entry would do nothing. */
	urls: Partial<Record<ProviderName, string>>;
	/** Rapyd's two envelopes (the older `A`, and `B` as captured in newer tests). */
	rapydShape: 'A' | 'B';
	mobileMoney: MobileMoneySignature;
}

export interface SandboxOptions {
	/** Default: a free port. */
	port?: number;
	/** How long an asynchronous outcome takes, in milliseconds. Default 4000. */
	settleMs?: number;
	/** How long a slow answer takes, in milliseconds. Default 3000. */
	slowMs?: number;
	/** Factor on the providers' intervals between webhook tries. Default 0.001. */
	retryScale?: number;
	/** Whether Redstone's and Vesicash's payment record has `refunds[]` (drafts do). Default false. */
	mobileMoneyShowsRefunds?: boolean;
	/** What a refund's entry in the wallet history is named after. Default the refund. */
	walletHistoryReference?: 'refund' | 'payment';
	/** Whether PayMongo and Rapyd honour the idempotency header on refunds. Default false. */
	idempotency?: boolean;
	/** Which spelling of PayMongo's list parameters works. Default both. */
	paymongoListFilter?: 'plain' | 'dotted' | 'both' | 'ignored';
	/** Enforce the documented request rates. Default false. */
	rateLimits?: boolean;
	/** Show every speaking payment in lists from the start. Default false. */
	examples?: boolean;
	webhooks?: Partial<WebhookSettings>;
}

export type Settings = Required<Omit<SandboxOptions, 'webhooks'>> & { webhooks: WebhookSettings };

/** Fills in the defaults. */
export function readOptions({ webhooks, ...options }: SandboxOptions): Settings {
	return {
		port: 0,
		settleMs: 4000,
		slowMs: 3000,
		retryScale: 0.001,
		mobileMoneyShowsRefunds: false,
		walletHistoryReference: 'refund',
		idempotency: false,
		paymongoListFilter: 'both',
		rateLimits: false,
		examples: false,
		...options,
		webhooks: {
			urls: {},
			rapydShape: 'B',
			mobileMoney: { header: 'mor-signature', timestamp: true, encoding: 'hex', prefix: false },
			...webhooks,
		},
	};
}
