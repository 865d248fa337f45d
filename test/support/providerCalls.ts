/** What a provider's functions are called with in tests, and something that answers them. */
import axios, { type AxiosBasicCredentials } from 'axios';
import type { IHttpRequestOptions } from 'n8n-workflow';

import type { ProviderUnderTest } from '../../harness/providers';
import type { HttpAnswer, Answer, ProviderRequest, Send } from '../../refunds/exchange';
import { parseJson } from '../../refunds/json';
import { readDecimal } from '../../refunds/money';
import type { RefundDraft, RefundOrder } from '../../refunds/provider';
import { gateways, type Sandbox } from '../../sandbox';

/** An order of 12.50 for one payment of the provider. `amountText` must be an amount. */
export function orderOf(
	{ prefix }: Pick<ProviderUnderTest, 'prefix'>,
	change: Partial<RefundOrder> & { amountText?: string } = {},
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

/** Sends each request once to a sandbox, signed by the shipped credential. */
export function sendTo({ name, credential }: ProviderUnderTest, { origin }: Sandbox): Send {
	const fields = gateways[name].credential.fields(origin);
	return async ({ method, path, query = {}, body, headers = {} }) => {
		const options: IHttpRequestOptions = {
			method,
			url: `${origin}${path}`,
			qs: { ...query },
			headers: { ...headers },
			...(body ? { body } : {}),
		};
		const signed = await credential.authenticate(fields, options);
		const signedHeaders = Object.entries(signed.headers ?? {});
		const response = await axios.request<string>({
			method,
			url: signed.url,
			params: signed.qs,
			data: signed.body,
			headers: Object.fromEntries(signedHeaders.map(([key, value]) => [key, String(value)])),
			...(signed.auth ? { auth: signed.auth as AxiosBasicCredentials } : {}),
			responseType: 'text',
			transformResponse: (text: string) => text,
			validateStatus: () => true,
		});
		return answerOf(response.status, response.data);
	};
}
