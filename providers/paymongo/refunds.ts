/** PayMongo's refunds: as refund records (every field may be missing or odd), and reading one. */
import {
	asBoolean,
	asObject,
	asText,
	isObject,
	type Json,
	type JsonObject,
} from '../../refunds/json';
import { moneyFromMinor } from '../../refunds/money';
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import { refundRecord, type Mode, type RefundRecord } from '../../refunds/refund';
import { isoFromUnixSeconds } from '../../refunds/time';
import { read } from '../answers';
import { failureFacts, readMoney, readStatus, type StatusWords } from '../understood';
import { errorReader, unexpectedAnswer } from './errors';
import { readResource, REFERENCE_KEY, REFUNDS_PATH, TITLE } from './wire';

/** The payment a refund was found in, for what the refund itself leaves out. */
interface FoundIn {
	paymentId: string | null;
	currency: string | null;
}

/**
 * The four documented statuses, and `refunding`, which clients of the QR Ph host have seen. A
 * word that is not here is not guessed at.
 */
const STATUSES: StatusWords = new Map([
	['pending', 'pending'],
	['processing', 'pending'],
	['refunding', 'pending'],
	['succeeded', 'succeeded'],
	['failed', 'failed'],
]);

/** `livemode` as a mode, or the mode of the key when the resource does not say. */
export function modeOf(livemode: Json | undefined, fallback: Mode | null): Mode | null {
	const live = asBoolean(livemode);
	if (live === null) return fallback;
	return live ? 'live' : 'test';
}

const NO_FAILURE = { code: null, message: null };

/**
 * A refund resource (`{ id, type, attributes }`) as a refund record.
 * @param mode the key's, for a refund that does not say
 */
export function refundFrom(
	resource: unknown,
	mode: Mode | null,
	foundIn: FoundIn | null = null,
): RefundRecord {
	const { id, attributes } = asObject(resource);
	const refund = asObject(attributes);
	const read = readStatus(TITLE, STATUSES, refund.status);
	const money = readMoney(
		TITLE,
		moneyFromMinor,
		{ amount: refund.amount, currency: refund.currency },
		foundIn?.currency,
	);
	// A QR Ph refund waits until the customer opens its link (for about three days).
	const isWaiting = read.status === 'pending' && asText(refund.transfer_link) !== null;
	const status = isWaiting ? 'requires_action' : read.status;
	return refundRecord({
		provider: 'paymongo',
		mode: modeOf(refund.livemode, mode),
		refundId: asText(id),
		paymentId: asText(refund.payment_id) ?? foundIn?.paymentId ?? null,
		reference: asText(asObject(refund.metadata)[REFERENCE_KEY]),
		money: money.money,
		currency: money.currency,
		status,
		providerStatus: read.providerStatus,
		reason: asText(refund.reason),
		...failureFacts(status === 'failed' ? failureOf(refund) : NO_FAILURE, read, money),
		createdAt: isoFromUnixSeconds(refund.created_at),
		updatedAt: isoFromUnixSeconds(refund.updated_at),
		raw: isObject(resource) ? resource : null,
	});
}

/**
 * Why a refund failed. No field for it is documented; a payment says it in `failed_code` and
 * `failed_message`, so these are read in case a refund has them too.
 */
function failureOf(refund: JsonObject): { code: string; message: string } {
	return {
		code: asText(refund.failed_code) ?? 'refund_failed',
		message:
			asText(refund.failed_message) ??
			'PayMongo reports this refund as failed and gives no reason. The money was not returned; a new refund may be made.',
	};
}

/**
 * GET /v1/refunds/{id}, on the main host: whether the QR Ph host can be asked is not documented.
 * @throws ProviderError, `notFound` when this key's account and mode have no such refund
 */
export async function getRefund(
	send: Send,
	{ mode }: Account,
	{ refundId }: { refundId: string },
): Promise<RefundRecord> {
	const path = `${REFUNDS_PATH}/${encodeURIComponent(refundId)}`;
	const body = await read(send, { method: 'GET', path }, errorReader);
	const refund = readResource(body.data, 'refund');
	if (refund?.id !== refundId) throw new ProviderError(unexpectedAnswer(`refund ${refundId}`));
	return refundFrom(refund.raw, mode);
}
