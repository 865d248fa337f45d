/** How a refund is named: to people and providers by its reference, in claims by keys. */
import { createHash } from 'node:crypto';

import type { ProviderName } from '../refund';

/** Fits Rapyd's merchant_reference_id (255) and PayMongo's metadata with room to spare. */
const LONGEST_REFERENCE = 100;

/** A hash of parts that cannot run into each other ("a","bc" is not "ab","c"). */
function digest(parts: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * The one form of a reference in which it is claimed, sent, compared and shown: two that look the
 * same are the same. Unicode NFC, what cannot be seen taken out, each run of white space one blank,
 * trimmed. Case counts.
 */
export function normalizeReference(reference: string): string {
	return reference
		.replace(/[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '')
		.normalize('NFC')
		.replace(/\s+/gu, ' ')
		.trim();
}

/** What is wrong with a Refund Reference a user gave, or null. */
export function checkReference(reference: string): string | null {
	if (reference.trim() !== '' && normalizeReference(reference) === '') {
		return 'Refund Reference holds nothing but invisible characters. Write it again, or leave it empty.';
	}
	if (normalizeReference(reference).length > LONGEST_REFERENCE) {
		return `Refund Reference is longer than ${LONGEST_REFERENCE} characters. Use a ticket number or another short name.`;
	}
	if (/\p{Cc}/u.test(reference)) {
		return 'Refund Reference holds a line break or another invisible character. Remove it.';
	}
	return null;
}

/** A refund's intent, as its order alone tells it: a look-up that fails does not change its name. */
export interface Intent {
	provider: ProviderName;
	paymentId: string;
	/** Decimal without needless zeros, or `remaining` for everything that is left. */
	amount: string;
	/** The currency the order itself names; empty where it names none. */
	currency: string;
}

/**
 * The Refund Reference of a refund the user did not name: the same for the same intent on a retry,
 * a re-run, after a restart and on another worker, because nothing of the execution goes into it.
 * Nor does the account: a reference names a refund within one account and payment, and where the
 * account comes in, in claims, it is known better than by a host or a key that may change.
 */
export function deriveReference({ provider, paymentId, amount, currency }: Intent): string {
	return `rf-${digest(['reference 2', provider, paymentId, amount, currency]).slice(0, 24)}`;
}

/** What release 0.1 derived a reference from. */
interface FirstIntent {
	provider: ProviderName;
	/** One of Account.identity and Account.earlierIdentities. */
	account: string;
	paymentId: string;
	/** Minor units, or `remaining`. */
	amount: bigint | 'remaining';
	/** The payment's, where the order names none. */
	currency: string;
}

/** The reference that release 0.1 derived: its refunds and claims are still found by it. */
export function firstReference(intent: FirstIntent): string {
	const { provider, account, paymentId, amount, currency } = intent;
	const hash = digest(['reference', provider, account, paymentId, String(amount), currency]);
	return `rf-${hash.slice(0, 24)}`;
}

/** Names a refund within one account and payment. */
export interface RefundName {
	provider: ProviderName;
	account: string;
	paymentId: string;
	reference: string;
}

/**
 * What is claimed in n8n's database. The amount is not part of it: a reference names one refund,
 * whatever its amount. Attempt 2 follows a refund that the provider reports as failed or canceled.
 */
export function claimKey(name: RefundName, attempt: number): string {
	const { provider, account, paymentId, reference } = name;
	return digest(['claim', provider, account, paymentId, reference, String(attempt)]);
}

/** For a provider's idempotency header: one per refund and attempt, as a UUID-shaped text. */
export function idempotencyKey(name: RefundName, attempt: number): string {
	const { provider, account, paymentId, reference } = name;
	const hash = digest(['send', provider, account, paymentId, reference, String(attempt)]);
	return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
