/** Plain HTTP clients of the sandbox, one for each provider, and a receiver of its webhooks. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { keys, requestSignature, type ProviderName } from '../../../sandbox';

export interface Reply {
	status: number;
	text: string;
	/** The body as JSON; empty when it is none. */
	json: Json;
}

/** Loosely typed JSON, for reading answers in tests. */
export interface Json {
	[key: string]: Json | undefined;
}

export type Client = (method: string, path: string, body?: object) => Promise<Reply>;

export async function send(
	url: string,
	method: string,
	headers: Record<string, string>,
	body?: string,
): Promise<Reply> {
	const type: Record<string, string> =
		body === undefined ? {} : { 'content-type': 'application/json' };
	const response = await fetch(url, {
		method,
		headers: { ...type, ...headers },
		...(body === undefined ? {} : { body }),
	});
	const text = await response.text();
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		json = undefined;
	}
	return { status: response.status, text, json: (json ?? {}) as Json };
}

const written = (body?: object) => (body === undefined ? undefined : JSON.stringify(body));

export const basic = (key: string) => ({
	authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
});

export function paymongo(origin: string, key: string = keys.paymongo.secretKey): Client {
	return async (method, path, body) => await send(origin + path, method, basic(key), written(body));
}

/** Headers of a signed Rapyd request; anything of it can be made wrong. */
export function rapydHeaders(
	method: string,
	path: string,
	body: string,
	change: Partial<Record<'accessKey' | 'secretKey' | 'salt' | 'timestamp', string>> = {},
): Record<string, string> {
	const signed = {
		...keys.rapyd,
		salt: randomUUID().slice(0, 12),
		timestamp: String(Math.floor(Date.now() / 1000)),
		...change,
	};
	const signature = requestSignature({ method, path, body, ...signed });
	return {
		access_key: signed.accessKey,
		salt: signed.salt,
		timestamp: signed.timestamp,
		signature,
	};
}

export function rapyd(origin: string): Client {
	return async (method, path, body) => {
		const text = written(body);
		return await send(origin + path, method, rapydHeaders(method, path, text ?? ''), text);
	};
}

export function mobileMoney(
	origin: string,
	{ secretKey, publicKey }: { secretKey: string; publicKey: string },
): Client {
	const headers = { 'secret-key': secretKey, 'public-key': publicKey };
	return async (method, path, body) => await send(origin + path, method, headers, written(body));
}

/** What the tests that run over all providers need to know about each. */
export interface Account {
	provider: ProviderName;
	prefix: string;
	currency: string;
	call: Client;
	/** Asks for a refund; the amount is in major units. */
	refund(paymentId: string, amount: string): Promise<Reply>;
	/** The id in the answer to a refund that was made. */
	refundId(reply: Reply): string;
	/** The refund's status at the provider, in the provider's word. */
	status(refundId: string): Promise<string>;
	words: { pending: string; succeeded: string; failed: string };
	/** Code or message of an error. */
	error(reply: Reply): string;
	errors: { over: string; declined: string; unpaid: string; no_funds: string };
}

const mobileMoneyAccount = (origin: string, provider: 'redstone' | 'vesicash'): Account => {
	const call = mobileMoney(origin, keys[provider]);
	return {
		provider,
		prefix: 'PY',
		currency: provider === 'redstone' ? 'ZMW' : 'GHS',
		call,
		refund: async (paymentId, amount) =>
			await call('POST', '/v1/payment/refunds/process', {
				amount: Number(amount),
				payment_reference: paymentId,
				reason: 'test',
			}),
		refundId: ({ json }) => String(json.data?.reference),
		status: async (id) => String((await call('GET', `/v1/payment/${id}`)).json.data?.status),
		words: { pending: 'pending', succeeded: 'successful', failed: 'failed' },
		error: ({ json }) => String(json.message),
		errors: {
			over: 'Refund amount exceeds the remaining refundable balance',
			declined: 'Refund Provider service returned an error',
			unpaid: 'Refund amount exceeds the remaining refundable balance',
			no_funds: 'Insufficient funds or wallet error preventing refund processing',
		},
	};
};

export function accounts(origin: string): Record<ProviderName, Account> {
	const payMongo = paymongo(origin);
	const rapydCall = rapyd(origin);
	return {
		paymongo: {
			provider: 'paymongo',
			prefix: 'pay',
			currency: 'PHP',
			call: payMongo,
			refund: async (paymentId, amount) =>
				await payMongo('POST', '/v1/refunds', {
					data: {
						attributes: {
							amount: Number(amount.replace('.', '')),
							payment_id: paymentId,
							reason: 'others',
						},
					},
				}),
			refundId: ({ json }) => String(json.data?.id),
			status: async (id) =>
				String((await payMongo('GET', `/v1/refunds/${id}`)).json.data?.attributes?.status),
			words: { pending: 'pending', succeeded: 'succeeded', failed: 'failed' },
			error: ({ json }) => String(json.errors?.[0]?.code),
			errors: {
				over: 'parameter_above_maximum',
				declined: 'refund_not_allowed',
				unpaid: 'resource_failed_state',
				no_funds: 'available_balance_insufficient',
			},
		},
		rapyd: {
			provider: 'rapyd',
			prefix: 'payment',
			currency: 'EUR',
			call: rapydCall,
			refund: async (paymentId, amount) =>
				await rapydCall('POST', '/v1/refunds', { payment: paymentId, amount }),
			refundId: ({ json }) => String(json.data?.id),
			status: async (id) => String((await rapydCall('GET', `/v1/refunds/${id}`)).json.data?.status),
			words: { pending: 'Pending', succeeded: 'Completed', failed: 'Error' },
			error: ({ json }) => String(json.status?.error_code),
			errors: {
				over: 'ERROR_REFUND_AMOUNT_EXCEEDS_PAYMENT_AMOUNT',
				declined: 'ERROR_CREATE_REFUND_PAYMENT_NOT_REFUNDABLE',
				unpaid: 'PAYMENT_NOT_COMPLETED',
				no_funds: 'ERROR_GET_EWALLET_NOT_ENOUGH_FUNDS',
			},
		},
		redstone: mobileMoneyAccount(origin, 'redstone'),
		vesicash: mobileMoneyAccount(origin, 'vesicash'),
	};
}

/** Waits until something holds; fails with the last value after five seconds. */
export async function eventually<T>(read: () => T | Promise<T>, holds: (value: T) => boolean) {
	for (let tries = 0; ; tries += 1) {
		const value = await read();
		if (holds(value)) return value;
		if (tries === 500) throw new Error(`Still ${JSON.stringify(value)}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** A web server that keeps what it gets and answers with the given statuses, then with 200. */
export async function startReceiver(statuses: number[] = []) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push({
				path: request.url ?? '',
				headers: request.headers,
				body: Buffer.concat(chunks).toString('utf8'),
			});
			response.statusCode = statuses.shift() ?? 200;
			response.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?from=sandbox`,
		received,
		statuses,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
