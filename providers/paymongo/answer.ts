/** What an answer to POST /v1/refunds means for the money. Pure. */
import type { JsonObject } from '../../refunds/json';
import type { HttpAnswer } from '../../refunds/exchange';
import type { RefundDraft, Sorted } from '../../refunds/provider';
import type { RefundRecord } from '../../refunds/refund';
import { accepted, refused, sorter, unknown, type JsonAnswer } from '../answers';
import { meaningOf } from './errorCodes';
import { describeErrors, readErrors } from './errors';
import { refundFrom } from './refunds';
import { readResource, TITLE, type WireError } from './wire';

/**
 * Refused only where documents or observation say that nothing was done; everything else that is
 * not a refund is unknown.
 */
export const sortAnswer = sorter({
	title: TITLE,
	beforehand: (answer) => (isRefusedBeforehand(answer) ? describeErrors(answer) : null),
	success: sortSuccess,
	refusal: sortRefusal,
});

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
function sortSuccess(answer: JsonAnswer, draft: RefundDraft): Sorted {
	if (readErrors(answer.body).length > 0) {
		return unknown(
			'contradictory_answer',
			`${TITLE} answered HTTP ${answer.status}, which means success, but with errors. ${describeErrors(answer).message}`,
		);
	}
	const refund = refundIn(answer.body, draft);
	if (refund !== null) return accepted(refund);
	return unknown(
		'no_refund_in_answer',
		`${TITLE} answered HTTP ${answer.status}, but without a refund in it.`,
	);
}

function sortRefusal(answer: JsonAnswer, draft: RefundDraft): Sorted {
	const { status, body } = answer;
	const errors = readErrors(body);
	const refund = refundIn(body, draft);
	// The QR Ph host answers 422 with a real refund that failed (seen by two clients).
	if (status === 422 && errors.length === 0 && refund?.status === 'failed') return accepted(refund);
	const failure = describeErrors(answer);
	if (refund === null && isDefiniteNo(status, errors)) {
		return refused(
			failure,
			errors.some((error) => meaningOf(error)?.suspect),
		);
	}
	return unknown(
		failure.code,
		`${TITLE} answered HTTP ${status}, which does not say for certain that no refund was made. ${failure.message}`,
	);
}

function refundIn(body: JsonObject, draft: RefundDraft): RefundRecord | null {
	const resource = readResource(body.data, 'refund');
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
