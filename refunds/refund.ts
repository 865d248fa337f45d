import type { JsonObject } from './json';
import { formatMoney, toInteger, type Money } from './money';
import { maskPhones } from './privacy';

export type ProviderName = 'paymongo' | 'rapyd' | 'redstone' | 'vesicash';
export type Mode = 'live' | 'test';

/**
 * `pending`: the provider has it. `requires_action`: someone must act, e.g. claim a link.
 * `failed`: certainly not refunded. `reversed`: succeeded, then came back. `unknown`: nobody can
 * say whether the provider has it.
 */
export type RefundStatus =
	'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled' | 'reversed' | 'unknown';

/** One refund, in the same shape for every provider. Absent is null, never a missing key. */
export interface RefundRecord {
	provider: ProviderName;
	mode: Mode | null;
	/** The provider's id; at Redstone and Vesicash the refund's own reference. */
	refundId: string | null;
	/** Payment id, or payment reference. */
	paymentId: string | null;
	/** Our Refund Reference. */
	reference: string | null;
	/** Decimal, major units, with the currency's digits. */
	amount: string | null;
	/** The same in minor units. */
	amountMinor: number | null;
	currency: string | null;
	status: RefundStatus;
	/** Whether the provider calls it finished. */
	final: boolean;
	/** The provider's word, verbatim. */
	providerStatus: string | null;
	reason: string | null;
	failureCode: string | null;
	failureMessage: string | null;
	/** ISO 8601, UTC. */
	createdAt: string | null;
	updatedAt: string | null;
	/** True when an earlier refund with this reference was returned instead of making another. */
	duplicate: boolean;
	/** What stood between this refund and a second one: `provider`, `claim`, `lookup`, joined by `+`. */
	protection: string | null;
	/** The provider's own object, phone numbers masked. */
	raw: JsonObject | null;
}

export interface PaymentRecord {
	provider: ProviderName;
	mode: Mode | null;
	paymentId: string | null;
	reference: string | null;
	amount: string | null;
	amountMinor: number | null;
	currency: string | null;
	status: string;
	providerStatus: string | null;
	/** Null where the provider does not say. */
	refundedAmount: string | null;
	refundableAmount: string | null;
	/** What the merchant received, where the payment was exchanged into another currency; else null. */
	receivedAmount: string | null;
	receivedCurrency: string | null;
	refunds: RefundRecord[];
	method: string | null;
	createdAt: string | null;
	raw: JsonObject | null;
}

export interface WalletBalance {
	provider: ProviderName;
	mode: Mode | null;
	walletId: string | null;
	country: string | null;
	currency: string | null;
	balance: string | null;
	updatedAt: string | null;
	raw: JsonObject | null;
}

export interface WalletEntry {
	provider: ProviderName;
	mode: Mode | null;
	entryId: string | null;
	reference: string | null;
	action: string | null;
	type: string | null;
	amount: string | null;
	currency: string | null;
	balanceBefore: string | null;
	balanceAfter: string | null;
	at: string | null;
	raw: JsonObject | null;
}

const FINAL: ReadonlySet<RefundStatus> = new Set(['succeeded', 'failed', 'canceled', 'reversed']);
const REFUNDED: ReadonlySet<RefundStatus> = new Set(['pending', 'requires_action', 'succeeded']);
const NOT_SPENT: ReadonlySet<RefundStatus> = new Set(['failed', 'canceled', 'reversed']);

/** Whether nothing more is expected to happen to a refund with this status. */
export function isFinal(status: RefundStatus): boolean {
	return FINAL.has(status);
}

/** Which output of `create` a refund belongs to: Refunded (true) or Not Refunded. */
export function isRefunded(status: RefundStatus): boolean {
	return REFUNDED.has(status);
}

/** Whether a refund uses up part of its payment. `pending` and `unknown` count as spent. */
export function isSpent(status: RefundStatus): boolean {
	return !NOT_SPENT.has(status);
}

/** What a mapping knows of a refund; everything else becomes null. */
export interface RefundFacts {
	provider: ProviderName;
	status: RefundStatus;
	money?: Money | null;
	currency?: string | null;
	mode?: Mode | null;
	refundId?: string | null;
	paymentId?: string | null;
	reference?: string | null;
	providerStatus?: string | null;
	reason?: string | null;
	failureCode?: string | null;
	failureMessage?: string | null;
	createdAt?: string | null;
	updatedAt?: string | null;
	raw?: JsonObject | null;
}

function orNull<T>(value: T | null | undefined): T | null {
	return value ?? null;
}

/** A whole refund record, its keys always all there and in the same order. */
export function refundRecord(facts: RefundFacts): RefundRecord {
	const money = facts.money ?? null;
	return {
		provider: facts.provider,
		mode: orNull(facts.mode),
		refundId: orNull(facts.refundId),
		paymentId: orNull(facts.paymentId),
		reference: orNull(facts.reference),
		amount: money ? formatMoney(money) : null,
		amountMinor: money ? toInteger(money.minor) : null,
		currency: money?.currency ?? facts.currency?.toUpperCase() ?? null,
		status: facts.status,
		final: isFinal(facts.status),
		providerStatus: orNull(facts.providerStatus),
		reason: orNull(facts.reason),
		failureCode: orNull(facts.failureCode),
		failureMessage: orNull(facts.failureMessage),
		createdAt: orNull(facts.createdAt),
		updatedAt: orNull(facts.updatedAt),
		duplicate: false,
		protection: null,
		raw: facts.raw ? maskPhones(facts.raw) : null,
	};
}
