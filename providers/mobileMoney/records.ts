/** The gateway's payments and refunds as ours. */
import { asArray, asText, isObject, type JsonObject } from '../../refunds/json';
import { balanceOf } from '../../refunds/balance';
import { formatMoney, moneyFromMajor, toDecimal, toInteger } from '../../refunds/money';
import { maskPhones } from '../../refunds/privacy';
import type { Account } from '../../refunds/exchange';
import {
	refundRecord,
	type Mode,
	type PaymentRecord,
	type RefundRecord,
	type RefundStatus,
} from '../../refunds/refund';
import { isoFromText } from '../../refunds/time';
import type { Brand } from './brands';

/** `successful`, `processing`, `failed` are documented, `pending` stands in samples, `success` in drafts. */
const REFUND_STATUS = new Map<string, RefundStatus>([
	['pending', 'pending'],
	['processing', 'pending'],
	['successful', 'succeeded'],
	['success', 'succeeded'],
	['failed', 'failed'],
]);

/** No list of payment statuses is published; `success` and `completed` come from drafts and code. */
const PAYMENT_STATUS = new Map([
	['successful', 'paid'],
	['success', 'paid'],
	['completed', 'paid'],
	['pending', 'pending'],
	['processing', 'pending'],
	['failed', 'failed'],
]);

/** The value in lower case, for comparing words; null when it is no text. */
export function wordOf(value: unknown): string | null {
	return asText(value)?.trim().toLowerCase() ?? null;
}

/** A refund's status word as ours; a word never seen before is `unknown`. */
export function refundStatusOf(value: unknown): RefundStatus {
	return REFUND_STATUS.get(wordOf(value) ?? '') ?? 'unknown';
}

/**
 * How a refund record ended. TRNASACTION_PENDING (so spelt in the documents) is listed among the
 * failure reasons but means pending: such a refund is not certainly undone.
 */
export function outcomeOf(record: JsonObject): RefundStatus {
	const status = refundStatusOf(record.status);
	const pending = status === 'failed' && reasonOf(record).code === 'TRANSACTION_PENDING';
	return pending ? 'pending' : status;
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

/** The record's environment; the account's mode where it does not say. */
export function modeOf(record: JsonObject, otherwise: Mode | null): Mode | null {
	const environment = wordOf(record.environment);
	return environment === 'live' || environment === 'test' ? environment : otherwise;
}

/** What a refund's own record may leave out. */
export interface RefundContext {
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
	const currency = asText(record.currency) ?? context.currency ?? null;
	const failure = reasonOf(record);
	return refundRecord({
		provider: brand.name,
		mode: modeOf(record, account.mode),
		status: outcomeOf(record),
		refundId: asText(record.reference) ?? asText(record.refund_id) ?? context.refundId ?? null,
		paymentId: asText(record.payment_reference) ?? context.paymentId,
		money: moneyFromMajor(record.amount, currency),
		currency,
		providerStatus: asText(record.status),
		reason: asText(record.reason) ?? asText(record.narration),
		failureCode: failure.code,
		failureMessage: failure.message,
		createdAt: isoFromText(record.created_at),
		updatedAt: isoFromText(record.updated_at),
		raw: record,
	});
}

/**
 * A payment. `paymentId` is the reference it was asked for by, because that is what a refund names.
 * What is left is said only where the record shows its refunds (a draft does, the documents do not).
 */
export function paymentFrom(
	brand: Brand,
	account: Account,
	record: JsonObject,
	askedFor: string | null,
): PaymentRecord {
	const currency = asText(record.currency)?.toUpperCase() ?? null;
	const money = moneyFromMajor(record.amount, currency);
	const paymentId = askedFor ?? asText(record.reference);
	const shown = Array.isArray(record.refunds);
	const refunds = asArray(record.refunds)
		.filter(isObject)
		.map((entry) => refundFrom(brand, account, entry, { paymentId, currency }));
	const payment: PaymentRecord = {
		provider: brand.name,
		mode: modeOf(record, account.mode),
		paymentId,
		reference: asText(record.reference),
		amount: money && formatMoney(money),
		amountMinor: money && toInteger(money.minor),
		currency,
		status: PAYMENT_STATUS.get(wordOf(record.status) ?? '') ?? 'unknown',
		providerStatus: asText(record.status),
		refundedAmount: null,
		refundableAmount: null,
		refunds,
		method: asText(record.method),
		createdAt: isoFromText(record.created_at),
		raw: maskPhones(record),
	};
	if (!shown || !money) return payment;
	const { left } = balanceOf({ payment, refunds });
	if (left === null) return payment;
	return {
		...payment,
		refundedAmount: toDecimal(money.minor - left, money.digits),
		refundableAmount: toDecimal(left, money.digits),
	};
}
