/** What every provider's answers have in common: time-outs, gateways' pages, cut-off bodies. */
import { asObject, isObject, type JsonObject } from '../refunds/json';
import { maskPhonesInText } from '../refunds/privacy';
import {
	ProviderError,
	type Answer,
	type Failure,
	type HttpAnswer,
	type ProviderRequest,
	type Send,
} from '../refunds/exchange';
import type { RefundDraft, Sorted } from '../refunds/provider';
import type { RefundRecord } from '../refunds/refund';

/** An answer whose body is a JSON object, as every provider promises. */
export type JsonAnswer = HttpAnswer & { body: JsonObject };

/** How one provider reads its own errors. */
export interface ErrorReader {
	title: string;
	/** The failure in an answer, or null when the answer is a success. */
	failureOf(answer: JsonAnswer): ReadFailure | null;
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

/** One provider's evidence for what an answer to a create request means. */
interface Evidence {
	title: string;
	/** A no that stands before the refund was even looked at, whatever the body is; else null. */
	beforehand?(answer: HttpAnswer): Failure | null;
	/** An answer of HTTP 2xx. */
	success(answer: JsonAnswer, draft: RefundDraft): Sorted;
	/** Any other answer below HTTP 500. */
	refusal(answer: JsonAnswer, draft: RefundDraft): Sorted;
}

/**
 * The order in which every answer is sorted; what each status and code means is the provider's
 * evidence. Pure; never throws.
 *
 * A 5xx counts as unknown whatever its body says: a gateway may time out after the provider has
 * made the refund (hyperswitch #13180 is what happens when it is read as "pending" or "failed").
 */
export function sorter(evidence: Evidence): (answer: Answer, draft: RefundDraft) => Sorted {
	const { title } = evidence;
	return (answer, draft) => {
		if (answer.kind === 'not_sent') return notSent(title, answer.message);
		if (answer.kind === 'no_answer') {
			return unknown('no_answer', `${title} did not answer (${answer.message}).`);
		}
		const no = evidence.beforehand?.(answer) ?? null;
		if (no !== null) return refused(no);
		const { status, body } = answer;
		const said = () => `${title} answered HTTP ${status} with ${describeBody(answer)}.`;
		if (status >= 500) return unknown(`http_${status}`, said());
		if (!isObject(body)) return unknown('unreadable_answer', said());
		const readable = { ...answer, body };
		return isSuccess(status)
			? evidence.success(readable, draft)
			: evidence.refusal(readable, draft);
	};
}

function notSent(title: string, why: string): Sorted {
	return {
		outcome: 'not_sent',
		failure: {
			code: 'not_sent',
			message: `${title} could not be reached (${why}). Nothing was sent.`,
			advice: 'Check the Base URL in the credential and the network, then run this again.',
		},
	};
}

/** Whether an HTTP status means success. */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

export function accepted(refund: RefundRecord): Sorted {
	return { outcome: 'accepted', refund };
}

/**
 * Certainly no refund.
 * @param isSuspect whether the same no would come if our own refund had just been made
 */
export function refused(failure: Failure, isSuspect = false): Sorted {
	return isSuspect
		? { outcome: 'refused', failure, suspect: true }
		: { outcome: 'refused', failure };
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
	const { body, status } = answer;
	const failure = isObject(body) ? reader.failureOf({ ...answer, body }) : notJson(answer, reader);
	if (failure) throw new ProviderError(failure, status, failure.notFound);
	return asObject(body);
}

function notJson(answer: HttpAnswer, reader: ErrorReader): ReadFailure {
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
