/** Rapyd's payment object as a payment record. Source: docs.rapyd.net "Payment". */
import { balanceOf } from '../../refunds/balance';
import { asArray, asObject, asText, isObject, type JsonObject } from '../../refunds/json';
import { formatMoney, moneyFromMajor, toDecimal, toInteger } from '../../refunds/money';
import { maskPhones } from '../../refunds/privacy';
import type { Mode, PaymentRecord, RefundRecord } from '../../refunds/refund';
import { isoFromUnixSeconds } from '../../refunds/time';
import { currencyCode } from '../understood';
import { refundFrom } from './refunds';

/** Others (NEW, DLD, UND, CRE) are named without a meaning: `unknown`. */
const STATUSES: Readonly<Record<string, string>> = {
	ACT: 'active',
	CAN: 'canceled',
	CLO: 'paid',
	ERR: 'failed',
	EXP: 'expired',
	REV: 'reversed',
};

/** A payment's status in a plain word; `unknown` for one Rapyd has not documented. */
export function paymentStatusOf(word: string | null): string {
	return STATUSES[word?.trim().toUpperCase() ?? ''] ?? 'unknown';
}

/** The currency of a payment's amount: the customer's. */
export function currencyOf(data: JsonObject): string | null {
	return currencyCode(data.currency_code) ?? currencyCode(data.currency);
}

/** Refunds of a payment, and whether these are certainly all. */
export interface SeenRefunds {
	refunds: RefundRecord[];
	complete: boolean;
}

/** The refunds a payment object brings along: up to three of them, and how many there are. */
export function embeddedRefunds(data: JsonObject, mode: Mode | null): SeenRefunds {
	const list = asObject(data.refunds);
	const refunds = asArray(list.data)
		.filter(isObject)
		.map((row) => refundFrom(row, mode));
	const total = refundCount(data);
	const complete = total === null ? data.refunds === null : refunds.length >= total;
	return { refunds, complete };
}

/** How many refunds a payment has had, failed ones included; null where Rapyd does not say. */
export function refundCount(data: JsonObject): number | null {
	const count = asText(asObject(data.refunds).total_count);
	return count !== null && /^\d{1,9}$/.test(count) ? Number(count) : null;
}

/**
 * A payment record from Rapyd's payment object.
 *
 * Whether pending refunds are in `refunded_amount` is documented nowhere, so what is left is the
 * amount less `refunded_amount`, and never more than the amount less the refunds that were seen.
 */
export function paymentFrom(
	data: JsonObject,
	mode: Mode | null,
	seen: SeenRefunds = embeddedRefunds(data, mode),
): PaymentRecord {
	const currency = currencyOf(data);
	const paid = moneyFromMajor(data.amount, currency);
	const refunded = moneyFromMajor(data.refunded_amount, currency);
	const word = asText(data.status);
	const payment: PaymentRecord = {
		provider: 'rapyd',
		mode,
		paymentId: asText(data.id),
		reference: asText(data.merchant_reference_id),
		amount: paid ? formatMoney(paid) : null,
		amountMinor: paid ? toInteger(paid.minor) : null,
		currency,
		status: paymentStatusOf(word),
		providerStatus: word,
		refundedAmount: refunded ? formatMoney(refunded) : null,
		refundableAmount:
			paid && refunded ? toDecimal(notNegative(paid.minor - refunded.minor), paid.digits) : null,
		...received(data, currency),
		refunds: seen.refunds,
		method: asText(data.payment_method_type),
		createdAt: isoFromUnixSeconds(data.created_at),
		raw: maskPhones(data),
	};
	if (!paid || (!refunded && !seen.complete)) return payment;
	const { left } = balanceOf({ payment, refunds: seen.refunds });
	return { ...payment, refundableAmount: left === null ? null : toDecimal(left, paid.digits) };
}

/** What the merchant gets of a payment with currency exchange ("FX"). */
function received(
	data: JsonObject,
	currency: string | null,
): Pick<PaymentRecord, 'receivedAmount' | 'receivedCurrency'> {
	const code = currencyCode(data.merchant_requested_currency);
	if (code === null || code === currency) return { receivedAmount: null, receivedCurrency: null };
	const money = moneyFromMajor(data.merchant_requested_amount, code);
	return { receivedAmount: money && formatMoney(money), receivedCurrency: code };
}

function notNegative(minor: bigint): bigint {
	return minor > 0n ? minor : 0n;
}
