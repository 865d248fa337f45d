/** Rapyd's refunds: as refund records, and reading one. Source: docs.rapyd.net "Refund". */
import { asText, type JsonObject } from '../../refunds/json';
import { moneyFromMajor } from '../../refunds/money';
import type { Account, Send } from '../../refunds/exchange';
import { refundRecord, type Mode, type RefundRecord } from '../../refunds/refund';
import { isoFromUnixSeconds } from '../../refunds/time';
import { failureFacts, readMoney, readStatus, type StatusWords } from '../understood';
import { readObject } from './wire';

/**
 * `Canceled` is on the page of the Refund Completed webhook, `Cancelled` in the sample of Cancel
 * Refund; the others are in the state diagram. New values may come at any time.
 */
const STATUSES: StatusWords = new Map([
	['pending', 'pending'],
	['completed', 'succeeded'],
	['rejected', 'failed'],
	['error', 'failed'],
	['canceled', 'canceled'],
	['cancelled', 'canceled'],
]);

const FAILURE_REASONS: Readonly<Record<string, string>> = {
	lost_or_stolen_card: 'The card was reported lost or stolen.',
	expired_or_canceled_card: 'The card has expired or was canceled.',
	unknown: 'Rapyd does not know why.',
};

/** What a failed refund without a reason means ("Refund Message Sequences"). */
const FAILED_STATES: Readonly<Record<string, string>> = {
	rejected: 'The card issuer or Rapyd rejected the refund.',
	error: 'The refund failed: the payment behind it is not closed, or the card was canceled.',
};

/**
 * A refund record from Rapyd's refund object, whatever of it is there: failed refunds come with
 * amount null, currency '' and times 0.
 */
export function refundFrom(data: JsonObject, mode: Mode | null): RefundRecord {
	const read = readStatus('Rapyd', STATUSES, data.status);
	const { amount, currency } = data;
	const money = readMoney('Rapyd', moneyFromMajor, { amount, currency });
	const why = asText(data.failure_reason);
	const word = read.providerStatus;
	const failed = read.status === 'failed';
	const own = {
		code: asText(data.failure_code) ?? why ?? (failed ? word : null),
		message: failed ? describeFailure(why, word) : null,
	};
	return refundRecord({
		provider: 'rapyd',
		mode,
		refundId: asText(data.id),
		paymentId: asText(data.payment),
		reference: asText(data.merchant_reference_id),
		money: money.money,
		currency: money.currency,
		status: read.status,
		providerStatus: word,
		reason: asText(data.reason),
		...failureFacts(own, read, money),
		createdAt: isoFromUnixSeconds(data.created_at),
		updatedAt: isoFromUnixSeconds(data.updated_at),
		raw: data,
	});
}

function describeFailure(why: string | null, word: string | null): string | null {
	if (why !== null)
		return Object.hasOwn(FAILURE_REASONS, why) ? (FAILURE_REASONS[why] ?? why) : why;
	return FAILED_STATES[word?.trim().toLowerCase() ?? ''] ?? null;
}

export function pathOf(refundId: string): string {
	return `/v1/refunds/${encodeURIComponent(refundId)}`;
}

/** Reads one refund. An id Rapyd does not know is answered like a call the keys may not make. */
export async function getRefund(
	send: Send,
	{ mode }: Account,
	{ refundId }: { refundId: string },
): Promise<RefundRecord> {
	const request = { method: 'GET' as const, path: pathOf(refundId) };
	return refundFrom(await readObject(send, request, 'the refund', refundId), mode);
}
