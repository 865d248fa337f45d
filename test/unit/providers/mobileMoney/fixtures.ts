/** What the tests of Redstone and Vesicash share. */
import { brands } from '../../../../providers/mobileMoney/brands';
import type { Account } from '../../../../refunds/exchange';
import type { Json, JsonObject } from '../../../../refunds/json';
import type { RefundDraft, RefundOrder } from '../../../../refunds/provider';
import {
	answerOf,
	draftOf,
	orderOf,
	recorder,
	type OrderChange,
} from '../../../support/providerCalls';

export const account: Account = {
	mode: 'test',
	origin: brands.vesicash.defaultOrigin,
	identity: 'api.mor.vesicash.com:000000000000',
	earlierIdentities: [],
};

export const order = (change: OrderChange = {}): RefundOrder => orderOf({ prefix: 'PY' }, change);

export const draft = (change: Partial<RefundDraft> = {}): RefundDraft =>
	draftOf({ prefix: 'PY', currency: 'ZMW' }, { reference: 'ticket-1', ...change });

export function success(data: Json, message = 'success', extra: JsonObject = {}): JsonObject {
	return { status: 'success', code: 200, message, data, ...extra };
}

export function failure(code: number, message: string): JsonObject {
	return { status: 'error', code, message, data: null };
}

/** A gateway with one record under each path; anything else is not found. */
export function records(byPath: Record<string, Json>): ReturnType<typeof recorder> {
	return recorder(({ path }) =>
		path in byPath
			? answerOf(200, success(byPath[path] ?? null))
			: answerOf(404, failure(404, 'payment not found')),
	);
}

/** A gateway that gives these pages, then nothing more. */
export function pagesOf(
	pages: Json[][],
	extra: (page: number) => JsonObject = () => ({}),
): ReturnType<typeof recorder> {
	return recorder(({ query }) => {
		const page = Number(query?.page);
		return answerOf(200, success(pages[page - 1] ?? [], 'success', extra(page)));
	});
}
