/** What a reconciliation is asked and what it answers. */
import type { Mode, PaymentRecord, ProviderName, RefundRecord, RefundStatus } from '../refund';
import type { Kind, Severity } from './findings';
import type { LedgerFields } from './ledger/fields';

/** One row of the merchant's books, as far as it could be read. Absent is null. */
export interface LedgerRow {
	/** Index of the input item the row came from. Decides nothing; it leads back to the item. */
	item: number;
	refundId: string | null;
	reference: string | null;
	paymentId: string | null;
	/** As written. */
	amount: string | null;
	/** ISO 4217, upper case; as written where it is not one. */
	currency: string | null;
	/** The row's word as a refund status; null where it has none or the word is not known. */
	status: RefundStatus | null;
	/** As written. */
	statusText: string | null;
	/** ISO 8601 UTC; as written where it cannot be read. */
	date: string | null;
}

/**
 * The merchant's books: the rows for people, beside them their numbers for comparing, so that a
 * million rows are neither parsed twice nor copied for the output.
 */
export interface Ledger {
	rows: LedgerRow[];
	/** The amount without its decimal point and without trailing zeros; NaN where there is none. */
	units: Float64Array;
	/** Digits after the decimal point of `units`. */
	scales: Uint8Array;
	/** Unix milliseconds, NaN where not known. */
	times: Float64Array;
	/** How many quarters of an hour the date stands for: those of its day, or 0 for a moment. */
	quarters: Uint8Array;
	/** What is wrong with a row, by its position in `rows`, as the end of a sentence. */
	problems: Map<number, string>;
	/** What an amount was read as that is not written plainly, by position in `rows`. */
	readAs: Map<number, string>;
	reading: LedgerReading;
}

/** How the input items were read as a ledger, and what of them was not understood. */
export interface LedgerReading {
	/** The zone of dates that name none. */
	zone: string;
	/** Items without any value: they are no rows. */
	blankRows: number;
	unread: Unread;
	/** Status words that were not understood, with how many rows have them. */
	words: Map<string, number>;
	/** Fields that no row has. */
	missingFields: MissingField[];
	/** The columns that there are; empty where no field is missing. */
	columns: string[];
}

/** How many values are there and could not be read, by field; and how many rows have such a one. */
export type Unread = Record<keyof LedgerFields | 'rows', number>;

export interface MissingField {
	field: keyof LedgerFields;
	/** What it should be called. */
	name: string;
	/** Whether a person said so. */
	named: boolean;
}

/** A span of time, both ends included, ISO 8601. */
export interface Period {
	from: string;
	to: string;
}

/** A part of the period in which the provider's side could not be read. Null: open-ended. */
export interface Gap {
	from: string | null;
	to: string | null;
	/** The end of "could not be read: …". */
	why: string;
}

/** A refund as it is compared and put out: without the provider's own words. */
export type ListedRefund = Omit<RefundRecord, 'raw'>;

/** Where the provider's side was read from, and what that source can say. */
export interface Source {
	provider: ProviderName;
	/** As people know it: "PayMongo". */
	title: string;
	/** The account's mode; a refund of the other mode is a mode_mismatch. */
	mode: Mode | null;
	/** How many pages were read. */
	pages: number;
	tells: {
		/** Whether it keeps our refund reference. */
		reference: boolean;
		/** Whether it names the payment. */
		paymentId: boolean;
		/** Whether it says how a refund ended. A wallet's debit only says that money left. */
		outcome: boolean;
	};
	/** What it cannot tell, in whole sentences for the person who reads the report. */
	limits: string[];
}

export type PaidAmount = Pick<PaymentRecord, 'amount' | 'amountMinor' | 'currency'>;

export interface ReconcileInput {
	ledger: Ledger;
	/** The provider's refunds in the period. Each one is in exactly one row of the result. */
	provider: readonly ListedRefund[];
	/**
	 * Refunds from just outside the period, read so that a row dated near its edge finds its
	 * refund. They are in the result only where they match a row.
	 */
	nearby?: readonly ListedRefund[];
	source: Source;
	/** Null: everything there is. */
	period: Period | null;
	/** ISO 8601. */
	now: string;
	/** A refund younger than this may still be on its way. */
	settlingHours: number;
	/** Decimal text in major units, of every currency: differences up to it are accepted. */
	amountTolerance?: string;
	gaps: readonly Gap[];
	/** What was paid, by payment id, for `over_refunded`. */
	payments?: ReadonlyMap<string, PaidAmount>;
	/** Which rows to give back. The summary always counts them all. */
	output?: 'all' | 'differences';
}

export type MatchedBy = 'refundId' | 'reference' | 'paymentAndAmount';
export type NotCompared = 'amount' | 'currency' | 'status' | 'payment';

/**
 * What one row of the books, one refund, or the two together are. A type, not an interface: so it
 * is a JSON object to n8n without a cast.
 */
export type ReconcileRow = {
	/** The gravest finding. */
	kind: Kind;
	severity: Severity;
	/** The other findings, gravest first. */
	alsoNoted: Kind[];
	ledger: LedgerRow | null;
	refund: ListedRefund | null;
	matchedBy: MatchedBy | null;
	/** The provider's amount less the ledger's, a missing side counting as nothing; exact. */
	difference: string | null;
	/** Currency of `difference`. */
	currency: string | null;
	/** Whole days since the refund was made, or since the ledger's date. */
	ageDays: number | null;
	/** What the ledger or the provider does not say, so that it could not be compared. */
	notCompared: NotCompared[];
	explanation: string;
	suggestedAction: string;
};
