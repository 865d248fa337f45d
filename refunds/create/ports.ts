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
	 * What the refund is, the most exact first: what is sent under the claim, where that can be told,
	 * then what was asked for (see `amountsOf`). Noted with a claim when its refund is accepted.
	 */
	amounts: readonly string[];
}

export type Claim =
	| { kind: 'won' }
	/** Somebody else has it: a run of now, or one that was cut off. */
	| { kind: 'held' }
	/**
	 * An earlier run had it, and the provider accepted its refund. The amount is the first of the
	 * request's that the claim was noted with; null where it was with none.
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
