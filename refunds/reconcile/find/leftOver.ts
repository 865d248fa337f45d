/** What rows without a refund are, and refunds without a row. */
import { DOUBT, NONE, type Matching, type Left, noteRefund, noteRow } from '../matching';
import { isSpentRefund, isSpentRow, refundAt, rowAt, timeOfRow, endOfRow } from '../sides';
import { ageOf, isOtherMode, isSettled, isVagueStatus } from './pairs';
import { BIT } from '../findings';
import { NAMES, namesOfRow } from '../match/names';

/**
 * A ledger's date may be the day of the refund or of its approval, in any zone: this near to a
 * gap, the refund may lie in it.
 */
const GAP_MARGIN_MS = 86_400_000;

/** No provider refunds payments that are older: a row without a date is not from before that. */
const LONGEST_REFUNDABLE_MS = 366 * 86_400_000;

export function classifyLeftOver(matching: Matching, { rows, refunds }: Left): void {
	for (const row of rows) {
		if (matching.refundOfRow[row] === NONE) noteRow(matching, row, findingOfRow(matching, row));
	}
	for (const refund of refunds) {
		if (matching.rowOfRefund[refund] !== NONE) continue;
		noteRefund(matching, refund, findingsOfRefund(matching, refund));
	}
}

function findingOfRow(matching: Matching, row: number): number {
	const isDoubtful = matching.doubtOfRow[row] !== DOUBT.none;
	if (matching.input.ledger.problems.has(row)) {
		return BIT.invalidRow | (isDoubtful ? BIT.ambiguous : 0);
	}
	if (isDoubtful) return BIT.ambiguous;
	if (matching.findingsOfRow[row] !== 0) return 0;
	if (isOutsidePeriod(matching, row)) return BIT.outsidePeriod;
	if (whyUnknown(matching, row) !== null) return BIT.unknown;
	// The ledger says that no money moved, and the provider knows of none.
	const ledgerRow = rowAt(matching, row);
	if (!isSpentRow(matching, row) && ledgerRow.status !== 'reversed') return BIT.absentUnpaid;
	if (!isSettled(matching, ageOf(matching, row, null))) return BIT.inFlight;
	return isVagueStatus(ledgerRow) ? BIT.absentVague : BIT.missingAtProvider;
}

function isOutsidePeriod(matching: Matching, row: number): boolean {
	const time = timeOfRow(matching, row);
	return endOfRow(matching, row) < matching.period.from || time > matching.period.to;
}

/** Why the provider's side cannot tell whether it has a row's refund, or null where it can. */
export function whyUnknown(matching: Matching, row: number): string | null {
	const { title, tells } = matching.input.source;
	const told =
		NAMES.refundId |
		(tells.reference ? NAMES.reference : 0) |
		(tells.paymentId ? NAMES.payment : 0);
	if ((namesOfRow(matching, row) & told) === 0) {
		return `what ${title} shows names neither the payment nor the reference, and the row has no refund ID`;
	}
	const time = timeOfRow(matching, row);
	if (Number.isNaN(time) && matching.period.from > matching.now - LONGEST_REFUNDABLE_MS) {
		const { period } = matching.input;
		return `the row has no date, and only what ${title} has from ${period?.from} to ${period?.to} was read`;
	}
	const inGap = matching.gaps.find(
		({ from, to }) => !(time < from - GAP_MARGIN_MS) && !(time > to + GAP_MARGIN_MS),
	);
	return inGap ? `part of the period could not be read: ${inGap.gap.why}` : null;
}

function findingsOfRefund(matching: Matching, refund: number): number {
	if (matching.doubtOfRefund[refund] !== DOUBT.none) {
		// A second refund is said only where there is no row that may be it.
		const findings = matching.findingsOfRefund[refund] as number;
		matching.findingsOfRefund[refund] = findings & ~BIT.laterRefund;
		return BIT.ambiguous;
	}
	const record = refundAt(matching, refund);
	if (isOtherMode(matching, record)) return BIT.strayMode;
	if (record.status === 'reversed') return BIT.missingReturned;
	if (!isSpentRefund(matching, refund)) return BIT.missingUnpaid;
	if (record.status === 'unknown') return BIT.missingInLedger | BIT.unknown;
	const isSlow =
		record.status !== 'succeeded' &&
		matching.input.source.tells.outcome &&
		isSettled(matching, ageOf(matching, null, refund));
	return BIT.missingInLedger | (isSlow ? BIT.stalePending : 0);
}
