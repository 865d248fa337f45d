import type { IDataObject } from 'n8n-workflow';

/** A record as an item's JSON. The provider's own object is left out when Simplify is on. */
export function simplified<T extends { raw: unknown }>(record: T, simplify: boolean): IDataObject {
	const { raw, ...rest } = record;
	const fields = withoutNestedRaw(rest, simplify);
	return simplify ? fields : { ...fields, raw: raw as IDataObject };
}

/** The refunds inside a payment are records too. */
function withoutNestedRaw(record: object, simplify: boolean): IDataObject {
	const fields = { ...record } as IDataObject;
	if (Array.isArray(fields.refunds)) {
		fields.refunds = (fields.refunds as Array<{ raw: unknown }>).map((refund) =>
			simplified(refund, simplify),
		);
	}
	return fields;
}
