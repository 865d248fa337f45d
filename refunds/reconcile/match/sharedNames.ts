/** Hash index over the refunds, with linked lists in typed arrays: no array an entry. */
import { isOpen, isOpenRefund, NONE, type Matching } from '../matching';
import { refundAt, rowAt } from '../sides';

type NameField = 'refundId' | 'reference' | 'paymentId';

type Named = Record<NameField, string | null>;

/** The name in a field; written out, because V8 reads a field by a variable name far slower. */
function nameIn(named: Named, field: NameField): string | null {
	if (field === 'refundId') return named.refundId;
	return field === 'reference' ? named.reference : named.paymentId;
}

/** What is still open on both sides under the same names. */
interface Shared {
	/** By refund: the row, where a name is that of one row and one refund; NONE elsewhere. */
	rowOf: Int32Array;
	/** Of the names that several rows or refunds have. */
	groups: Array<{ rows: number[]; refunds: number[] }>;
}

/**
 * Finds the names in a field that both sides have among what is still open. It calls nobody back:
 * V8 would put the caller's function into this one, and compile both anew in every run.
 */
export function sharedNames(matching: Matching, field: NameField): Shared {
	const count = matching.refunds.length;
	const heads = new Map<string, number>();
	let named = 0;
	for (let refund = 0; refund < count; refund += 1) {
		if (!isOpenRefund(matching, refund)) continue;
		const name = nameIn(refundAt(matching, refund), field);
		if (name === null) continue;
		heads.set(name, refund);
		named += 1;
	}
	const rowOf = new Int32Array(count).fill(NONE);
	const groups: Shared['groups'] = [];
	if (named === 0) return { rowOf, groups };
	const next = new Int32Array(count).fill(NONE);
	if (heads.size < named) chain(matching, field, heads, next);
	const nextRow = new Int32Array(matching.rows.length).fill(NONE);
	for (let row = 0; row < matching.rows.length; row += 1) {
		if (!isOpen(matching, row)) continue;
		const name = nameIn(rowAt(matching, row), field);
		const head = name === null ? undefined : heads.get(name);
		if (head === undefined) continue;
		nextRow[row] = rowOf[head] as number;
		rowOf[head] = row;
	}
	for (let refund = 0; refund < count; refund += 1) {
		const row = rowOf[refund] as number;
		if (row === NONE || (next[refund] === NONE && nextRow[row] === NONE)) continue;
		groups.push({ rows: listFrom(row, nextRow), refunds: listFrom(refund, next) });
		rowOf[refund] = NONE;
	}
	return { rowOf, groups };
}

/** Links refunds of the same name behind the one that is in the index. */
function chain(
	matching: Matching,
	field: NameField,
	heads: ReadonlyMap<string, number>,
	next: Int32Array,
): void {
	for (let refund = 0; refund < next.length; refund += 1) {
		if (!isOpenRefund(matching, refund)) continue;
		const name = nameIn(refundAt(matching, refund), field);
		const head = name === null ? undefined : heads.get(name);
		if (head === undefined || head === refund) continue;
		next[refund] = next[head] as number;
		next[head] = refund;
	}
}

/** All positions of one list. */
function listFrom(head: number, next: Int32Array): number[] {
	const positions: number[] = [];
	for (let at = head; at !== NONE; at = next[at] as number) positions.push(at);
	return positions;
}
