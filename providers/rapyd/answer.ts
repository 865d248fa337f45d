/**
 * What the answer to a create request means. The money rule: "refused" frees the refund to be
 * tried again, so it is said only where Rapyd certainly made nothing; all else is unknown and is
 * looked up.
 */
import { asObject, asText, isObject, type JsonObject } from '../../refunds/json';
import type { Answer, Failure, HttpAnswer } from '../../refunds/exchange';
import type { RefundDraft, Sorted } from '../../refunds/provider';
import type { RefundRecord } from '../../refunds/refund';
import { accepted, describeBody, refused, sorter, unknown, type JsonAnswer } from '../answers';
import { readEnvelope, type Envelope } from './wire';
import { cardNetworkCode, explain, isSuspect } from './errors';
import { refundFrom } from './refunds';

/** The refund in an accepted answer's data, or null where there is none. */
type ReadRefund = (data: JsonObject, draft: RefundDraft) => RefundRecord | null;

/** Sorts the answer to POST /v1/refunds. */
export const sortAnswer = sorterFor((data, draft) =>
	asText(data.id) === null ? null : refundFrom(data, draft.mode),
);

/** Sorts answers whose accepted data `readRefund` knows how to read. */
export function sorterFor(readRefund: ReadRefund): (answer: Answer, draft: RefundDraft) => Sorted {
	return sorter({
		title: 'Rapyd',
		// A firewall in front of Rapyd turns excess requests away before they are processed; what its
		// body holds is documented nowhere, so it is not looked at ("Request Rate Limits").
		beforehand: (answer) => (answer.status === 429 ? rateLimited(answer) : null),
		success: (answer, draft) => sortSuccess(answer, draft, readRefund),
		refusal: sortRefusal,
	});
}

/**
 * SUCCESS with a refund: Rapyd has it, whatever the refund's own status is. An error inside HTTP
 * 200 contradicts itself (errors are documented as HTTP 400), so nobody knows what it means.
 */
function sortSuccess(answer: JsonAnswer, draft: RefundDraft, readRefund: ReadRefund): Sorted {
	const envelope = readEnvelope(answer.body);
	if (envelope.verdict !== 'success') return notKnown(answer, envelope);
	const refund = isObject(envelope.data) ? readRefund(envelope.data, draft) : null;
	if (refund) return accepted(refund);
	return unknown('unreadable_answer', 'Rapyd answered SUCCESS, but without a refund.');
}

/**
 * 400 with a code is the documented refusal. Any other combination is not documented; public
 * implementations (hyperswitch-prism) too count 403, 408, 409 and such as not known.
 */
function sortRefusal(answer: JsonAnswer): Sorted {
	const envelope = readEnvelope(answer.body);
	const { code, words, operationId } = envelope;
	if (code === null || !isCertainRefusal(answer.status, code, words)) {
		return notKnown(answer, envelope);
	}
	return refused({ code, ...explain(code, words, operationId) }, isSuspect(code));
}

function isCertainRefusal(status: number, code: string, words: string | null): boolean {
	if (status === 401) return isRefusedBeforeProcessing(code, words);
	if (status !== 400) return false;
	const network = cardNetworkCode(code);
	return network === null ? !isUncertain(code) : CARD_DECLINES.has(network);
}

/**
 * Authentication comes before processing (measured order: headers, signature, timestamp and salt;
 * an unknown route or a feature that is off are UNAUTHORIZED_API_CALL). One 401 proves nothing:
 * "the same salt was used not long ago". Our salts are random and new for each request, so the
 * same one twice means that something on the way sent this very request a second time, and the
 * first copy may have made the refund.
 */
function isRefusedBeforeProcessing(code: string, words: string | null): boolean {
	if (code === 'UNAUTHENTICATED_API_CALL') return words === null || !/\bsalt\b/i.test(words);
	return code === 'UNAUTHORIZED_API_CALL' || code === 'MISSING_AUTHENTICATION_HEADERS';
}

/**
 * Codes that do not say that nothing happened. GENERAL_ERROR is an error without a name, at an
 * unknown moment. IDEMPOTENCY_ERROR: the key is new for each attempt, so Rapyd has seen it from an
 * earlier copy of this request. Under review: it may still be made. And any code that itself
 * speaks of a time-out or of work under way.
 */
function isUncertain(code: string): boolean {
	if (code === 'GENERAL_ERROR' || code === 'IDEMPOTENCY_ERROR') return true;
	return /UNDER_REVIEW|TIMED?_?OUT|IN_PROGRESS|INTERNAL_(SERVER_)?ERROR/i.test(code);
}

/**
 * Card network codes by which the issuer or the network decided against it (ISO 8583, as in
 * "Card Network Errors", where each says "the request was rejected"). Not here, so not certain:
 * 06, 19, 22, 68 (answer too late), 90 to 92 and 96 (issuer or switch not working), 94 (duplicate:
 * the first one counts), approvals (00, 10, 85), letters and what comes without a code.
 */
const CARD_DECLINES: ReadonlySet<string> = new Set(
	(
		'01 02 03 04 05 07 12 13 14 15 41 43 46 51 52 53 54 57 58 59 61 62 63 64 65 70 75 78 79 82 ' +
		'83 93'
	).split(' '),
);

function rateLimited(answer: HttpAnswer): Failure {
	return {
		code: readEnvelope(asObject(answer.body)).code ?? 'http_429',
		message: 'Rapyd takes no more requests for now (HTTP 429). Nothing was refunded.',
		advice:
			'Wait five minutes, then run this again. Rapyd takes 200 requests a minute and 1000 in five.',
	};
}

function notKnown(answer: JsonAnswer, envelope: Envelope): Sorted {
	const { code, words, operationId } = envelope;
	const said = code === null ? describeBody(answer) : explain(code, words, operationId).message;
	return unknown(code ?? `http_${answer.status}`, `Rapyd answered HTTP ${answer.status}: ${said}`);
}
