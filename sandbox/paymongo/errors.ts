import type { Answer } from '../types';

/** PayMongo's error envelope. `attribute` names the field at fault. */
export function paymongoError(
	status: number,
	code: string,
	detail: string,
	attribute?: string,
): Answer {
	const source = attribute === undefined ? {} : { source: { pointer: attribute, attribute } };
	return { status, body: { errors: [{ code, detail, ...source }] } };
}

export const notFound = (what: string, id: string): Answer =>
	paymongoError(404, 'resource_not_found', `No such ${what} with id ${id}.`, 'id');
