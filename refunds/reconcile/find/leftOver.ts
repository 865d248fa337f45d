/** What rows without a refund are, and refunds without a row. */
import {
	DOUBT,
	isSpentRefund,
	isSpentRow,
	refundAt,
	rowAt,
	timeOfRow,
	type Books,
	type Left,
	noteRefund,
	noteRow,
} from '../matching';
import { ageOf, isOtherMode, isSettled } from './pairs';
import { BIT } from '../findings';
import { NAMES, namesOfRow } from '../match/names';

/**
 * A ledger's date may be the day of the refund or of its approval, in any zone: this near to a
 * gap, the refund may lie in it.
 */
const GAP_MARGIN_MS = 86_400_000;

export function classifyLeftOver(books: Books, { rows, refunds }: Left): void {
	for (const row of rows) noteRow(books, row, findingOfRow(books, row));
	for (const refund of refunds) noteRefund(books, refund, findingsOfRefund(books, refund));
}

function findingOfRow(books: Books, row: number): number {
	if (books.input.ledger.problems.has(row)) return BIT.invalidRow;
	if (books.doubtOfRow[row] !== DOUBT.none) return BIT.ambiguous;
	if (books.findingsOfRow[row] !== 0) return 0;
	if (isOutsidePeriod(books, row)) return BIT.outsidePeriod;
	if (whyUnknown(books, row) !== null) return BIT.unknown;
	// The ledger says that no money moved, and the provider knows of none.
	const { status } = rowAt(books, row);
	if (!isSpentRow(books, row) && status !== 'reversed') return BIT.absentUnpaid;
	return isSettled(books, ageOf(books, row, null)) ? BIT.missingAtProvider : BIT.inFlight;
}

function isOutsidePeriod(books: Books, row: number): boolean {
	const time = timeOfRow(books, row);
	return time < books.period.from || time > books.period.to;
}

/** Why the provider's side cannot tell whether it has a row's refund, or null where it can. */
export function whyUnknown(books: Books, row: number): string | null {
	const { title, tells } = books.input.source;
	const told =
		NAMES.refundId |
		(tells.reference ? NAMES.reference : 0) |
		(tells.paymentId ? NAMES.payment : 0);
	if ((namesOfRow(books, row) & told) === 0) {
		return `what ${title} shows names neither the payment nor the reference, and the row has no refund ID`;
	}
	const time = timeOfRow(books, row);
	const inGap = books.gaps.find(
		({ from, to }) => !(time < from - GAP_MARGIN_MS) && !(time > to + GAP_MARGIN_MS),
	);
	return inGap ? `part of the period could not be read: ${inGap.gap.why}` : null;
}

function findingsOfRefund(books: Books, refund: number): number {
	if (books.doubtOfRefund[refund] !== DOUBT.none) return BIT.ambiguous;
	const record = refundAt(books, refund);
	if (isOtherMode(books, record)) return BIT.strayMode;
	if (record.status === 'reversed') return BIT.missingReturned;
	if (!isSpentRefund(books, refund)) return BIT.missingUnpaid;
	if (record.status === 'unknown') return BIT.missingInLedger | BIT.unknown;
	const isSlow =
		record.status !== 'succeeded' &&
		books.input.source.tells.outcome &&
		isSettled(books, ageOf(books, null, refund));
	return BIT.missingInLedger | (isSlow ? BIT.stalePending : 0);
}
