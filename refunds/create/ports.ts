/** What making refunds needs from outside: the world behind `createRefunds`. */
import type { Account, Failure } from '../exchange';
import type { LookUp, RefundDraft, RefundOrder, RefundProvider, Sorted } from '../provider';
import type { RefundRecord } from '../refund';

/** What is claimed: one refund, whatever its amount. */
export interface ClaimRequest {
	/**
	 * See `claimKey`. The first is the account's present identity's; the others are those of earlier
	 * identities and earlier ways of naming the refund. All of them must be free.
	 */
	keys: readonly [string, ...string[]];
	/**
	 * What is sent under the claim, in minor units and ISO 4217: `1250 EUR`, or `1250 EUR rest` for
	 * everything that was left. Empty where nothing is going to be sent. Kept as it is.
	 */
	amount: string;
}

export type Claim =
	| { kind: 'won' }
	/** Somebody else has it: a run of now, or one that was cut off. */
	| { kind: 'held' }
	/**
	 * An earlier run had it, and the provider accepted its refund. The amount is what that run sent
	 * (see ClaimRequest); null where the claim does not tell.
	 */
	| { kind: 'accepted'; amount: string | null }
	/** No claim could be made, so nothing may be sent. */
	| { kind: 'unavailable'; failure: Failure };

/** What becomes of claims that were won. */
export interface ClaimChanges {
	/** Definitely not refunded: free for another try. */
	release: readonly ClaimRequest[];
	/** Accepted by a provider that will not show them under their reference. */
	confirm: readonly ClaimRequest[];
}

/** What `createRefunds` needs from outside. Only `lookUp` may throw (ProviderError). */
export interface RefundPorts {
	lookUp(order: RefundOrder): Promise<LookUp>;
	/**
	 * Claims refunds in n8n's database, each atomically; answers in the same order. The changes of
	 * the claims before go with it. Every claim `unavailable` means that none of the changes is
	 * certain to have been made either.
	 */
	claim(requests: readonly ClaimRequest[], before: ClaimChanges): Promise<Claim[]>;
	/** Makes changes that no claim takes along; also after the execution's own deadline. */
	settle(changes: ClaimChanges): Promise<void>;
	/** Sends exactly one request. */
	send(draft: RefundDraft): Promise<Sorted>;
	/** What else speaks for a refund nobody can see, as a sentence; null where nothing does. */
	evidence(draft: RefundDraft): Promise<string | null>;
	/** Refunds of a payment that this process made and no list may show yet. */
	remembered(order: RefundOrder): Promise<RefundRecord[]>;
	remember(refund: RefundRecord): void;
	pause(milliseconds: number): Promise<void>;
	/** Whether the user has canceled the execution: nothing more is sent then. */
	canceled(): boolean;
}

export interface RefundPolicy {
	/** Payments worked on side by side. */
	concurrency: number;
	/**
	 * Pauses before each look for a refund that may have been made, in milliseconds: right away,
	 * then with back-off, because how fresh a provider's list is right after a refund is documented
	 * nowhere.
	 */
	lookPauses: readonly number[];
}

/** One run of `createRefunds`. */
export interface RefundRun {
	provider: RefundProvider;
	account: Account;
	ports: RefundPorts;
	policy: RefundPolicy;
}
