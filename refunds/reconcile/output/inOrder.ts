/** The order of what differs: within a severity the largest amount first, then by name. */
import type { Matching } from '../matching';
import { comparePositions, type Comparison } from './comparisons';
import { compareText } from '../contentOrder';
import type { ReconcileRow } from '../types';

/** Ten thousandths in a minor unit, by the digits of the currency. */
const TEN_THOUSANDTHS = [10_000, 1_000, 100, 10, 1];

/** How large an amount is, to sort by: in ten thousandths, so that currencies can be mixed. */
function sizeOf(comparison: Comparison): number {
	const { ledgerCurrency, refundCurrency, ledgerMinor, refundMinor } = comparison;
	const minor = Number.isNaN(refundMinor) ? ledgerMinor : refundMinor;
	if (Number.isNaN(minor)) return 0;
	const { digits = 4 } = refundCurrency ?? ledgerCurrency ?? {};
	return minor * (TEN_THOUSANDTHS[digits ?? 4] as number);
}

/** Rows of the result in the order they were written, and what they are sorted by. */
interface Differences {
	rows: ReconcileRow[];
	sizes: number[];
	/** The refund id, surer from the provider: it decides where sizes are equal. */
	names: Array<string | null>;
	/** Leads to everything else there is to sort by. */
	positions: number[];
}

export function newDifferences(): Differences {
	return { rows: [], sizes: [], names: [], positions: [] };
}

export function addDifference(
	{ rows, sizes, names, positions }: Differences,
	comparison: Comparison,
	row: ReconcileRow,
) {
	rows.push(row);
	sizes.push(sizeOf(comparison));
	names.push((comparison.record ?? comparison.ledger)?.refundId ?? null);
	positions.push(comparison.position);
}

/**
 * Differences with the largest size first, and by content where sizes are equal, so that the order is
 * the same whatever order the books were read in.
 */
export function inOrder(
	matching: Matching,
	differences: Differences,
	indexes: readonly number[],
): ReconcileRow[] {
	const { rows, sizes, names, positions } = differences;
	const compare = (a: number, b: number) =>
		(sizes[b] as number) - (sizes[a] as number) ||
		compareText(names[a] as string | null, names[b] as string | null) ||
		comparePositions(matching, positions[a] as number, positions[b] as number);
	return [...indexes].sort(compare).map((index) => rows[index] as ReconcileRow);
}
