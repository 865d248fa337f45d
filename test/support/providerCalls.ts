/** What a provider's functions are called with in tests, and something that answers them. */
import type { ProviderUnderTest } from '../../harness/providers';
import {
	ProviderError,
	type Answer,
	type HttpAnswer,
	type ProviderRequest,
	type Send,
} from '../../refunds/exchange';
import { parseJson } from '../../refunds/json';
import { readDecimal } from '../../refunds/money';
import type { RefundDraft, RefundOrder } from '../../refunds/provider';

/** What differs from the usual order; `amountText` must be an amount. */
export type OrderChange = Partial<RefundOrder> & { amountText?: string };

/** An order of 12.50 for one payment of the provider. */
export function orderOf(
	{ prefix }: Pick<ProviderUnderTest, 'prefix'>,
	change: OrderChange = {},
): RefundOrder {
	const { amountText = '12.50', ...rest } = change;
	const amount = readDecimal(amountText);
	if (typeof amount === 'string') throw new Error(amount);
	return {
		paymentId: `${prefix}_1`,
		refundAmount: 'partial',
		amount,
		currency: null,
		reason: null,
		reference: null,
		options: {},
		...rest,
	};
}

/** The same, ready to be sent. */
export function draftOf(
	{ prefix, currency }: Pick<ProviderUnderTest, 'prefix' | 'currency'>,
	change: Partial<RefundDraft> = {},
): RefundDraft {
	return {
		paymentId: `${prefix}_1`,
		money: { minor: 1250n, currency, digits: 2 },
		partial: true,
		reason: null,
		reference: 'T-1',
		idempotencyKey: '00000000-0000-4000-8000-000000000000',
		options: {},
		mode: 'test',
		...change,
	};
}

/** An answer as it comes off the wire: the body is JSON, or a text as it stands. */
export function answerOf(status: number, body: unknown): HttpAnswer {
	const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
	return { kind: 'answer', status, headers: {}, text, body: parseJson(text) };
}

/** A gateway that answers what `reply` says, for answers no sandbox gives; keeps what was asked. */
export function recorder(reply: (request: ProviderRequest) => Answer): {
	send: Send;
	requests: ProviderRequest[];
} {
	const requests: ProviderRequest[] = [];
	return {
		requests,
		send: async (request) => {
			requests.push(request);
			return await Promise.resolve(reply(request));
		},
	};
}

/** Everything a list gives, in one array. */
export async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
	const found: T[] = [];
	for await (const page of pages) found.push(...page);
	return found;
}

/** How a read that must fail does so; whatever else is thrown goes on. */
export async function errorOf(promise: Promise<unknown>): Promise<ProviderError> {
	const error: unknown = await promise.then(
		() => new Error('it did not fail'),
		(reason: unknown) => reason,
	);
	if (!(error instanceof ProviderError)) throw error;
	return error;
}
