/** What a run knows of its payments and plans for its orders. */
import type { Balance } from '../balance';
import type { Failure } from '../exchange';
import type { LookUp, RefundDraft, RefundOrder } from '../provider';
import type { RefundRecord } from '../refund';
import type { RefundNames } from './names';
import type { Asked } from './outcome';
import type { ClaimRequest } from './ports';

export type PaymentState = OpenPayment | UnreadablePayment;

/** A payment that was looked up, and what this run plans and makes of it. */
export interface OpenPayment {
	kind: 'open';
	/** Its refunds grow with those this run makes. */
	lookUp: LookUp;
	balance: Balance;
	/** By every reference a plan's refund may have. */
	planned: Map<string, Plan>;
}

/** A payment that cannot be looked up: nothing is sent, but claims still tell of earlier runs. */
interface UnreadablePayment {
	kind: 'unreadable';
	failure: Failure;
	/** Its refunds of which this process knows, where claims do not tell of them. */
	remembered: RefundRecord[];
	planned: Map<string, Plan>;
}

/** One refund that waits for its claim. */
export interface Plan {
	order: RefundOrder;
	names: RefundNames;
	asked: Asked;
	claim: ClaimRequest;
	payment: PaymentState;
	once: OnceWon;
}

/** What is done once the claim is won. */
type OnceWon =
	| { kind: 'send'; draft: RefundDraft; payment: OpenPayment }
	/**
	 * Nothing: the refund is refused. That is said only with the claim in hand, because an earlier
	 * run may have made it. The draft is what would have been sent, where that can be told.
	 */
	| { kind: 'refuse'; failure: Failure; draft: RefundDraft | null };

/** What became of a refund, and what becomes of its claim. */
export interface Executed {
	record: RefundRecord;
	claim: 'keep' | 'release' | 'confirm';
}
