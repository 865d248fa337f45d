/**
 * Reconciliation: compares a ledger with what the provider says and names every difference.
 * Every row of either side is in exactly one row of the result. Time and memory are linear in
 * the number of rows.
 */
import { leftIn, NONE, startMatching, type Matching, type Left } from './matching';
import { refundAt } from './sides';
import { matchByName } from './match/byName';
import { matchByPayment } from './match/byPayment';
import { comparePair } from './find/pairs';
import { markDoubles } from './find/doubleRefunds';
import { mayBeRepeated, repeatTest } from './find/repeatTest';
import { markBeside } from './find/beside';
import { markTaken } from './find/takenRefunds';
import { markDuplicates } from './find/duplicateRows';
import { isComparison, newComparison, positionsIn, readComparison } from './output/comparisons';
import { DIFFERING, gravestIndex, IN_ORDER, type Severity } from './findings';
import { addDifference, inOrder, newDifferences } from './output/inOrder';
import { classifyLeftOver } from './find/leftOver';
import { markNothingInCommon } from './find/nothingInCommon';
import { markOverRefunded } from './find/overRefunded';
import { rowOut } from './output/rows';
import { addToSummary, finishSummary, startSummary } from './output/summary';
import type { Reconciliation } from './summaryTypes';
import type { ReconcileInput, ReconcileRow } from './types';

export { DIFFERING, KINDS, SEVERITIES, type Kind, type Severity } from './findings';
export { readLedger } from './ledger/ledger';
export { LEDGER_FIELD_NAMES, type LedgerFields } from './ledger/fields';
export { repeatedIn } from './find/sieve';
export { notUnderstood } from './output/coverage';
export { needsSomeone } from './output/summary';
export type * from './types';
export type * from './summaryTypes';

/**
 * Compares a ledger with a provider's refunds.
 * @throws RangeError where `now`, the period, a gap or the tolerance cannot be read
 */
export function reconcile(input: ReconcileInput): Reconciliation {
	const matching = startMatching(input);
	matchByName(matching, 'refundId');
	matchByName(matching, 'reference');
	matchByPayment(matching);
	const left = leftIn(matching);
	const alike = comparePairs(matching, left);
	markDuplicates(matching, left.rows);
	markBeside(matching, left);
	markTaken(matching, left.rows, alike);
	markDoubles(matching, left.refunds, alike);
	markNothingInCommon(matching, left);
	markOverRefunded(matching);
	classifyLeftOver(matching, left);
	return writeOut(matching);
}

/**
 * Compares what belongs together, and picks out refunds that others may repeat on the way: looking
 * at a million refunds once more would take longer than the test.
 */
function comparePairs(matching: Matching, left: Left): number[] {
	const test = repeatTest(matching, left);
	const picked: number[] = [];
	for (let row = 0; row < matching.rows.length; row += 1) {
		const refund = matching.refundOfRow[row] as number;
		if (refund === NONE) continue;
		matching.findingsOfRow[row] = comparePair(matching, row, refund);
		if (test !== null && mayBeRepeated(test, refundAt(matching, refund))) picked.push(refund);
	}
	return picked;
}

/**
 * Written in the order of the books, where the data lie together in memory. What differs is then
 * sorted; what needs nobody stays in the order of the books.
 */
function writeOut(matching: Matching): Reconciliation {
	const lists = new Map(DIFFERING.map((severity): [Severity, number[]] => [severity, []]));
	const listByFinding = IN_ORDER.map(({ severity }) => lists.get(severity));
	const summary = startSummary();
	const differences = newDifferences();
	const settled: ReconcileRow[] = [];
	const comparison = newComparison();
	for (let position = 0; position < positionsIn(matching); position += 1) {
		if (!isComparison(matching, position)) continue;
		readComparison(matching, position, comparison);
		addToSummary(matching, summary, comparison);
		const list = listByFinding[gravestIndex(comparison.findings)];
		if (list) {
			list.push(differences.rows.length);
			addDifference(differences, comparison, rowOut(matching, comparison));
		} else if (matching.input.output !== 'differences') {
			settled.push(rowOut(matching, comparison));
		}
	}
	const differing = [...lists.values()].flatMap((list) => inOrder(matching, differences, list));
	return { rows: differing.concat(settled), summary: finishSummary(matching, summary) };
}
