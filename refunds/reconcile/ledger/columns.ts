/** Which columns the rows have, and which of them a field's name means. */
import type { MissingField } from '../types';
import type { LedgerFields, Values } from './fields';

type Items = ReadonlyArray<{ json: Values }>;

/** The names of all columns. n8n leaves out empty cells, so that one row does not have them all. */
export function columnsOf(items: Items): string[] {
	const columns = new Set<string>();
	for (const { json } of items) {
		for (const name of Object.keys(json)) columns.add(name);
	}
	return [...columns];
}

/**
 * Names of fields that no row has, as the rows write them: where a column's name differs only in
 * blanks around it, in characters nobody sees (byte order mark) or in letter case. Where several
 * columns are as near, it would be a guess: none is taken.
 */
export function likeNames(
	missing: readonly MissingField[],
	columns: readonly string[],
): Partial<LedgerFields> {
	const found: Partial<LedgerFields> = {};
	for (const { field, name } of missing) {
		const column = only(name, columns, visible) ?? only(name, columns, folded);
		if (column !== null) found[field] = column;
	}
	return found;
}

function only(
	name: string,
	columns: readonly string[],
	form: (name: string) => string,
): string | null {
	const [first = null, ...others] = columns.filter(
		(column) => column !== name && form(column) === form(name),
	);
	return others.length === 0 ? first : null;
}

function visible(name: string): string {
	return name.replace(/\p{Cf}/gu, '').trim();
}

function folded(name: string): string {
	return visible(name).toLowerCase();
}
