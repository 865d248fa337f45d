/**
 * Reconciliation: compares a ledger with what the provider says and names every difference.
 * Every row of either side is in exactly one row of the result. Time and memory are linear in
 * the number of rows.
 */
import { leftIn, NONE, openBooks, type Books } from './books';
import { matchByName } from './byName';
import { matchByPayment } from './byPayment';
import { comparePair } from './compare';
import { markDoubles } from './doubles';
import { markDuplicates } from './duplicates';
import { eachEntry } from './entries';
import { gravestIndex, IN_ORDER, SEVERITIES, type Severity } from './findings';
import { sizeOf, sortBySize } from './inOrder';
import { classifyLeftOver } from './leftOver';
import { markNothingInCommon } from './nothingInCommon';
import { markOverRefunded } from './overRefunded';
import { rowOut } from './rows';
import { addToSummary, finishSummary, startSummary } from './summary';
import type { Reconciliation, ReconcileInput, ReconcileRow } from './types';

export { KINDS, SEVERITIES, type Kind, type Severity } from './findings';
export { readLedger } from './ledger';
export { LEDGER_FIELDS, type LedgerFields } from './ledgerFields';
export { needsSomeone } from './summary';
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
	comparePairs(books);
	const left = leftIn(books);
	markDuplicates(books, left.rows);
	markDoubles(books, left.refunds);
	markNothingInCommon(books, left);
	markOverRefunded(books);
	classifyLeftOver(books, left);
	return writeOut(books);
}

function comparePairs(books: Books): void {
	for (let row = 0; row < books.rows.length; row += 1) {
		const refund = books.refundOfRow[row] as number;
		if (refund !== NONE) books.findingsOfRow[row] = comparePair(books, row, refund);
	}
}

/** Written in the order of the books, where the data lie together in memory, and then sorted. */
function writeOut(books: Books): Reconciliation {
	const { output } = books.input;
	const lists = new Map(SEVERITIES.map((severity): [Severity, number[]] => [severity, []]));
	if (output === 'differences') lists.delete('none');
	const listByFinding = IN_ORDER.map(({ severity }) => lists.get(severity));
	const summary = startSummary();
	const count = books.rows.length + books.reported;
	const written = new Array<ReconcileRow>(count);
	const sizes = new Float64Array(count);
	const names = new Array<string | null>(count);
	eachEntry(books, (entry) => {
		addToSummary(books, summary, entry);
		const list = listByFinding[gravestIndex(entry.findings)];
		if (!list) return;
		const { position, ledger, record } = entry;
		list.push(position);
		sizes[position] = sizeOf(entry);
		names[position] = (record ?? ledger)?.refundId ?? null;
		written[position] = rowOut(books, entry);
	});
	const rows = [...lists.values()].flatMap((list) => {
		const sorted = sortBySize(books, list, { sizes, names });
		return list.map((_, index) => written[sorted[index] as number] as ReconcileRow);
	});
	return { rows, summary: finishSummary(books, summary) };
}
