/**
 * Reconciliation: compares a ledger with what the provider says and names every difference.
 * Every row of either side is in exactly one row of the result. Time and memory are linear in
 * the number of rows.
 */
import { NONE, openBooks, type Books } from './books';
import { matchByName } from './byName';
import { matchByPayment } from './byPayment';
import { comparePair } from './compare';
import { markDoubles } from './doubles';
import { markDuplicates } from './duplicates';
import { eachPosition, entryAt } from './entries';
import { ruleOf, SEVERITIES, type Severity } from './findings';
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
	markDuplicates(books);
	markDoubles(books);
	markNothingInCommon(books);
	markOverRefunded(books);
	classifyLeftOver(books);
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
	const wanted = new Map<Severity, number[]>(SEVERITIES.map((severity) => [severity, []]));
	if (books.input.output === 'differences') wanted.delete('none');
	const summary = startSummary();
	const count = books.rows.length + books.reported;
	const written = new Array<ReconcileRow>(count);
	const sizes = new Float64Array(count);
	eachPosition(books, (position) => {
		const entry = entryAt(books, position);
		addToSummary(books, summary, position, entry);
		const positions = wanted.get(ruleOf(entry.findings).severity);
		if (!positions) return;
		positions.push(position);
		sizes[position] = sizeOf(books, entry);
		written[position] = rowOut(books, entry);
	});
	const rows: ReconcileRow[] = [];
	for (const positions of wanted.values()) {
		for (const position of sortBySize(books, positions, sizes)) {
			rows.push(written[position] as ReconcileRow);
		}
	}
	return { rows, summary: finishSummary(books, summary) };
}
