/** Shapes shared by all parts of the sandbox. Times are milliseconds, money is minor units. */
import type { Behaviour } from './behaviour';
import type { Exchange } from './money';
import type { ProviderName } from './names';
import type { Shows } from './shown';

export type RefundStatus = 'pending' | 'succeeded' | 'failed' | 'canceled';
export type PaymentStatus = 'paid' | 'unpaid';

/** A share of a Rapyd payment or refund that belongs to one e-wallet. */
export interface WalletShare {
	id: string;
	amountMinor: bigint;
}

export interface Payment {
	provider: ProviderName;
	id: string;
	seq: number;
	amountMinor: bigint;
	currency: string;
	status: PaymentStatus;
	disputed: boolean;
	/** The provider's own word, e.g. `gcash`, `sg_fast_bank`, `mobilemoney`. */
	method: string;
	behaviour: Behaviour;
	live: boolean;
	reference: string | null;
	createdAt: number;
	/** Sum of the refunds that are neither failed nor canceled. */
	spentMinor: bigint;
	refunds: Refund[];
	wallets: WalletShare[];
	groupId: string | null;
	fx: Exchange | null;
	shows: Shows | undefined;
}

export interface Refund {
	id: string;
	seq: number;
	payment: Payment;
	amountMinor: bigint;
	status: RefundStatus;
	/** Our reference as this provider stores it: Rapyd's merchant reference, PayMongo's metadata. */
	reference: string | null;
	reason: string | null;
	notes: string | null;
	metadata: Record<string, unknown> | null;
	failureCode: string | null;
	wallets: WalletShare[];
	proportional: boolean;
	/** Where this one refund is reported to (Redstone, Vesicash). */
	webhookUrl: string | null;
	phone: string | null;
	/** PayMongo QR Ph: the link the customer opens to claim the money. */
	transferLink: string | null;
	/** Rapyd: amount and currency as they were asked for, where that is not the payment's. */
	asked: { amountMinor: bigint; currency: string } | null;
	createdAt: number;
	updatedAt: number;
	succeededAt: number | null;
}

/** A payment to be; what is left out follows from its provider and its behaviour. */
export interface PaymentDraft {
	id?: string;
	amountMinor: bigint;
	currency: string;
	status?: PaymentStatus;
	disputed?: boolean;
	method?: string;
	behaviour?: Behaviour;
	live?: boolean;
	reference?: string | null;
	createdAt?: number;
	wallets?: WalletShare[];
	groupId?: string | null;
	fx?: Exchange;
	shows?: Shows;
}

/** A refund to be. */
export interface RefundDraft {
	amountMinor: bigint;
	status?: RefundStatus;
	reference?: string | null;
	reason?: string | null;
	notes?: string | null;
	metadata?: Record<string, unknown> | null;
	wallets?: WalletShare[];
	proportional?: boolean;
	webhookUrl?: string | null;
	phone?: string | null;
	transferLink?: string | null;
	asked?: { amountMinor: bigint; currency: string } | null;
	createdAt?: number;
}

/** Rapyd: several payments of one purchase. */
export interface PaymentGroup {
	id: string;
	payments: Payment[];
}

/** What the sandbox answers, before a fault changes how it is delivered. */
export interface Answer {
	status: number;
	/** An object is sent as JSON, a string as plain text, undefined as an empty body. */
	body?: object | string;
}

/** A request that reached a provider's handler: authenticated, body parsed. */
export interface Incoming {
	provider: ProviderName;
	method: string;
	/** Path with its query, as it stood on the wire. */
	url: string;
	/** Host without the port. */
	host: string;
	headers: Record<string, string | string[] | undefined>;
	params: Record<string, string>;
	query: Record<string, string | string[] | undefined>;
	rawBody: Buffer;
	body: unknown;
	live: boolean;
}
