/** Where the ledger's values are in an input item. */

/** The names of the ledger's fields; dots reach inside. An empty name: the ledger has no such field. */
export interface LedgerFields {
	refundId: string;
	reference: string;
	paymentId: string;
	amount: string;
	currency: string;
	status: string;
	date: string;
}

/** What the fields are called unless the ledger says otherwise. */
export const LEDGER_FIELDS: Readonly<LedgerFields> = {
	refundId: 'refundId',
	reference: 'reference',
	paymentId: 'paymentId',
	amount: 'amount',
	currency: 'currency',
	status: 'status',
	date: 'date',
};

export const LEDGER_FIELD_NAMES = [
	'refundId',
	'reference',
	'paymentId',
	'amount',
	'currency',
	'status',
	'date',
] as const satisfies ReadonlyArray<keyof LedgerFields>;

export type Values = Readonly<Record<string, unknown>>;

/**
 * Finds the values of names with dots in them: gives them under the whole name, as if the row had
 * such a column. Null where no name has a dot, so that rows can be read as they are.
 */
export function dottedReader(names: LedgerFields): ((values: Values) => Values) | null {
	const dotted = Object.values(names).filter((name: string) => name.includes('.'));
	if (dotted.length === 0) return null;
	const paths = dotted.map((name: string): [string, string[]] => [name, name.split('.')]);
	return (values) => {
		const found: Record<string, unknown> = { ...values };
		for (const [name, path] of paths) {
			// A column may itself have a dot in its name; then it comes first.
			if (!(name in values)) found[name] = valueInside(values, path);
		}
		return found;
	};
}

function valueInside(values: Values, path: readonly string[]): unknown {
	let value: unknown = values;
	for (const key of path) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = (value as Values)[key];
	}
	return value;
}
