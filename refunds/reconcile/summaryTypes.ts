/** What a reconciliation says about all of its rows together. */
import type { Mode, ProviderName } from '../refund';
import type { Kind, Severity } from './findings';
import type { Gap, MissingField, Period, ReconcileRow, Unread } from './types';

/** Exact sums of one kind in one currency, decimal text. Null: rows that name no currency. */
export interface KindSum {
	kind: Kind;
	currency: string | null;
	rows: number;
	ledger: string;
	provider: string;
	/** `provider` less `ledger`. */
	difference: string;
}

export interface CurrencyTotal {
	currency: string | null;
	ledgerRows: number;
	ledger: string;
	providerRows: number;
	provider: string;
	difference: string;
}

/** Rows of one kind that need someone, by age in days. */
export interface KindAges {
	kind: Kind;
	under1: number;
	from1to3: number;
	from3to7: number;
	over7: number;
	unknown: number;
}

export interface OldestOpen {
	kind: Kind;
	ageDays: number;
	since: string | null;
	refundId: string | null;
	reference: string | null;
	paymentId: string | null;
	amount: string | null;
	currency: string | null;
}

export interface WordCount {
	word: string;
	rows: number;
}

export interface Coverage {
	ledgerRows: number;
	/** Input items without any value: they are no rows. */
	blankRows: number;
	providerRows: number;
	/** Of `nearby`, those that matched a row. */
	nearbyRows: number;
	pages: number;
	period: Period | null;
	/** The zone of dates in the ledger that name none. */
	zone: string;
	/** False where part of the provider's side could not be read. */
	complete: boolean;
	gaps: Gap[];
	/** Amounts that could not be added up, because they cannot be read. */
	unreadableAmounts: number;
	/** Values of the ledger that are there and could not be read. */
	unread: Unread;
	/** Status words that were not understood, the most frequent first; at most 50. */
	words: WordCount[];
	/** Fields that no row has. */
	missingFields: MissingField[];
	/** The columns that the rows have, at most 50; empty where no field is missing. */
	columns: string[];
	/** What the reader must know about all of this, in whole sentences. */
	notes: string[];
}

/** A type, not an interface: so it is a JSON object to n8n without a cast. */
export type ReconcileSummary = {
	provider: ProviderName;
	title: string;
	mode: Mode | null;
	generatedAt: string;
	settlingHours: number;
	amountTolerance: string;
	/** How many rows the result has, those left out of `rows` included. */
	rows: number;
	/** Rows of severity critical, high or medium. */
	needSomeone: number;
	severities: Record<Severity, number>;
	counts: Record<Kind, number>;
	sums: KindSum[];
	totals: CurrencyTotal[];
	ages: KindAges[];
	/** The oldest row that needs someone. */
	oldestOpen: OldestOpen | null;
	coverage: Coverage;
};

export interface Reconciliation {
	/**
	 * What differs, gravest first and within a severity by amount, the same whatever order the books
	 * were read in. After it what needs nobody: as the ledger has it, then as the provider lists it.
	 */
	rows: ReconcileRow[];
	summary: ReconcileSummary;
}
