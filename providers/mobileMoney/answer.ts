/**
 * What the answer to a refund request means. The request is never sent again to find out, and a
 * refusal frees its claim, so "refused" needs evidence that nothing was started:
 *
 * - HTTP 400 and 404 are documented as the request's own fault (errors pages of both brands: "bad
 *   request or already exists", "missing resource"); the refund page lists its four errors as 400.
 * - 401 means bad keys, but nothing says that keys are checked before anything else happens; 403,
 *   408, 409, 422, 429 are not documented at all. Nobody knows.
 * - A 400 that speaks of a time-out, of something pending or already there may be about a refund
 *   that exists. Nobody knows.
 */
import { asObject, asText } from '../../refunds/json';
import { moneyFromMajor } from '../../refunds/money';
import type { Answer, Failure } from '../../refunds/exchange';
import type { RefundDraft, Sorted } from '../../refunds/provider';
import { refundRecord } from '../../refunds/refund';
import { accepted, isSuccess, refused, sorter, unknown } from '../answers';
import type { Brand } from './brands';
import { documentedRefusal } from './errors';
import { outcomeOf, reasonOf } from './refunds';
import { envelopeOf, modeOf, quoted, type Envelope } from './wire';

/** In a refusal, words that make it doubtful whether really nothing was started. */
const DOUBTFUL = /time[sd]?[\s_-]*out|deadline|pending|in progress|already|duplicate/i;

/** Sorts the answers of one of the two brands. */
export function sorterOf(brand: Brand): (answer: Answer, draft: RefundDraft) => Sorted {
	return sorter({
		title: brand.title,
		success(answer, draft) {
			const envelope = envelopeOf(answer.body);
			const isFine = envelope.status === 'success' && isSuccess(envelope.code ?? answer.status);
			return isFine
				? sortSuccess(brand, envelope, draft)
				: sortRefusal(brand, answer.status, envelope, draft);
		},
		refusal: ({ status, body }, draft) => sortRefusal(brand, status, envelopeOf(body), draft),
	});
}

function sortRefusal(brand: Brand, status: number, envelope: Envelope, draft: RefundDraft): Sorted {
	const failure = refusal(brand, status, envelope, draft);
	return failure
		? refused(failure)
		: unknown(`http_${status}`, `${brand.title} answered HTTP ${status} with ${quoted(envelope)}.`);
}

/**
 * Success means "queued". `data.status` is the refund's own (sample: pending; table: processing,
 * successful, failed). The samples' `data.reference` is blank, so it may be missing.
 */
function sortSuccess(brand: Brand, envelope: Envelope, draft: RefundDraft): Sorted {
	const data = asObject(envelope.data);
	const refundId = asText(data.reference);
	const providerStatus = asText(data.status);
	if (refundId === null && providerStatus === null) {
		return unknown(
			'unreadable_answer',
			`${brand.title} answered with ${quoted(envelope)}, but with neither a status nor a reference.`,
		);
	}
	const status = outcomeOf(data);
	// No amount is documented in the answer. Should one come, it is what the provider refunds, and
	// has to be compared with what was asked for.
	const told = moneyFromMajor(data.amount, asText(data.currency) ?? draft.money.currency);
	const failure = reasonOf(data);
	return accepted(
		refundRecord({
			provider: brand.name,
			mode: modeOf(data, draft.mode),
			status,
			refundId,
			paymentId: asText(data.payment_reference) ?? draft.paymentId,
			reference: draft.reference,
			money: told ?? draft.money,
			providerStatus,
			reason: draft.reason,
			failureCode: status === 'unknown' ? 'unknown_status' : failure.code,
			failureMessage:
				status === 'unknown'
					? `${brand.title} took the request (${quoted(envelope)}) with a refund status that is not known. Look the refund up before doing anything else.`
					: (failure.message ?? (status === 'failed' ? asText(data.message) : null)),
			raw: data,
		}),
	);
}

/** Why the provider certainly made no refund, or null when that is not certain. */
function refusal(
	brand: Brand,
	status: number,
	envelope: Envelope,
	draft: RefundDraft,
): Failure | null {
	const { code, message } = envelope;
	if (message === null || envelope.status === 'success') return null;
	if (envelope.status === null && code === null) return null;
	if (DOUBTFUL.test(message)) return null;
	const documented = documentedRefusal(brand, message, draft);
	if (status === 400 || status === 404) {
		// The body's code mirrors the HTTP status; one that says something else makes both doubtful.
		if (code !== null && code !== 400 && code !== 404) return null;
		return documented?.failure ?? otherRefusal(brand, status, envelope);
	}
	// An HTTP 200 around an error: documented nowhere, warned of in a draft of the successor API.
	// It counts where the body calls itself a 400 and the words themselves say that nothing was
	// started; a downstream service's error, in a form no document has, does not.
	const calledRefused = status === 200 && envelope.status === 'error';
	return calledRefused && (code === 400 || code === 404) && documented?.nothingStarted
		? documented.failure
		: null;
}

function otherRefusal(brand: Brand, status: number, envelope: Envelope): Failure {
	return {
		code: `http_${status}`,
		message: `${brand.title} refused the refund: HTTP ${status}, ${quoted(envelope)}.`,
		advice: 'Correct what the message names, then run this again.',
	};
}
