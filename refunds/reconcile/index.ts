/**
 * Reconciliation: compares a ledger with what the provider says and names every difference.
 * Every row of either side is in exactly one row of the result. Time and memory are linear in
 * the number of rows.
 */
import { leftIn, NONE, openBooks, refundAt, type Books, type Left } from './matching';
import { matchByName } from './match/byName';
import { matchByPayment } from './match/byPayment';
import { comparePair } from './find/pairs';
import { markDoubles, mayBeRepeated, repeatTest } from './find/doubleRefunds';
import { markDuplicates } from './find/duplicateRows';
import { isEntry, newEntry, positionsIn, readEntry } from './output/entries';
import { DIFFERING, gravestIndex, IN_ORDER, type Severity } from './findings';
import { addDraft, inOrder, newDrafts } from './output/inOrder';
import { classifyLeftOver } from './find/leftOver';
import { markNothingInCommon } from './find/nothingInCommon';
import { markOverRefunded } from './find/overRefunded';
import { rowOut } from './output/rows';
import { addToSummary, finishSummary, startSummary } from './output/summary';
import type { Reconciliation, ReconcileInput, ReconcileRow } from './types';

export { DIFFERING, KINDS, SEVERITIES, type Kind, type Severity } from './findings';
export { readLedger } from './ledger/ledger';
export { LEDGER_FIELDS, type LedgerFields } from './ledger/fields';
export { repeatedIn } from './find/sieve';
export { needsSomeone } from './output/summary';
export type * from './types';

/**
 * Compares a ledger with a provider's refunds.
 * @throws RangeError where `now`, the period, a gap or the tolerance cannot be read
 */
export function reconcile(input: ReconcileInput): Reconciliation {
	const books = openBooks(input);
	matchByName(books, 'refundId');
	matchByName(books, 'reference');
	matchByPayment(books);
	const left = leftIn(books);
	const alike = comparePairs(books, left);
	markDuplicates(books, left.rows);
	markDoubles(books, left.refunds, alike);
	markNothingInCommon(books, left);
	markOverRefunded(books);
	classifyLeftOver(books, left);
	return writeOut(books);
}

/**
 * Compares what belongs together, and picks out refunds that others may repeat on the way: looking
 * at a million refunds once more would take longer than the test.
 */
function comparePairs(books: Books, left: Left): number[] {
	const test = repeatTest(books, left.refunds);
	const picked: number[] = [];
	for (let row = 0; row < books.rows.length; row += 1) {
		const refund = books.refundOfRow[row] as number;
		if (refund === NONE) continue;
		books.findingsOfRow[row] = comparePair(books, row, refund);
		if (test !== null && mayBeRepeated(test, refundAt(books, refund))) picked.push(refund);
	}
	return picked;
}

/**
 * Written in the order of the books, where the data lie together in memory. What differs is then
 * sorted; what needs nobody stays in the order of the books.
 */
function writeOut(books: Books): Reconciliation {
	const lists = new Map(DIFFERING.map((severity): [Severity, number[]] => [severity, []]));
	const listByFinding = IN_ORDER.map(({ severity }) => lists.get(severity));
	const summary = startSummary();
	const drafts = newDrafts();
	const settled: ReconcileRow[] = [];
	const entry = newEntry();
	for (let position = 0; position < positionsIn(books); position += 1) {
		if (!isEntry(books, position)) continue;
		readEntry(books, position, entry);
		addToSummary(books, summary, entry);
		const list = listByFinding[gravestIndex(entry.findings)];
		if (list) {
			list.push(drafts.rows.length);
			addDraft(drafts, entry, rowOut(books, entry));
		} else if (books.input.output !== 'differences') {
			settled.push(rowOut(books, entry));
		}
	}
	const differing = [...lists.values()].flatMap((list) => inOrder(books, drafts, list));
	return { rows: differing.concat(settled), summary: finishSummary(books, summary) };
}
