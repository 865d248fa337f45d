/** The envelope around every answer: {status, code, message, data} (docs.vesicash.com, API basics). */
import {
	asArray,
	asObject,
	asText,
	isObject,
	type Json,
	type JsonObject,
} from '../../refunds/json';
import { maskPhonesInText } from '../../refunds/privacy';
import { ProviderError, type ProviderRequest, type Send } from '../../refunds/exchange';
import { isSuccess, read, type ErrorReader, type ReadFailure } from '../answers';
import type { Mode } from '../../refunds/refund';
import type { Brand } from './brands';
import { referenceProblem } from './order';

export interface Envelope {
	/** Lower case: `success` or `error` as documented. */
	status: string | null;
	/** Documented as a mirror of the HTTP status. */
	code: number | null;
	message: string | null;
	data: Json | undefined;
}

export function envelopeOf(body: unknown): Envelope {
	const { status, code, message, data } = asObject(body);
	const number = Number(asText(code) ?? 0);
	return {
		status: asText(status)?.trim().toLowerCase() ?? null,
		// 0 stands in the countries sample, as a placeholder.
		code: Number.isInteger(number) && number !== 0 ? number : null,
		message: asText(message),
		data,
	};
}

/** The provider's own words, shortened, for a sentence of ours. */
export function quoted({ message }: Pick<Envelope, 'message'>): string {
	if (message === null) return 'no message';
	const words = maskPhonesInText(message.trim());
	return `"${words.length > 300 ? `${words.slice(0, 297)}...` : words}"`;
}

/** Whether the provider says it has no such thing: 404, or HTTP 400 as documented for refunds. */
function saysNotFound(status: number, envelope: Envelope): boolean {
	const code = envelope.code ?? status;
	return code === 404 || (code === 400 && /not found/i.test(envelope.message ?? ''));
}

/** The value in lower case, for comparing words; null when it is no text. */
export function wordOf(value: unknown): string | null {
	return asText(value)?.trim().toLowerCase() ?? null;
}

/** The record's environment; the account's mode where it does not say. */
export function modeOf(record: JsonObject, otherwise: Mode | null): Mode | null {
	const environment = wordOf(record.environment);
	return environment === 'live' || environment === 'test' ? environment : otherwise;
}

/** How reads fail. An error may hide in an HTTP 200 (a draft of the successor API warns of it). */
function errorReader(brand: Brand, hint: string | null): ErrorReader {
	return {
		title: brand.title,
		failureOf(answer) {
			const envelope = envelopeOf(answer.body);
			const code = envelope.code ?? answer.status;
			if (isSuccess(answer.status) && isSuccess(code) && envelope.status !== 'error') return null;
			return readFailure(brand, isSuccess(answer.status) ? code : answer.status, envelope, hint);
		},
	};
}

function readFailure(
	brand: Brand,
	status: number,
	envelope: Envelope,
	hint: string | null,
): ReadFailure {
	const said = `${brand.title} answered HTTP ${status} with ${quoted(envelope)}.`;
	if (status === 401 || status === 403) {
		const advice =
			'Check Public Key and Secret Key in the credential: both of the same account, both test or both live, and the Base URL that belongs to them.';
		return {
			code: 'unauthorized',
			message: `${said} It did not accept the keys.`,
			advice: hint === null ? advice : `${advice} ${hint}`,
			notFound: false,
		};
	}
	if (saysNotFound(status, envelope)) {
		return {
			code: 'not_found',
			message: said,
			advice:
				'Check the reference, and that the keys belong to the account it is in (test or live).',
			notFound: true,
		};
	}
	return {
		code: status === 429 ? 'rate_limited' : `http_${status}`,
		message: said,
		advice:
			status === 429 || status >= 500
				? 'Try again in a few minutes.'
				: 'Check what was asked for against the message.',
		notFound: false,
	};
}

/** Reads an answer whose `data` is an object. @throws ProviderError */
async function readObject(send: Send, brand: Brand, request: ProviderRequest): Promise<JsonObject> {
	const { data } = envelopeOf(await read(send, request, errorReader(brand, null)));
	if (!isObject(data)) throw unreadable(brand, 'a record');
	return data;
}

/**
 * Whatever the gateway keeps under a reference: a payment, and by Vesicash's refund page also a
 * refund (GET /v1/payment/:payment_reference).
 * @throws ProviderError, `notFound` where the gateway says it has no such reference
 */
export async function readRecord(send: Send, brand: Brand, reference: string): Promise<JsonObject> {
	const problem = referenceProblem(reference);
	if (problem) {
		const message = `Reference "${reference}" ${problem}`;
		const advice = 'Nothing was sent. Correct the value and run this again.';
		throw new ProviderError({ code: 'invalid_input', message, advice });
	}
	const path = `/v1/payment/${encodeURIComponent(reference)}`;
	return await readObject(send, brand, { method: 'GET', path });
}

/**
 * Reads an answer whose `data` is a list, with the rest of the answer (`pagination`). Nothing
 * instead of a list is an empty one (Go writes an empty list as null); anything else is an error,
 * because "no entries" would be a lie.
 * @throws ProviderError
 */
export async function readList(
	send: Send,
	brand: Brand,
	request: ProviderRequest,
	hint: string | null = null,
): Promise<{ items: JsonObject[]; body: JsonObject }> {
	const body = await read(send, request, errorReader(brand, hint));
	const { data } = envelopeOf(body);
	if (data !== undefined && data !== null && !Array.isArray(data))
		throw unreadable(brand, 'a list');
	// A row that is no object stays a row: the list would look whole without it.
	return { items: asArray(data).map(asObject), body };
}

function unreadable(brand: Brand, expected: string): ProviderError {
	return new ProviderError({
		code: 'unreadable_answer',
		message: `${brand.title} answered without ${expected} in "data".`,
		advice: 'Check the Base URL in the credential; it should be the origin without a path.',
	});
}
