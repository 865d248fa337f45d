/** The working state of one reconciliation: flat arrays by row and by refund, no object a row. */
import { newCurrencies, type Currencies } from './amounts';
import type {
	Gap,
	LedgerReading,
	LedgerRow,
	ListedRefund,
	NotCompared,
	ReconcileInput,
} from './types';

export const NONE = -1;
const HOUR_MS = 3_600_000;

/** Why a row or a refund was left undecided. */
export const DOUBT = {
	none: 0,
	severalFit: 1,
	nothingInCommon: 2,
	listedTwice: 3,
	/** The same payment and amount, or nearly the same name, under names that differ. */
	otherName: 4,
	/** A refund like it has another row. */
	taken: 5,
	/** The row names the refund's payment, but cannot be read. */
	unreadable: 6,
	/** The same payment, and no other name that both have. */
	onlyPayment: 7,
} as const;

/** Values of `matchedBy`. */
export const BY = { refundId: 1, reference: 2, payment: 3, doubt: 4 } as const;

interface TimeSpan {
	from: number;
	to: number;
	gap: Gap;
}

export interface Matching {
	input: ReconcileInput;
	rows: readonly LedgerRow[];
	/** The provider's refunds, and after them the nearby ones. */
	refunds: readonly ListedRefund[];
	/** How many refunds are the provider's own: these are reported even when nothing matches. */
	reported: number;
	currencies: Currencies;
	/** What is said of nearly every row; made once. */
	agreement: string;
	now: number;
	settlingMs: number;
	/** Unix milliseconds; Infinity where open. */
	period: { from: number; to: number };
	gaps: readonly TimeSpan[];
	/** What was to be compared, but no row has the field that was named; null where nothing. */
	absent: ReadonlySet<NotCompared> | null;
	/** Matches, in both directions; NONE where there is none. */
	refundOfRow: Int32Array;
	rowOfRefund: Int32Array;
	matchedBy: Uint8Array;
	doubtOfRow: Uint8Array;
	doubtOfRefund: Uint8Array;
	/** Findings as bit sets: of a row, with its refund if it has one; of a refund without a row. */
	findingsOfRow: Int32Array;
	findingsOfRefund: Int32Array;
	/** For duplicates: the row that says the same. */
	twinOfRow: Int32Array;
	/** Unix milliseconds; 0 where not worked out yet. */
	refundTimes: Float64Array;
}

/** What matching leaves: rows without a refund, and the provider's own refunds without a row. */
export interface Left {
	rows: number[];
	refunds: number[];
}

export function leftIn(matching: Matching): Left {
	const left: Left = { rows: [], refunds: [] };
	for (let row = 0; row < matching.rows.length; row += 1) {
		if (matching.refundOfRow[row] === NONE) left.rows.push(row);
	}
	for (let refund = 0; refund < matching.reported; refund += 1) {
		if (matching.rowOfRefund[refund] === NONE) left.refunds.push(refund);
	}
	return left;
}

export function startMatching(input: ReconcileInput): Matching {
	const rows = input.ledger.rows;
	const reported = input.provider.length;
	const nearby = input.nearby ?? [];
	const refunds = nearby.length === 0 ? input.provider : [...input.provider, ...nearby];
	return {
		input,
		rows,
		refunds,
		reported,
		agreement: `Ledger and ${input.source.title} agree.`,
		currencies: newCurrencies(input.amountTolerance ?? '0'),
		now: timeOf(input.now, 'now'),
		settlingMs: input.settlingHours * HOUR_MS,
		period: span(input.period?.from ?? null, input.period?.to ?? null),
		gaps: input.gaps.map((gap) => ({ ...span(gap.from, gap.to), gap })),
		absent: absentIn(input.ledger.reading),
		refundOfRow: new Int32Array(rows.length).fill(NONE),
		rowOfRefund: new Int32Array(refunds.length).fill(NONE),
		matchedBy: new Uint8Array(rows.length),
		doubtOfRow: new Uint8Array(rows.length),
		doubtOfRefund: new Uint8Array(refunds.length),
		findingsOfRow: new Int32Array(rows.length),
		findingsOfRefund: new Int32Array(refunds.length),
		twinOfRow: new Int32Array(rows.length).fill(NONE),
		refundTimes: new Float64Array(refunds.length),
	};
}

const COMPARED: Readonly<Partial<Record<string, NotCompared>>> = {
	amount: 'amount',
	currency: 'currency',
	status: 'status',
	paymentId: 'payment',
};

function absentIn({ missingFields }: LedgerReading): ReadonlySet<NotCompared> | null {
	const absent = missingFields.flatMap(({ field, named }) => (named && COMPARED[field]) || []);
	return absent.length === 0 ? null : new Set(absent);
}

function timeOf(text: string, name: string): number {
	const time = Date.parse(text);
	if (Number.isNaN(time)) throw new RangeError(`${name} is not an ISO 8601 date: "${text}".`);
	return time;
}

function span(from: string | null, to: string | null) {
	return {
		from: from === null ? -Infinity : timeOf(from, 'from'),
		to: to === null ? Infinity : timeOf(to, 'to'),
	};
}

export function isOpen(matching: Matching, row: number): boolean {
	return matching.refundOfRow[row] === NONE && matching.doubtOfRow[row] === DOUBT.none;
}

export function isOpenRefund(matching: Matching, refund: number): boolean {
	return matching.rowOfRefund[refund] === NONE && matching.doubtOfRefund[refund] === DOUBT.none;
}

export function pair(matching: Matching, row: number, refund: number, by: number): void {
	matching.refundOfRow[row] = refund;
	matching.rowOfRefund[refund] = row;
	matching.matchedBy[row] = by;
}

/** Leaves rows and refunds undecided, rather than guess which belongs to which. */
export function leaveInDoubt(
	matching: Matching,
	rows: readonly number[],
	refunds: readonly number[],
	doubt: number,
): void {
	for (const row of rows) matching.doubtOfRow[row] = doubt;
	for (const refund of refunds) matching.doubtOfRefund[refund] = doubt;
}

export function noteRow(matching: Matching, row: number, findings: number): void {
	matching.findingsOfRow[row] = (matching.findingsOfRow[row] as number) | findings;
}

export function noteRefund(matching: Matching, refund: number, findings: number): void {
	matching.findingsOfRefund[refund] = (matching.findingsOfRefund[refund] as number) | findings;
}
