/** PayMongo's payments: as payment records, and reading one. */
import { read } from '../answers';
import { spentBy } from '../../refunds/balance';
import { asObject, asText, isObject } from '../../refunds/json';
import { formatMoney, moneyFromMinor, toDecimal, toInteger, type Money } from '../../refunds/money';
import { maskPhones } from '../../refunds/privacy';
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import type { Mode, PaymentRecord } from '../../refunds/refund';
import { isoFromUnixSeconds } from '../../refunds/time';
import { errorReader, unexpectedAnswer } from './errors';
import { currencyCode } from '../understood';
import { modeOf, refundFrom } from './refunds';
import { PAYMENTS_PATH, readResource, refundsOf, type Resource } from './wire';

/**
 * `pending`, `paid`, `failed` are documented; the other two are what one client library lists,
 * while a live sample of a wholly refunded payment still says `paid`. What is left to refund is
 * therefore never read from the status.
 */
const STATUSES: ReadonlySet<string> = new Set([
	'pending',
	'paid',
	'failed',
	'refunded',
	'partially_refunded',
]);

/** A payment's status word, in any letter case; `unknown` for one PayMongo has not documented. */
export function paymentStatusOf(value: unknown): string {
	const word = asText(value)?.trim().toLowerCase() ?? '';
	return STATUSES.has(word) ? word : 'unknown';
}

/** A payment resource as a payment record. Never throws. */
export function paymentFrom(resource: unknown, mode: Mode | null): PaymentRecord {
	const { id, attributes } = asObject(resource);
	const payment = asObject(attributes);
	const paymentId = asText(id);
	const currency = currencyCode(payment.currency);
	const money = moneyFromMinor(payment.amount, currency);
	const ownMode = modeOf(payment.livemode, mode);
	const providerStatus = asText(payment.status);
	const shown = refundsOf(payment);
	const refunds = (shown ?? []).map((refund) =>
		refundFrom(refund, ownMode, { paymentId, currency }),
	);
	const spent = shown !== null && money ? spentBy(refunds, money.currency) : null;
	return {
		provider: 'paymongo',
		mode: ownMode,
		paymentId,
		reference: asText(payment.external_reference_number),
		amount: money && formatMoney(money),
		amountMinor: money && toInteger(money.minor),
		currency,
		status: paymentStatusOf(payment.status),
		providerStatus,
		refundedAmount: money && spent !== null ? toDecimal(spent, money.digits) : null,
		refundableAmount: money && spent !== null ? leftOf(money, spent) : null,
		// PayMongo's refunds are in PHP only.
		receivedAmount: null,
		receivedCurrency: null,
		refunds,
		method: asText(asObject(payment.source).type),
		createdAt: isoFromUnixSeconds(payment.created_at),
		raw: isObject(resource) ? maskPhones(resource) : null,
	};
}

function leftOf(payment: Money, spent: bigint): string {
	return toDecimal(spent > payment.minor ? 0n : payment.minor - spent, payment.digits);
}

/**
 * GET /v1/payments/{id}.
 * @throws ProviderError, `notFound` when this key's account and mode have no such payment
 */
export async function readPayment(send: Send, paymentId: string): Promise<Resource> {
	const path = `${PAYMENTS_PATH}/${encodeURIComponent(paymentId)}`;
	const body = await read(send, { method: 'GET', path }, errorReader);
	const payment = readResource(body.data, 'payment');
	if (payment?.id !== paymentId) throw new ProviderError(unexpectedAnswer(`payment ${paymentId}`));
	return payment;
}

/** One payment with what is left to refund. */
export async function getPayment(
	send: Send,
	account: Account,
	paymentId: string,
): Promise<PaymentRecord> {
	return paymentFrom((await readPayment(send, paymentId)).raw, account.mode);
}
