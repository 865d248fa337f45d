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
	/** Whether Redstone's and Vesicash's events stand alone or, as in drafts, in `{event, data}`. */
	mobileMoneyShape: 'flat' | 'wrapped';
	/** Whether PayMongo's payments carry their refunds as a list or, as one app reads it, in `{data}`. */
	paymongoShape: 'list' | 'wrapped';
}

export interface SandboxOptions {
	/** Default: a free port. */
	port?: number;
	/** How long an asynchronous outcome takes, in milliseconds. Default 4000. */
	settleMs?: number;
	/** How long a slow answer takes, in milliseconds. Default 3000. */
	slowMs?: number;
	/** How long every answer of a provider takes, in milliseconds. Default 0. */
	latencyMs?: number;
	/** Factor on the providers' intervals between webhook tries. Default 0.001. */
	retryScale?: number;
	/** Whether Redstone's and Vesicash's payment record has `refunds[]` (drafts do). Default false. */
	mobileMoneyShowsRefunds?: boolean;
	/** Whether they find payments in any letter case and by the merchant's own reference. Default false. */
	mobileMoneyOtherNames?: boolean;
	/** Their `business_id`; blank in the published sample. Default one for the whole account. */
	businessId?: string;
	/** Whether their ids are numbers beyond 2^53. Default false. */
	numericIds?: boolean;
	/** Whether their times lack the Z. Default false. */
	timesWithoutZone?: boolean;
	/** Entries on a page of the wallet history. Default 50. */
	walletHistoryPageSize?: number;
	/** The page of the wallet history that shows the page before it once more. Default none. */
	walletHistoryRepeatedPage?: number | null;
	/** Whether Rapyd's payment record has `refunds: null` beside its `refunded_amount`. Default false. */
	rapydHidesRefunds?: boolean;
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
		latencyMs: 0,
		retryScale: 0.001,
		mobileMoneyShowsRefunds: false,
		mobileMoneyOtherNames: false,
		businessId: '56b2f01d-75e4-46e4-b8ec-000000000001',
		numericIds: false,
		timesWithoutZone: false,
		walletHistoryPageSize: 50,
		walletHistoryRepeatedPage: null,
		rapydHidesRefunds: false,
		walletHistoryReference: 'refund',
		idempotency: false,
		paymongoListFilter: 'both',
		rateLimits: false,
		examples: false,
		...options,
		webhooks: {
			urls: {},
			rapydShape: 'B',
			mobileMoneyShape: 'flat',
			paymongoShape: 'list',
			mobileMoney: { header: 'mor-signature', timestamp: true, encoding: 'hex', prefix: false },
			...webhooks,
		},
	};
}
