/** What the tests of Redstone and Vesicash share. */
import { brands } from '../../../../providers/mobileMoney/brands';
import type { Json, JsonObject } from '../../../../refunds/json';
import { parseJson } from '../../../../refunds/json';
import { readDecimal } from '../../../../refunds/money';
import type { Account, Answer, ProviderRequest, Send } from '../../../../refunds/exchange';
import type { RefundDraft, RefundOrder } from '../../../../refunds/provider';

export const account: Account = {
	mode: 'test',
	origin: brands.vesicash.defaultOrigin,
	identity: 'api.mor.vesicash.com:000000000000',
	earlierIdentities: [],
};

export function order(change: Partial<RefundOrder> = {}): RefundOrder {
	const amount = readDecimal('12.50');
	if (typeof amount === 'string') throw new Error(amount);
	return {
		paymentId: 'PY_1',
		refundAmount: 'partial',
		amount,
		currency: null,
		reason: null,
		reference: null,
		options: {},
		...change,
	};
}

export function draft(change: Partial<RefundDraft> = {}): RefundDraft {
	return {
		paymentId: 'PY_1',
		money: { minor: 1250n, currency: 'ZMW', digits: 2 },
		partial: true,
		reason: null,
		reference: 'ticket-1',
		idempotencyKey: '00000000-0000-0000-0000-000000000000',
		options: {},
		mode: 'test',
		...change,
	};
}

/** An answer as it comes off the wire: the body is JSON, or text as it stands. */
export function answer(status: number, body: Json): Answer {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return { kind: 'answer', status, headers: {}, text, body: parseJson(text) };
}

export function success(data: Json, message = 'success', extra: JsonObject = {}): JsonObject {
	return { status: 'success', code: 200, message, data, ...extra };
}

export function failure(code: number, message: string): JsonObject {
	return { status: 'error', code, message, data: null };
}

/** A gateway that gives what `reply` says, for answers no sandbox gives; remembers what was asked. */
export function gateway(reply: (request: ProviderRequest) => Answer): {
	send: Send;
	asked: ProviderRequest[];
} {
	const asked: ProviderRequest[] = [];
	return {
		asked,
		send: async (request) => {
			asked.push(request);
			return await Promise.resolve(reply(request));
		},
	};
}

/** A gateway with one record under each path; anything else is not found. */
export function records(byPath: Record<string, Json>): ReturnType<typeof gateway> {
	return gateway(({ path }) =>
		path in byPath
			? answer(200, success(byPath[path] ?? null))
			: answer(404, failure(404, 'payment not found')),
	);
}

/** A gateway that gives these pages, then nothing more. */
export function pagesOf(
	pages: Json[][],
	extra: (page: number) => JsonObject = () => ({}),
): ReturnType<typeof gateway> {
	return gateway(({ query }) => {
		const page = Number(query?.page);
		return answer(200, success(pages[page - 1] ?? [], 'success', extra(page)));
	});
}

/** Everything a list gives, in one array. */
export async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
	const found: T[] = [];
	for await (const page of pages) found.push(...page);
	return found;
}

/** Real HTTP with a brand's keys, once per request. `timeout` in milliseconds. */
export function httpSend(
	origin: string,
	keys: { publicKey: string; secretKey: string },
	timeout = 20_000,
): Send {
	return async ({ method, path, query, body }) => {
		const search = query ? `?${new URLSearchParams(query).toString()}` : '';
		try {
			const response = await fetch(`${origin}${path}${search}`, {
				method,
				headers: {
					'secret-key': keys.secretKey,
					'public-key': keys.publicKey,
					...(body ? { 'content-type': 'application/json' } : {}),
				},
				...(body ? { body: JSON.stringify(body) } : {}),
				signal: AbortSignal.timeout(timeout),
			});
			const text = await response.text();
			const headers = Object.fromEntries(response.headers);
			return { kind: 'answer', status: response.status, headers, text, body: parseJson(text) };
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			const refused = /ECONNREFUSED/.test(String((error as { cause?: unknown }).cause));
			return { kind: refused ? 'not_sent' : 'no_answer', message };
		}
	};
}
