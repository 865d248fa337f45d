/** The gateway's envelope. For errors it is presumed: no page shows one (vesicash-redstone.md, 3.4). */
import type { Answer } from '../types';

export function success(message: string, data: object, extra: object = {}): Answer {
	return { status: 200, body: { status: 'success', code: 200, message, data, ...extra } };
}

export function failure(status: number, message: string): Answer {
	return { status, body: { status: 'error', code: status, message, data: null } };
}

/** A page block is an array that holds one object. */
export function pagination(page: number, shown: number, total: number, limit: number): object {
	const block = {
		current_page: page,
		page_count: shown,
		total_pages_count: Math.max(1, Math.ceil(total / limit)),
	};
	return { pagination: [block] };
}
