/** The gateway's refunds: as refund records, and reading one. */
import { asArray, asText, isObject, type JsonObject } from '../../refunds/json';
import { moneyFromMajor } from '../../refunds/money';
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import { refundRecord, type RefundRecord, type RefundStatus } from '../../refunds/refund';
import { isoFromText } from '../../refunds/time';
import {
	currencyCode,
	failureFacts,
	readMoney,
	readStatus,
	type ReadStatus,
	type StatusWords,
} from '../understood';
import type { Brand } from './brands';
import { modeOf, readRecord, wordOf } from './wire';

/** `successful`, `processing`, `failed` are documented, `pending` stands in samples, `success` in drafts,
 * `completed` (with `completed_at`) in the documents of the successor API. */
const STATUSES: StatusWords = new Map<string, RefundStatus>([
	['pending', 'pending'],
	['processing', 'pending'],
	['successful', 'succeeded'],
	['success', 'succeeded'],
	['completed', 'succeeded'],
	['failed', 'failed'],
]);

/**
 * Reasons beside `failed` that do not say that the money stayed: TRNASACTION_PENDING (so spelt in the
 * documents) is listed among the failure reasons but means pending, and a mobile-money service that
 * did not answer in time may still have paid.
 */
const NOT_CERTAINLY_FAILED: ReadonlySet<string | null> = new Set([
	'TRANSACTION_PENDING',
	'PROVIDER_TIMEOUT',
]);

/** How a refund record ended. */
export function outcomeOf(brand: Brand, record: JsonObject): ReadStatus {
	const read = readStatus(brand.title, STATUSES, record.status);
	const isOpen = read.status === 'failed' && NOT_CERTAINLY_FAILED.has(reasonOf(record).code);
	return isOpen ? { ...read, status: 'pending' } : read;
}

/**
 * Why a refund failed. Which field carries it is not published; these two stand in a draft and in
 * the dashboard's code. Documented reasons (ABANDONED_TRANSACTION, PROVIDER_TIMEOUT, ...) are codes.
 */
export function reasonOf(record: JsonObject): { code: string | null; message: string | null } {
	const said = asText(record.failure_reason) ?? asText(record.reason_for_failure);
	if (said === null || !/^[A-Z][A-Z_]+$/.test(said.trim())) return { code: null, message: said };
	return { code: said.trim().replace(/^TRNASACTION/, 'TRANSACTION'), message: said };
}

/** What a refund's own record may leave out. */
interface RefundContext {
	refundId?: string | null;
	paymentId: string | null;
	currency?: string | null;
}

/**
 * A refund's own record: of type "refund" as in webhooks, or an entry of a payment's `refunds[]`.
 * Amounts count as major units. A draft shows `refunds[]` in what look like minor units; taken too
 * large, a refund uses up more of its payment, which refuses too much but never refunds too much.
 */
export function refundFrom(
	brand: Brand,
	account: Account,
	record: JsonObject,
	context: RefundContext,
): RefundRecord {
	const { amount, currency } = record;
	const money = readMoney(brand.title, moneyFromMajor, { amount, currency }, context.currency);
	const read = outcomeOf(brand, record);
	return refundRecord({
		provider: brand.name,
		mode: modeOf(record, account.mode),
		status: read.status,
		refundId: asText(record.reference) ?? asText(record.refund_id) ?? context.refundId ?? null,
		paymentId: asText(record.payment_reference) ?? context.paymentId,
		money: money.money,
		currency: money.currency,
		providerStatus: read.providerStatus,
		reason: asText(record.reason) ?? asText(record.narration),
		...failureFacts(reasonOf(record), read, money),
		createdAt: isoFromText(record.created_at),
		updatedAt: isoFromText(record.updated_at) ?? isoFromText(record.completed_at),
		raw: record,
	});
}

/** The refunds a payment's record shows; none where it shows none (a draft does, the documents do not). */
export function refundsIn(
	brand: Brand,
	account: Account,
	record: JsonObject,
	paymentId: string | null,
): RefundRecord[] {
	const currency = currencyCode(record.currency);
	return asArray(record.refunds)
		.filter(isObject)
		.map((entry) => refundFrom(brand, account, entry, { paymentId, currency }));
}

/**
 * One refund. Vesicash says that a refund's reference can be looked up where payments are, without
 * showing the answer; a draft shows refunds only inside their payment. Both are tried, and a
 * payment's own status is never taken for its refund's.
 * @throws ProviderError where neither shows it
 */
export async function getRefund(
	send: Send,
	brand: Brand,
	account: Account,
	ids: { refundId: string; paymentId: string | null },
): Promise<RefundRecord> {
	const { refundId } = ids;
	const paymentId = ids.paymentId === '' ? null : ids.paymentId;
	if (refundId === '') return await onlyRefund(send, brand, account, paymentId);

	const record = await readIfThere(send, brand, refundId);
	if (record && wordOf(record.type) === 'refund') {
		return refundFrom(brand, account, record, { refundId, paymentId });
	}
	const shown = record ? refundsIn(brand, account, record, paymentId ?? refundId) : [];
	if (paymentId !== null && paymentId !== refundId) {
		const payment = await readRecord(send, brand, paymentId);
		shown.push(...refundsIn(brand, account, payment, paymentId));
	}
	const found = shown.find(
		(refund) => refund.refundId === refundId || refund.raw?.refund_id === refundId,
	);
	if (!found) throw notVisible(brand, `refund ${refundId}`, paymentId);
	return found;
}

/** The refund of a payment, where the payment shows exactly one. */
async function onlyRefund(
	send: Send,
	brand: Brand,
	account: Account,
	paymentId: string | null,
): Promise<RefundRecord> {
	if (paymentId === null) {
		throw new ProviderError({
			code: 'invalid_input',
			message: 'Neither a refund reference nor a payment reference was given.',
			advice: 'Enter the Refund ID, the Payment Reference or both.',
		});
	}
	const record = await readRecord(send, brand, paymentId);
	if (wordOf(record.type) === 'refund') {
		return refundFrom(brand, account, record, { refundId: paymentId, paymentId: null });
	}
	const [refund, ...others] = refundsIn(brand, account, record, paymentId);
	if (!refund) throw notVisible(brand, `a refund of payment ${paymentId}`, paymentId);
	if (others.length > 0) {
		const names = [refund, ...others].map((one) => one.refundId ?? 'one without a reference');
		throw new ProviderError({
			code: 'several_refunds',
			message: `Payment ${paymentId} has ${names.length} refunds: ${names.join(', ')}.`,
			advice: 'Enter the Refund ID of the one you mean.',
		});
	}
	return refund;
}

async function readIfThere(
	send: Send,
	brand: Brand,
	reference: string,
): Promise<JsonObject | null> {
	return await readRecord(send, brand, reference).catch((error: unknown) => {
		if (error instanceof ProviderError && error.notFound) return null;
		throw error;
	});
}

/** Not the same as "not there": the published answers do not show refunds at all. */
function notVisible(brand: Brand, what: string, paymentId: string | null): ProviderError {
	const first =
		paymentId === null
			? 'Enter the Payment Reference as well: some accounts show refunds there. '
			: '';
	return new ProviderError({
		code: 'refund_not_visible',
		message: `${brand.title} does not show ${what}. This does not mean that it was not made.`,
		advice: `${first}Look at the wallet history or the dashboard, or wait for the webhook.`,
	});
}
