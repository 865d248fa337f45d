import { createHash } from 'node:crypto';

import type { ProviderName } from '../refund';

/** Fits Rapyd's merchant_reference_id (255) and PayMongo's metadata with room to spare. */
const LONGEST_REFERENCE = 100;

/** A refund's intent: everything that makes two requests one and the same refund. */
export interface Intent {
	provider: ProviderName;
	/** See Account.identity. */
	account: string;
	paymentId: string;
	/** Minor units, or `remaining` for everything that is left. */
	amount: bigint | 'remaining';
	currency: string;
}

/** Names a refund within one account and payment. */
export interface RefundName {
	provider: ProviderName;
	account: string;
	paymentId: string;
	reference: string;
}

/** A hash of parts that cannot run into each other ("a","bc" is not "ab","c"). */
function digest(parts: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * The Refund Reference of a refund the user did not name: the same for the same intent on a retry,
 * a re-run, after a restart and on another worker, because nothing of the execution goes into it.
 */
export function deriveReference(intent: Intent): string {
	const { provider, account, paymentId, amount, currency } = intent;
	const hash = digest(['reference', provider, account, paymentId, String(amount), currency]);
	return `rf-${hash.slice(0, 24)}`;
}

/**
 * What is claimed in n8n's database. The amount is not part of it: a reference names one refund,
 * whatever its amount. Attempt 2 follows a refund that the provider reports as failed or canceled.
 */
export function claimKey(name: RefundName, attempt: number | string): string {
	const { provider, account, paymentId, reference } = name;
	return digest(['claim', provider, account, paymentId, reference, String(attempt)]);
}

/** For a provider's idempotency header: one per refund and attempt, as a UUID-shaped text. */
export function idempotencyKey(name: RefundName, attempt: number | string): string {
	const { provider, account, paymentId, reference } = name;
	const hash = digest(['send', provider, account, paymentId, reference, String(attempt)]);
	return [8, 4, 4, 4, 12]
		.map((length, part, lengths) => {
			const start = lengths.slice(0, part).reduce((sum, before) => sum + before, 0);
			return hash.slice(start, start + length);
		})
		.join('-');
}

/** What is wrong with a Refund Reference a user gave, or null. */
export function checkReference(reference: string): string | null {
	if (reference.length > LONGEST_REFERENCE) {
		return `Refund Reference is longer than ${LONGEST_REFERENCE} characters. Use a ticket number or another short name.`;
	}
	if (/\p{Cc}/u.test(reference)) {
		return 'Refund Reference holds a line break or another invisible character. Remove it.';
	}
	return null;
}
