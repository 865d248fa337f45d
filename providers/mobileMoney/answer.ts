/**
 * What the answer to a refund request means. The request is never sent again to find out, and a
 * refusal frees its claim, so "refused" needs evidence that nothing was started:
 *
 * - The refund page lists four errors, all as HTTP 400; the words of three of them say that nothing
 *   was started. Only these are a no, also as 404 ("missing resource") or as an HTTP 200 that calls
 *   itself an error (a draft of the successor API warns of that).
 * - Every other 400 may come from behind the gateway after the refund was made (EOF, connection
 *   reset, bad gateway, "is being processed", words nobody has listed). Nobody knows.
 * - 401 means bad keys, but nothing says that keys are checked before anything else happens; 403,
 *   408, 409, 422, 429 are not documented at all. Nobody knows.
 */
import { asObject, asText } from '../../refunds/json';
import { moneyFromMajor } from '../../refunds/money';
import type { Answer } from '../../refunds/exchange';
import type { RefundDraft, Sorted } from '../../refunds/provider';
import { refundRecord } from '../../refunds/refund';
import { accepted, isSuccess, refused, sorter, unknown } from '../answers';
import type { Brand } from './brands';
import { failureFacts, readMoney } from '../understood';
import { documentedRefusal, doubtOf } from './errors';
import { outcomeOf, reasonOf } from './refunds';
import { envelopeOf, modeOf, quoted, type Envelope } from './wire';

/** Beside the words of a refusal, words that make it doubtful whether really nothing was started. */
const DOUBTFUL =
	/time[sd]?[\s_-]*out|deadline|pending|in progress|being processed|still processing|already|duplicate|\beof\b|reset|cancel|gateway|provider service|internal|could not|unable/i;

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
	const no = refusalIn(brand, status, envelope, draft);
	if (no !== null) return refused(no.failure, no.isSuspect);
	const said = `${brand.title} answered HTTP ${status} with ${quoted(envelope)}.`;
	return unknown(`http_${status}`, said + doubtOf(envelope.message));
}

/**
 * Success means "queued". `data.status` is the refund's own (sample: pending; table: processing,
 * successful, failed). The samples' `data.reference` is blank, so it may be missing.
 */
function sortSuccess(brand: Brand, envelope: Envelope, draft: RefundDraft): Sorted {
	const data = asObject(envelope.data);
	const refundId = asText(data.reference);
	if (refundId === null && asText(data.status) === null) {
		return unknown(
			'unreadable_answer',
			`${brand.title} answered with ${quoted(envelope)}, but with neither a status nor a reference.`,
		);
	}
	const read = outcomeOf(brand, data);
	// No amount is documented in the answer. Should one come, it is what the provider refunds, and
	// has to be compared with what was asked for; it is filled in only where it is absent.
	const { amount, currency } = data;
	const told = readMoney(brand.title, moneyFromMajor, { amount, currency }, draft.money.currency);
	const isSilent = told.doubt === null && told.currency === draft.money.currency;
	const why = reasonOf(data);
	const own = {
		code: why.code,
		message: why.message ?? (read.status === 'failed' ? asText(data.message) : null),
	};
	return accepted(
		refundRecord({
			provider: brand.name,
			mode: modeOf(data, draft.mode),
			status: read.status,
			refundId,
			paymentId: asText(data.payment_reference) ?? draft.paymentId,
			reference: draft.reference,
			money: told.money ?? (isSilent ? draft.money : null),
			currency: told.currency,
			providerStatus: read.providerStatus,
			reason: draft.reason,
			...failureFacts(own, read, told),
			raw: data,
		}),
	);
}

/** Why the provider certainly made no refund, or null when that is not certain. */
function refusalIn(brand: Brand, status: number, envelope: Envelope, draft: RefundDraft) {
	const { code, message } = envelope;
	if (message === null || envelope.status === 'success' || DOUBTFUL.test(message)) return null;
	const isError = status === 400 || status === 404;
	// The body's code mirrors the HTTP status; one that says something else makes both doubtful.
	const saysError = code === 400 || code === 404;
	const isClear = isError
		? saysError || (code === null && envelope.status !== null)
		: status === 200 && envelope.status === 'error' && saysError;
	return isClear ? documentedRefusal(brand, message, draft) : null;
}
