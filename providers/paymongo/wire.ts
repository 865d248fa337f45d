/** What PayMongo's API looks like on the wire: names, paths, and the envelope of a resource. */
import { asObject, asText, isObject, type Json, type JsonObject } from '../../refunds/json';

export const TITLE = 'PayMongo';
export const DEFAULT_ORIGIN = 'https://api.paymongo.com';

export const REFUNDS_PATH = '/v1/refunds';
export const PAYMENTS_PATH = '/v1/payments';

/** The metadata key that carries our refund reference. People's refunds hold it: never rename. */
export const REFERENCE_KEY = 'refund_reference';

/** The reasons of the refund resource page. The newer guide leaves out `requested_by_customer`,
 * but live refunds of 2025 have it. */
export const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer', 'others'] as const;

/** A `{ id, type, attributes }` object. */
export interface Resource {
	id: string;
	attributes: JsonObject;
	raw: JsonObject;
}

const ID_PREFIX = { payment: 'pay_', refund: 'ref_' } as const;

/**
 * Reads a resource of one type, or null when it is not one. `type` may be missing (samples in the
 * documents leave fields out); then the prefix of the id tells.
 */
export function readResource(value: unknown, type: keyof typeof ID_PREFIX): Resource | null {
	if (!isObject(value)) return null;
	const id = asText(value.id);
	if (id === null) return null;
	const isType =
		value.type === type || ((value.type ?? null) === null && id.startsWith(ID_PREFIX[type]));
	return isType ? { id, attributes: asObject(value.attributes), raw: value } : null;
}

/**
 * A payment's refunds: a list (live samples), or `{ data: [...] }` as one client reads them. Null
 * where it shows none.
 */
export function refundsOf(payment: JsonObject): Json[] | null {
	const { refunds } = payment;
	const list = isObject(refunds) ? refunds.data : refunds;
	return Array.isArray(list) ? list : null;
}

/** One entry of `errors`. Every part may be missing (the official SDKs guard for it). */
export interface WireError {
	code: string | null;
	detail: string | null;
	field: string | null;
}
