/** Plain HTTP clients of the sandbox, one for each provider. */
import { randomUUID } from 'node:crypto';
import { keys, requestSignature } from '../../../sandbox';

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
