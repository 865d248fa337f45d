/** A payment and its refunds, before a refund is made and after an answer nobody understood. */
import { asArray, asObject, asText, isObject, type JsonObject } from '../../refunds/json';
import { moneyFromMajor } from '../../refunds/money';
import { ProviderError, type Account, type Failure, type Send } from '../../refunds/exchange';
import type { LookUp } from '../../refunds/provider';
import type { Mode, RefundRecord } from '../../refunds/refund';
import { readList, readObject } from './envelope';
import { pagesOf, type ListSource } from './paging';
import {
	currencyOf,
	embeddedRefunds,
	paymentFrom,
	paymentStatusOf,
	refundCount,
	type SeenRefunds,
} from './payments';
import { refundFrom } from './refunds';

/** Rows in a list for which no limit is asked ("List Refunds"). */
const DEFAULT_PAGE = 10;

export const REFUNDS: ListSource = {
	path: '/v1/refunds',
	later: 'starting_after',
	earlier: 'ending_before',
};

/**
 * Looks a payment up: two requests, more only where it has more refunds than a page shows.
 * @throws ProviderError when the payment or its refunds cannot be read
 */
export async function lookUpPayment(
	send: Send,
	account: Account,
	paymentId: string,
): Promise<LookUp> {
	return await withRefunds(send, account, await readPayment(send, paymentId), paymentId);
}

/** A payment object together with its refunds, read from their own list. */
export async function withRefunds(
	send: Send,
	{ mode }: Account,
	data: JsonObject,
	paymentId: string,
): Promise<LookUp> {
	const seen = await readRefunds(send, data, paymentId, mode);
	return {
		payment: paymentFrom(data, mode, seen),
		obstacle: obstacleOf(data, paymentId),
		...seen,
		accountId: null,
	};
}

/** @throws ProviderError when there is no such payment or it cannot be read */
export async function readPayment(send: Send, paymentId: string): Promise<JsonObject> {
	const path = `/v1/payments/${encodeURIComponent(paymentId)}`;
	return await readObject(send, { method: 'GET', path }, 'the payment');
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

/**
 * The rows of "List Refunds by Payment ID". Its documented form has no limit; whether it takes one,
 * and a cursor, is documented nowhere. So they are used only where a full page may have left
 * something out, and a refusal then means: not the whole list.
 */
export async function listRefundsOf(
	send: Send,
	paymentId: string,
	total: number | null,
): Promise<{ rows: JsonObject[]; whole: boolean }> {
	const query = { payment: paymentId };
	const first = await readList(send, { method: 'GET', path: REFUNDS.path, query });
	// Should the filter ever be ignored, the list is the whole account's.
	const ours = first.filter((row) => asText(row.payment) === paymentId);
	if (ours.length < first.length) return { rows: ours, whole: false };
	if (ours.length < DEFAULT_PAGE || ours.length === total) return { rows: ours, whole: true };
	const byId = new Map(ours.map((row) => [asText(row.id), row]));
	const whole = await collect(pagesOf(send, { ...REFUNDS, query }), byId).then(
		() => true,
		(error: unknown) => {
			if (error instanceof ProviderError && error.httpStatus === 400) return false;
			throw error;
		},
	);
	return { rows: [...byId.values()], whole };
}

async function collect(
	pages: AsyncGenerator<JsonObject[], void, undefined>,
	byId: Map<string | null, JsonObject>,
): Promise<void> {
	for await (const page of pages) {
		for (const row of page) byId.set(asText(row.id), row);
	}
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
	if (status?.toUpperCase() !== 'CLO') {
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
