import type { IDataObject } from 'n8n-workflow';

/** A record as an item's JSON. The provider's own object is left out when Simplify is on. */
export function simplified<T extends { raw: unknown }>(record: T, simplify: boolean): IDataObject {
	const known: object = record;
	const fields: IDataObject = { ...known };
	// The refunds inside a payment are records too.
	if (Array.isArray(fields.refunds)) {
		fields.refunds = (fields.refunds as Array<{ raw: unknown }>).map((refund) =>
			simplified(refund, simplify),
		);
	}
	// It is the last field: deleting it is several times as fast as copying all but it.
	if (simplify) delete fields.raw;
	return fields;
}
