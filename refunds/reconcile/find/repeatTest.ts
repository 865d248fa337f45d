/**
 * A quick test for a refund that has a row: whether what is left on either side may be the same
 * over again. A no is certain; a yes is still to be looked at.
 */
import { minorOf } from '../amounts';
import type { Left, Matching } from '../matching';
import { currencyOfRow, refundAt, rowAt } from '../sides';
import type { ListedRefund } from '../types';
import { openIn } from './doubleRefunds';
import { mayHold, sieveOf, type Sieve } from './sieve';

/** Digits that currencies have, for rows that name none. */
const ANY_DIGITS = [0, 2, 3, 4];

interface RepeatTest {
	amounts: ReadonlySet<number | null>;
	names: Sieve;
}

/** The test for what is left; null where nothing is. */
export function repeatTest(matching: Matching, left: Left): RepeatTest | null {
	const open = openIn(matching, left.refunds);
	if (open.length === 0 && left.rows.length === 0) return null;
	const amounts = new Set(open.map((refund) => refundAt(matching, refund).amountMinor));
	const names = open.flatMap((refund) => namesOf(refundAt(matching, refund)));
	for (const row of left.rows) {
		const { paymentId } = rowAt(matching, row);
		if (paymentId === null) continue;
		names.push(paymentId);
		for (const minor of minorsOf(matching, row)) amounts.add(minor);
	}
	return { amounts, names: sieveOf(names) };
}

/** What a row's amount is in minor units: in its currency, else in each that it may be in. */
function minorsOf(matching: Matching, row: number): number[] {
	const { units, scales } = matching.input.ledger;
	const currency = currencyOfRow(matching, row);
	const digits = currency?.digits;
	return (typeof digits === 'number' ? [digits] : ANY_DIGITS).map((each) =>
		minorOf(units[row] as number, scales[row] as number, each),
	);
}

/** Whether a refund may be repeated. A no is certain. */
export function mayBeRepeated({ amounts, names }: RepeatTest, record: ListedRefund): boolean {
	const { paymentId, amountMinor } = record;
	const isNamed =
		paymentId === null
			? namesOf(record).some((name) => mayHold(names, name))
			: mayHold(names, paymentId);
	return isNamed && amounts.has(amountMinor);
}

/** The names by which a refund is found again: its payment, or without one its own. */
function namesOf({ paymentId, refundId, reference }: ListedRefund): string[] {
	return (paymentId === null ? [refundId, reference] : [paymentId]).filter((name) => name !== null);
}
