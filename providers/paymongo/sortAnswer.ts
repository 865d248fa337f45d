/** What an answer to POST /v1/refunds means for the money. Pure. */
import { asObject } from '../../refunds/json';
import type { Answer } from '../../refunds/exchange';
import type { RefundDraft, Sorted } from '../../refunds/provider';
import type { RefundRecord } from '../../refunds/refund';
import { sortWithoutBody, unknown } from '../answers';
import { meaningOf } from './errorCodes';
import { describeErrors, readErrors, type WireError } from './errors';
import { refundFrom } from './refunds';
import { readResource, TITLE, type HttpAnswer } from './wire';

/**
 * Sorts an answer into accepted, refused, not sent or unknown. Refused only where documents or
 * observation say that nothing was done; everything else that is not a refund is unknown.
 */
export function sortAnswer(answer: Answer, draft: RefundDraft): Sorted {
	if (answer.kind === 'answer' && isRefusedBeforehand(answer)) return refuse(answer);
	// It has an outcome for everything that is not an answer.
	return sortWithoutBody(TITLE, answer) ?? sortBody(answer as HttpAnswer, draft);
}

function sortBody(answer: HttpAnswer, draft: RefundDraft): Sorted {
	const errors = readErrors(answer.body);
	const refund = refundIn(answer.body, draft);
	if (answer.status >= 200 && answer.status < 300) return sortSuccess(answer, errors, refund);
	// The QR Ph host answers 422 with a real refund that failed (seen by two clients).
	if (answer.status === 422 && errors.length === 0 && refund?.status === 'failed') {
		return { outcome: 'accepted', refund };
	}
	if (refund === null && isDefiniteNo(answer.status, errors)) return refuse(answer);
	return unknown(describeErrors(answer).code, describeUnclear(answer));
}

/**
 * - 401: the key is looked at before anything else (documented under Authentication).
 * - 429: the rate limit stands before the API; its body may be plain text (documented).
 * - 404 with nothing in it: a route that does not exist (the official SDKs guard for it), so the
 *   request reached no refund code.
 */
function isRefusedBeforehand({ status, text }: HttpAnswer): boolean {
	return status === 401 || status === 429 || (status === 404 && text.trim() === '');
}

/** Documented: success is 200 with the refund. An error inside a success contradicts itself. */
function sortSuccess(answer: HttpAnswer, errors: WireError[], refund: RefundRecord | null): Sorted {
	if (errors.length > 0) {
		return unknown(
			'contradictory_answer',
			`${TITLE} answered HTTP ${answer.status}, which means success, but with errors. ${describeErrors(answer).message}`,
		);
	}
	if (refund === null) {
		return unknown(
			'no_refund_in_answer',
			`${TITLE} answered HTTP ${answer.status}, but without a refund in it.`,
		);
	}
	return { outcome: 'accepted', refund };
}

function refundIn(body: unknown, draft: RefundDraft): RefundRecord | null {
	const resource = readResource(asObject(body).data, 'refund');
	return resource && refundFrom(resource.raw, draft.mode);
}

/** The statuses documented for a no (400, 403, 404), and 422 of the QR Ph host (seen). */
const REFUSING_STATUSES: ReadonlySet<number> = new Set([400, 403, 404, 422]);

/**
 * Whether every error says for certain that no refund was made:
 * - a code whose meaning is a check of the request, the payment or the account;
 * - `parameter_…` of any kind: documented as a fault of the request itself;
 * - 403 and 404 whatever the code: not allowed, or not there.
 * Not certain: the two "processing" codes, which say nothing about how far it came; a code nobody
 * has listed, which may be the one for a repeated Idempotency-Key, when an earlier send counts; no
 * code at all. Statuses outside the documented ones (3xx, 408, 409, ...) are never a certain no.
 */
function isDefiniteNo(status: number, errors: WireError[]): boolean {
	if (!REFUSING_STATUSES.has(status) || errors.length === 0) return false;
	return errors.every((error) => {
		const known = meaningOf(error)?.certain;
		if (known !== undefined) return known;
		return status === 403 || status === 404 || (error.code ?? '').startsWith('parameter_');
	});
}

function refuse(answer: HttpAnswer): Sorted {
	return { outcome: 'refused', failure: describeErrors(answer) };
}

function describeUnclear(answer: HttpAnswer): string {
	return `${TITLE} answered HTTP ${answer.status}, which does not say for certain that no refund was made. ${describeErrors(answer).message}`;
}
