/** A payment and its refunds, before a refund is made and after an answer nobody understood. */
import { asArray, asObject, asText, isObject, type JsonObject } from '../../refunds/json';
import { moneyFromMajor } from '../../refunds/money';
import type { Account, Failure, Send } from '../../refunds/exchange';
import type { LookUp, Pages } from '../../refunds/provider';
import type { Mode, PaymentRecord, RefundRecord } from '../../refunds/refund';
import { otherCurrency, payableIn } from './fx';
import { listRefundsOf } from './lists';
import {
	currencyOf,
	embeddedRefunds,
	paymentFrom,
	paymentStatusOf,
	refundCount,
	type SeenRefunds,
} from './payments';
import { refundFrom } from './refunds';
import { readObject } from './wire';

/**
 * Looks a payment up: two requests, more only where it has more refunds than a page shows.
 * @param currency the refund's, where one is named: a payment with exchange has two
 * @throws ProviderError when the payment or its refunds cannot be read
 */
export async function lookUpPayment(
	send: Send,
	account: Account,
	paymentId: string,
	currency: string | null = null,
): Promise<LookUp> {
	const data = await readPayment(send, paymentId);
	return await withRefunds(send, account, data, { paymentId, currency });
}

/** A payment object together with its refunds, read from their own list. */
export async function withRefunds(
	send: Send,
	{ mode }: Account,
	data: JsonObject,
	{ paymentId, currency = null }: { paymentId: string; currency?: string | null },
): Promise<LookUp> {
	const seen = await readRefunds(send, data, paymentId, mode);
	return {
		payment: payableIn(paymentFrom(data, mode, seen), data, seen.refunds, currency),
		obstacle: obstacleOf(data, paymentId) ?? otherCurrency(data, paymentId, currency),
		...seen,
		recordId: asText(data.id),
		accountId: null,
	};
}

/** @throws ProviderError when there is no such payment or it cannot be read */
export async function readPayment(send: Send, paymentId: string): Promise<JsonObject> {
	const path = `/v1/payments/${encodeURIComponent(paymentId)}`;
	return await readObject(send, { method: 'GET', path }, 'the payment', paymentId);
}

/**
 * The refunds of one payment: those its list shows and those the payment itself brings along.
 * Complete: the list was read to its end, is no shorter than the payment's own count, and does
 * not lack money that the payment says went back.
 */
async function readRefunds(
	send: Send,
	data: JsonObject,
	paymentId: string,
	mode: Mode | null,
): Promise<SeenRefunds> {
	const list = await listRefundsOf(send, paymentId, refundCount(data));
	const byId = new Map<string, RefundRecord>();
	const listed = list.rows.map((row) => refundFrom(row, mode));
	for (const refund of [...embeddedRefunds(data, mode).refunds, ...listed]) {
		if (refund.refundId !== null) byId.set(refund.refundId, refund);
	}
	const refunds = [...byId.values()];
	const complete =
		list.whole && refunds.length >= (refundCount(data) ?? 0) && explainsRefunded(data, refunds);
	return { refunds, complete };
}

/** Whether the refunds seen add up to at least what the payment says was refunded. */
function explainsRefunded(data: JsonObject, refunds: readonly RefundRecord[]): boolean {
	const refunded = moneyFromMajor(data.refunded_amount, currencyOf(data));
	if (!refunded) return true;
	let seen = 0n;
	for (const { status, amount, currency } of refunds) {
		// Refunds of a payment with currency exchange are not in its currency: they cannot be added.
		if (currency !== null && currency !== refunded.currency) return true;
		if (status !== 'failed') seen += moneyFromMajor(amount, currency)?.minor ?? 0n;
	}
	return seen >= refunded.minor;
}

/** Why a payment cannot be refunded at all, or null. */
function obstacleOf(data: JsonObject, paymentId: string): Failure | null {
	const status = asText(data.status);
	if (status?.trim().toUpperCase() !== 'CLO') {
		return {
			code: 'payment_not_paid',
			message: `Payment ${paymentId} cannot be refunded: Rapyd has it as ${status ?? 'nothing'} (${paymentStatusOf(status)}), not as CLO (paid). Nothing was sent.`,
			advice: 'Wait until the payment is closed, or cancel it in the Client Portal.',
		};
	}
	if (!isDisputed(data)) return null;
	return {
		code: 'payment_disputed',
		message: `Payment ${paymentId} is disputed by the customer: a refund now may pay them twice. Nothing was sent.`,
		advice: 'Settle the dispute in the Client Portal first.',
	};
}

/**
 * Whether a dispute stands: any but one the merchant won (WIN is final, "Dispute - Finite State
 * Diagram"). What the field holds is documented only as "dispute": object, list and id are taken.
 */
function isDisputed({ dispute }: JsonObject): boolean {
	if (typeof dispute === 'string') return dispute.trim() !== '';
	const disputes = Array.isArray(dispute) ? asArray(dispute) : [dispute];
	return disputes
		.filter(isObject)
		.filter((entry) => Object.keys(entry).length > 0)
		.some((entry) => asText(asObject(entry).status)?.toUpperCase() !== 'WIN');
}

/** A list of one payment, with its refunds read from their own list. */
export async function* listOnePayment(
	send: Send,
	account: Account,
	paymentId: string,
): Pages<PaymentRecord> {
	yield [(await lookUpPayment(send, account, paymentId)).payment];
}
