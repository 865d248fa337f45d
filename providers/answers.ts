/** What every provider's answers have in common: time-outs, gateways' pages, cut-off bodies. */
import { isObject, type JsonObject } from '../refunds/json';
import { maskPhonesInText } from '../refunds/privacy';
import {
	ProviderError,
	type Answer,
	type Failure,
	type ProviderRequest,
	type Send,
} from '../refunds/exchange';
import type { Sorted } from '../refunds/provider';

type HttpAnswer = Extract<Answer, { kind: 'answer' }>;

/** How one provider reads its own errors. */
export interface ErrorReader {
	title: string;
	/** The failure in an answer, or null when the answer is a success. */
	failureOf(answer: HttpAnswer): ReadFailure | null;
}

export interface ReadFailure extends Failure {
	notFound: boolean;
}

/** Says what a body is when it is not the JSON object a provider promises. */
export function describeBody(answer: HttpAnswer): string {
	const text = answer.text.trim();
	if (text === '') return 'an empty answer';
	if (/^<(!doctype|html|\?xml)/i.test(text)) {
		const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
		return title ? `an HTML page ("${shorten(title)}")` : 'an HTML page';
	}
	if (answer.body === undefined && /^[[{]/.test(text)) return 'an answer that was cut off';
	return `"${shorten(maskPhonesInText(text))}"`;
}

function shorten(text: string): string {
	return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/**
 * Sorts what no provider's own words are needed for: nothing sent, nothing heard, a server's
 * fault, an unreadable body. Null when the provider's own rules must decide.
 *
 * A 5xx counts as unknown whatever its body says: a gateway may time out after the provider has
 * made the refund (hyperswitch #13180 is what happens when it is read as "pending" or "failed").
 */
export function sortWithoutBody(title: string, answer: Answer): Sorted | null {
	if (answer.kind === 'not_sent') {
		return {
			outcome: 'not_sent',
			failure: {
				code: 'not_sent',
				message: `${title} could not be reached (${answer.message}). Nothing was sent.`,
				advice: 'Check the Base URL in the credential and the network, then run this again.',
			},
		};
	}
	if (answer.kind === 'no_answer') {
		return unknown('no_answer', `${title} did not answer (${answer.message}).`);
	}
	if (answer.status >= 500) {
		return unknown(
			`http_${answer.status}`,
			`${title} answered HTTP ${answer.status} with ${describeBody(answer)}.`,
		);
	}
	if (!isObject(answer.body)) {
		return unknown(
			'unreadable_answer',
			`${title} answered HTTP ${answer.status} with ${describeBody(answer)}.`,
		);
	}
	return null;
}

/** An outcome nobody knows. What to do about it is added where the payment is known. */
export function unknown(code: string, message: string): Sorted {
	return { outcome: 'unknown', failure: { code, message, advice: '' } };
}

/**
 * Reads a JSON object from a provider.
 * @throws ProviderError with the provider's own code and words, whatever came instead
 */
export async function read(
	send: Send,
	request: ProviderRequest,
	reader: ErrorReader,
): Promise<JsonObject> {
	const answer = await send(request);
	if (answer.kind !== 'answer') {
		throw new ProviderError({
			code: answer.kind,
			message: `${reader.title} could not be reached (${answer.message}).`,
			advice: 'Check the Base URL in the credential and the network, then try again.',
		});
	}
	const failure = failureOf(answer, reader);
	if (failure) throw new ProviderError(failure, answer.status, failure.notFound);
	return answer.body as JsonObject;
}

function failureOf(answer: HttpAnswer, reader: ErrorReader): ReadFailure | null {
	if (isObject(answer.body)) return reader.failureOf(answer);
	return {
		code: `http_${answer.status}`,
		message: `${reader.title} answered HTTP ${answer.status} with ${describeBody(answer)}.`,
		advice:
			answer.status === 404
				? 'Check the ID and the Base URL in the credential.'
				: 'Try again in a few minutes. If it stays, check the Base URL in the credential.',
		notFound: answer.status === 404,
	};
}
