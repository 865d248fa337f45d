/** What making refunds needs from outside: the world behind `createRefunds`. */
import type { Account } from '../exchange';
import type { LookUp, RefundDraft, RefundOrder, RefundProvider, Sorted } from '../provider';
import type { RefundRecord } from '../refund';

/**
 * `held`: somebody else has it. `accepted`: an earlier run had it, and the provider accepted its
 * refund, of the same amount. `unavailable`: no claim could be made, so nothing may be sent.
 */
export type Claim = 'won' | 'held' | 'accepted' | 'unavailable';

/** What is claimed. */
export interface ClaimRequest {
	/** See `claimKey`: the reference, whatever its amount. */
	key: string;
	/** Tells whether a refund that was accepted under the reference is the one asked for now. */
	amount: string;
}

/** What `createRefunds` needs from outside. Only `lookUp` may throw (ProviderError). */
export interface Steps {
	lookUp(order: RefundOrder): Promise<LookUp>;
	/** Claims refunds in n8n's database, each atomically; answers in the same order. */
	claim(requests: readonly ClaimRequest[]): Promise<Claim[]>;
	/** Frees claims after a definite refusal. */
	release(requests: readonly ClaimRequest[]): Promise<void>;
	/** Notes with claims that the provider has accepted their refunds. */
	confirm(requests: readonly ClaimRequest[]): Promise<void>;
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

export interface Policy {
	/** Payments worked on side by side. */
	concurrency: number;
	/** Longest time a send may still be under way elsewhere, in milliseconds. */
	sendTimeout: number;
}

export interface Context {
	provider: RefundProvider;
	account: Account;
	steps: Steps;
	policy: Policy;
}

/** What is to be done about the claims of a group once all its refunds are through. */
export interface ClaimNotes {
	/** Definitely refused: free for another try. */
	release: ClaimRequest[];
	/** Accepted by a provider that will not show them under their reference. */
	confirm: ClaimRequest[];
}
