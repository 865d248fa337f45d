/**
 * Rapyd's envelope around every answer: { status: { status, error_code, message, operation_id },
 * data }. `data` is missing on errors. Source: docs.rapyd.net "Error Messages".
 */
import { asObject, asText, isObject, type Json, type JsonObject } from '../../refunds/json';
import { ProviderError, type ProviderRequest, type Send } from '../../refunds/exchange';
import { describeBody, isSuccess, read, type ErrorReader } from '../answers';
import { explain, isNotFound } from './errors';

export interface Envelope {
	/** What Rapyd says of the call; null where there is no envelope or it contradicts itself. */
	verdict: 'success' | 'error' | null;
	code: string | null;
	/** Rapyd's own words. */
	words: string | null;
	/** Rapyd's support asks for it. */
	operationId: string | null;
	data: Json | undefined;
}

/** Reads an envelope out of any JSON object. */
export function readEnvelope(body: JsonObject): Envelope {
	const status = asObject(body.status);
	const code = asText(status.error_code) ?? asText(status.response_code);
	const word = asText(status.status)?.toUpperCase();
	return {
		verdict: verdictOf(word, code),
		code,
		words: asText(status.message),
		operationId: asText(status.operation_id),
		data: body.data,
	};
}

function verdictOf(word: string | undefined, code: string | null): Envelope['verdict'] {
	if (word === 'SUCCESS') return code === null ? 'success' : null;
	return word === 'ERROR' ? 'error' : null;
}

/** How Rapyd's errors are read; business errors come as HTTP 400, 404 is not used. */
const rapydErrors: ErrorReader = {
	title: 'Rapyd',
	failureOf(answer) {
		const envelope = readEnvelope(answer.body);
		const fine = isSuccess(answer.status);
		// One documented sample (Cancel Refund) has no envelope at all: a body without one is let
		// through here and must hold what was asked for.
		if (fine && (envelope.verdict === 'success' || !isObject(answer.body.status))) {
			return null;
		}
		const code = envelope.code ?? `http_${answer.status}`;
		const words = envelope.words ?? (envelope.code === null ? describeBody(answer) : null);
		return {
			code,
			...explain(code, words, envelope.operationId),
			notFound: isNotFound(code),
		};
	},
};

/**
 * Sends a request and gives back the `data` of its answer.
 * @param id that was asked for; an answer about something else is refused, one that only writes the
 * id in other letter case says what Rapyd itself calls it
 * @throws ProviderError when Rapyd says no or the data is not the object that was asked for
 */
export async function readObject(
	send: Send,
	request: ProviderRequest,
	what: string,
	id: string,
): Promise<JsonObject> {
	const body = await read(send, request, rapydErrors);
	const found = isObject(body.data) ? body.data : body;
	if (asText(found.id)?.toLowerCase() !== id.toLowerCase()) throw unreadable(what);
	return found;
}

/**
 * Sends a request for a list and gives back its rows.
 * @throws ProviderError when Rapyd says no or the data is not a list
 */
export async function readList(send: Send, request: ProviderRequest): Promise<JsonObject[]> {
	const { data } = await read(send, request, rapydErrors);
	// Taking a missing list for an empty one could hide an earlier refund.
	if (!Array.isArray(data)) throw unreadable('a list');
	// Nor is a row left out that is no object: a page would look shorter, and the list whole.
	return data.map(asObject);
}

function unreadable(what: string): ProviderError {
	return new ProviderError({
		code: 'unreadable_answer',
		message: `Rapyd answered without ${what}.`,
		advice: 'Try again in a few minutes. If it stays, check the Base URL in the credential.',
	});
}
