/**
 * Refunds of a group payment: one purchase paid by 2 to 10 payments, all in one currency. Rapyd
 * apportions a partial refund among them. Its answer is the group, not a refund; it keeps no
 * reference, and there is no list of a group's refunds.
 * Source: docs.rapyd.net "Group Payment", "Create Group Refund", "Retrieve Group Payment".
 */
import { asArray, asText, isObject, type Json, type JsonObject } from '../../refunds/json';
import { moneyFromMajor, toDecimal, toInteger, type Money } from '../../refunds/money';
import { maskPhones } from '../../refunds/privacy';
import type { Account, ProviderRequest, Send } from '../../refunds/exchange';
import type { LookUp, RefundDraft } from '../../refunds/provider';
import { refundRecord, type PaymentRecord } from '../../refunds/refund';
import { isoFromUnixSeconds } from '../../refunds/time';
import { amountText, idempotencyHeader } from './request';
import { readObject } from './wire';
import { readPayment, withRefunds } from './lookUp';
import { currencyOf } from './payments';
import { sorterFor } from './answer';

const STATUSES: Readonly<Record<string, string>> = {
	active: 'active',
	canceled: 'canceled',
	closed: 'paid',
};

/**
 * Looks a group payment up: the group, then each payment's refunds. Never complete, because a
 * refund of the group carries no reference by which it could be found again.
 * @throws ProviderError when the group, a payment or its refunds cannot be read
 */
export async function lookUpGroup(send: Send, account: Account, groupId: string): Promise<LookUp> {
	const path = `/v1/payments/group_payments/${encodeURIComponent(groupId)}`;
	const group = await readObject(send, { method: 'GET', path }, 'the group payment', groupId);
	const parts: LookUp[] = [];
	for (const entry of asArray(group.payments)) {
		parts.push(await lookUpPart(send, account, entry));
	}
	return {
		payment: groupFrom(group, account, parts),
		obstacle: parts.find(({ obstacle }) => obstacle !== null)?.obstacle ?? null,
		// The parts' refunds are in `refundableAmount` already. Counted once more beside a refund of
		// the whole group that this process remembers, they would use the group up twice.
		refunds: [],
		complete: false,
		recordId: asText(group.id),
		accountId: null,
	};
}

/** The samples show whole payments inside a group; an id alone is looked up. */
async function lookUpPart(send: Send, account: Account, entry: Json): Promise<LookUp> {
	const id = asText(isObject(entry) ? entry.id : entry) ?? '';
	const whole = isObject(entry) && asText(entry.status) !== null;
	const data = whole ? entry : await readPayment(send, id);
	return await withRefunds(send, account, data, { paymentId: id });
}

/** A group payment, with what is left to refund of all its payments together. */
export async function getGroupPayment(
	send: Send,
	account: Account,
	groupId: string,
): Promise<PaymentRecord> {
	return (await lookUpGroup(send, account, groupId)).payment;
}

function groupFrom(group: JsonObject, { mode }: Account, parts: readonly LookUp[]): PaymentRecord {
	const currency = currencyOf(group) ?? parts[0]?.payment.currency ?? null;
	const amount = moneyFromMajor(group.amount, currency);
	const word = asText(group.status);
	return {
		provider: 'rapyd',
		mode,
		paymentId: asText(group.id),
		reference: asText(group.merchant_reference_id),
		amount: amount ? toDecimal(amount.minor, amount.digits) : null,
		amountMinor: amount ? toInteger(amount.minor) : null,
		currency,
		status: STATUSES[word?.trim().toLowerCase() ?? ''] ?? 'unknown',
		providerStatus: word,
		refundedAmount: totalOf(
			parts.map(({ payment }) => payment.refundedAmount),
			currency,
		),
		refundableAmount: totalOf(
			parts.map(({ payment }) => payment.refundableAmount),
			currency,
		),
		receivedAmount: null,
		receivedCurrency: null,
		refunds: parts.flatMap(({ refunds }) => refunds),
		method: null,
		createdAt: isoFromUnixSeconds(group.created_at),
		raw: maskPhones(group),
	};
}

/** Null where one of the amounts is not known, or where there is none. */
function totalOf(amounts: ReadonlyArray<string | null>, currency: string | null): string | null {
	const monies = amounts.map((amount) => moneyFromMajor(amount, currency));
	const known = monies.filter((money): money is Money => money !== null);
	const [first] = known;
	if (!first || known.length < monies.length) return null;
	return toDecimal(
		known.reduce((sum, { minor }) => sum + minor, 0n),
		first.digits,
	);
}

/** POST /v1/refunds/group_payments. The amount is always sent: without it all is refunded. */
export function createGroupRequest(draft: RefundDraft): ProviderRequest {
	return {
		method: 'POST',
		path: '/v1/refunds/group_payments',
		headers: idempotencyHeader(draft),
		body: { group_payment: draft.paymentId, amount: amountText(draft.money) },
	};
}

/**
 * Sorts the answer to a group refund. It says only that Rapyd took it on: what became of each
 * payment's part is told by webhooks, one for each payment method.
 */
export const sortGroupAnswer = sorterFor((group, draft) =>
	asText(group.id) === null
		? null
		: refundRecord({
				provider: 'rapyd',
				mode: draft.mode,
				paymentId: asText(group.id),
				reference: draft.reference,
				money: draft.money,
				status: 'pending',
				reason: draft.reason,
				raw: group,
			}),
);
