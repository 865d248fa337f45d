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

export const LEDGER_FIELDS: Readonly<LedgerFields> = {
	refundId: 'refundId',
	reference: 'reference',
	paymentId: 'paymentId',
	amount: 'amount',
	currency: 'currency',
	status: 'status',
	date: 'date',
};

export type Values = Readonly<Record<string, unknown>>;

type Fields<T> = Record<keyof LedgerFields, T>;

/** A way to read all fields of a row. */
export function fieldReader(names: LedgerFields): (values: Values) => Fields<unknown> {
	const hasDots = Object.values(names).some((name: string) => name.includes('.'));
	// One expression a field: each then always reads the same name, which V8 makes a plain load.
	const read = (values: Values) => ({
		refundId: values[names.refundId],
		reference: values[names.reference],
		paymentId: values[names.paymentId],
		amount: values[names.amount],
		currency: values[names.currency],
		status: values[names.status],
		date: values[names.date],
	});
	if (!hasDots) return read;
	const paths = Object.entries(names).map(([field, name]) => [field, name, name.split('.')]);
	return (values) => {
		const fields: Fields<unknown> = read(values);
		for (const [field, name, path] of paths as Array<[keyof LedgerFields, string, string[]]>) {
			// A column may itself have a dot in its name; then it comes first.
			if (path.length > 1 && !(name in values)) fields[field] = valueInside(values, path);
		}
		return fields;
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
