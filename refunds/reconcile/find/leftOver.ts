/** What rows without a refund are, and refunds without a row. */
import { DOUBT, type Matching, type Left, noteRefund, noteRow } from '../matching';
import { isSpentRefund, isSpentRow, refundAt, rowAt, timeOfRow } from '../sides';
import { ageOf, isOtherMode, isSettled } from './pairs';
import { BIT } from '../findings';
import { NAMES, namesOfRow } from '../match/names';

/**
 * A ledger's date may be the day of the refund or of its approval, in any zone: this near to a
 * gap, the refund may lie in it.
 */
const GAP_MARGIN_MS = 86_400_000;

export function classifyLeftOver(matching: Matching, { rows, refunds }: Left): void {
	for (const row of rows) noteRow(matching, row, findingOfRow(matching, row));
	for (const refund of refunds) noteRefund(matching, refund, findingsOfRefund(matching, refund));
}

function findingOfRow(matching: Matching, row: number): number {
	if (matching.input.ledger.problems.has(row)) return BIT.invalidRow;
	if (matching.doubtOfRow[row] !== DOUBT.none) return BIT.ambiguous;
	if (matching.findingsOfRow[row] !== 0) return 0;
	if (isOutsidePeriod(matching, row)) return BIT.outsidePeriod;
	if (whyUnknown(matching, row) !== null) return BIT.unknown;
	// The ledger says that no money moved, and the provider knows of none.
	const { status } = rowAt(matching, row);
	if (!isSpentRow(matching, row) && status !== 'reversed') return BIT.absentUnpaid;
	return isSettled(matching, ageOf(matching, row, null)) ? BIT.missingAtProvider : BIT.inFlight;
}

function isOutsidePeriod(matching: Matching, row: number): boolean {
	const time = timeOfRow(matching, row);
	return time < matching.period.from || time > matching.period.to;
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
	const inGap = matching.gaps.find(
		({ from, to }) => !(time < from - GAP_MARGIN_MS) && !(time > to + GAP_MARGIN_MS),
	);
	return inGap ? `part of the period could not be read: ${inGap.gap.why}` : null;
}

function findingsOfRefund(matching: Matching, refund: number): number {
	if (matching.doubtOfRefund[refund] !== DOUBT.none) return BIT.ambiguous;
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
