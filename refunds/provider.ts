/**
 * What a payment provider must offer. A provider is a set of plain functions over an injected
 * `send`: it builds requests and reads answers, and knows neither n8n nor HTTP libraries.
 */
import type { Account, Answer, Failure, ProviderRequest, Send } from './exchange';
import type { JsonObject } from './json';
import type { Decimal, Money } from './money';
import type { RateLimit } from './pace';
import type {
	Mode,
	PaymentRecord,
	ProviderName,
	RefundRecord,
	WalletBalance,
	WalletEntry,
} from './refund';
import type { WebhookProvider } from './webhooks/webhook';

/** A refund as it was asked for, before the payment's currency is known. */
export interface RefundOrder {
	paymentId: string;
	refundAmount: 'partial' | 'remaining';
	/** Null for `remaining`. */
	amount: Decimal | null;
	/** ISO 4217, where the user names it (Rapyd); otherwise the payment's own. */
	currency: string | null;
	reason: string | null;
	/** The user's Refund Reference, or null to derive one. */
	reference: string | null;
	/** The provider's own options by their parameter names, e.g. `notes`, `ewallets`. */
	options: JsonObject;
}

/** A refund ready to be sent: exact amount, final reference. */
export interface RefundDraft {
	paymentId: string;
	money: Money;
	/** False where the user asked for everything that is left of the payment. */
	partial: boolean;
	reason: string | null;
	reference: string;
	/** Goes into the provider's idempotency header; new for every attempt at one reference. */
	idempotencyKey: string;
	options: JsonObject;
	mode: Mode | null;
}

/** The payment and its refunds, as far as the provider shows them. */
export interface LookUp {
	payment: PaymentRecord;
	/** Why this payment cannot be refunded at all (not paid, disputed, too old), or null. */
	obstacle: Failure | null;
	refunds: RefundRecord[];
	/** Whether `refunds` is certainly all of them, so that one not seen was not made. */
	complete: boolean;
	/** The name under which the gateway keeps the payment, however it was asked for; null where unsaid. */
	recordId: string | null;
	/** What the gateway itself calls the account the payment belongs to; null where it does not say. */
	accountId: string | null;
}

/** What the answer to a create request means. */
export type Sorted =
	| { outcome: 'accepted'; refund: RefundRecord }
	/**
	 * Certainly no refund: the provider said no, or the request never left. Suspect: the same no
	 * would come if our own refund had just been made ("more than is left", "another is pending"),
	 * so a look-up has to say that it was not.
	 */
	| { outcome: 'refused'; failure: Failure; suspect?: true }
	| { outcome: 'not_sent'; failure: Failure }
	/** Nobody knows. Look it up; never send again to find out. */
	| { outcome: 'unknown'; failure: Failure };

export interface ListFilter {
	/** Payment id or payment reference. */
	paymentId?: string;
	/** ISO 8601. Providers filter by it where they can; the caller filters again. */
	createdAfter?: string;
	createdBefore?: string;
}

export type Pages<T> = AsyncGenerator<T[], void, undefined>;

/** A provider without its options' meaning: what the nodes, the sandbox tests and `createRefunds` use. */
export interface RefundProvider {
	name: ProviderName;
	/** As people know it: "PayMongo". */
	title: string;
	/** What `paymentId` is called there: "payment ID" or "payment reference". */
	paymentTerm: string;
	/** What the provider's records tell of a refund. */
	tells: {
		/** Our reference is kept with the refund, so that a look-up can find it by that. */
		reference: boolean;
		/** Its lists say which payment a refund belongs to. */
		paymentId: boolean;
		/** Its lists say what became of a refund. */
		outcome: boolean;
	};
	/** Extra header or setting that makes the provider itself refuse a second one, where certain. */
	providerGuards(options: JsonObject): boolean;
	/** What the provider states; empty where it states nothing. Kept where many calls follow. */
	rateLimits: readonly RateLimit[];
	/** Payments refunded side by side where the user sets nothing: within what it states, or careful. */
	paymentsAtOnce: number;
	/** How many days back its lists go; null where no limit is known. */
	listReachDays: number | null;
	/** Reads the account out of a credential's fields. */
	account(credentials: JsonObject): Account;
	/** What is wrong with an order, in plain words and naming the parameter, or null. No I/O. */
	checkOrder(order: RefundOrder): string | null;
	lookUp(send: Send, account: Account, order: RefundOrder): Promise<LookUp>;
	createRequest(draft: RefundDraft): ProviderRequest;
	/** Pure: the evidence for each rule stands beside it. */
	sortAnswer(answer: Answer, draft: RefundDraft): Sorted;
	/**
	 * What else speaks for or against a refund nobody can see, as a sentence, or null. Evidence
	 * for a person; it never leads to a second send.
	 */
	evidence?(send: Send, account: Account, draft: RefundDraft): Promise<string | null>;
	getRefund(
		send: Send,
		account: Account,
		ids: { refundId: string; paymentId: string | null },
	): Promise<RefundRecord>;
	listRefunds(send: Send, account: Account, filter: ListFilter): Pages<RefundRecord>;
	getPayment(send: Send, account: Account, paymentId: string): Promise<PaymentRecord>;
	listPayments(send: Send, account: Account, filter: ListFilter): Pages<PaymentRecord>;
	getBalances?(send: Send, account: Account): Promise<WalletBalance[]>;
	listWalletHistory?(send: Send, account: Account, filter: ListFilter): Pages<WalletEntry>;
	webhook: WebhookProvider;
}
