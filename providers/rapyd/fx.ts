/**
 * Payments with currency exchange: the customer pays in `currency_code`, the merchant receives
 * `merchant_requested_currency`; customer's amount × `fx_rate` = merchant's. A refund may be asked
 * for in either. Source: docs.rapyd.net "Refund Errors"; the arithmetic from a Rapyd solution
 * engineer's repository (2026). Conversions are exact and rounded against the refund, so that what
 * is left is never said to be more than it is.
 */
import { asText, type JsonObject } from '../../refunds/json';
import {
	formatMoney,
	moneyFromMajor,
	readDecimal,
	toDecimal,
	toInteger,
	type Decimal,
	type Money,
} from '../../refunds/money';
import type { Failure } from '../../refunds/exchange';
import { isSpent, type PaymentRecord, type RefundRecord } from '../../refunds/refund';
import { currencyCode } from '../understood';
import { currencyOf } from './payments';

interface Exchange {
	/** What the customer paid. */
	paid: Money;
	/** What the merchant received. */
	received: Money;
	rate: Decimal;
}

/** Null where a payment has no exchange, or not all of it can be read. */
function exchangeOf(data: JsonObject): Exchange | null {
	const merchant = currencyCode(data.merchant_requested_currency);
	const paid = moneyFromMajor(data.amount, currencyOf(data));
	const received = moneyFromMajor(data.merchant_requested_amount, merchant);
	const rate = readDecimal(asText(data.fx_rate));
	if (!paid || !received || typeof rate === 'string') return null;
	return paid.currency === received.currency ? null : { paid, received, rate };
}

/**
 * A payment as it looks to a refund in one of its currencies: its amount and what is left of it in
 * that currency. As it is where there is no exchange.
 * @param currency that is asked for; null is the customer's
 */
export function payableIn(
	payment: PaymentRecord,
	data: JsonObject,
	refunds: readonly RefundRecord[],
	currency: string | null,
): PaymentRecord {
	const exchange = exchangeOf(data);
	if (exchange === null) return payment;
	const { paid, received, rate } = exchange;
	const left = leftOf(payment, exchange, refunds);
	if (currency?.toUpperCase() !== received.currency) {
		return { ...payment, refundableAmount: left === null ? null : toDecimal(left, paid.digits) };
	}
	const converted = left === null ? null : timesRate(left, exchange);
	const whole = left === paid.minor ? received.minor : converted;
	const most = whole !== null && whole > received.minor ? received.minor : whole;
	const refunded = moneyFromMajor(payment.refundedAmount, paid.currency);
	return {
		...payment,
		amount: formatMoney(received),
		amountMinor: toInteger(received.minor),
		currency: received.currency,
		refundedAmount:
			refunded && toDecimal(timesRate(refunded.minor, { paid, received, rate }), received.digits),
		refundableAmount: most === null ? null : toDecimal(most, received.digits),
	};
}

/** What is left, in minor units of the customer's currency; null where nobody can say. */
function leftOf(
	payment: PaymentRecord,
	exchange: Exchange,
	refunds: readonly RefundRecord[],
): bigint | null {
	const { paid, received } = exchange;
	let spent = 0n;
	for (const refund of refunds.filter(({ status }) => isSpent(status))) {
		const money = moneyFromMajor(refund.amount, refund.currency);
		if (money?.currency === paid.currency) spent += money.minor;
		else if (money?.currency === received.currency) spent += byRate(money.minor, exchange);
		else return null;
	}
	const left = paid.minor > spent ? paid.minor - spent : 0n;
	const refunded = moneyFromMajor(payment.refundedAmount, paid.currency)?.minor ?? 0n;
	const said = paid.minor > refunded ? paid.minor - refunded : 0n;
	return said < left ? said : left;
}

/** The customer's minor units in the merchant's, rounded down. */
function timesRate(minor: bigint, { paid, received, rate }: Exchange): bigint {
	const scale = 10n ** BigInt(paid.digits + rate.scale);
	return (minor * rate.units * 10n ** BigInt(received.digits)) / scale;
}

/** The merchant's minor units in the customer's, rounded up. */
function byRate(minor: bigint, { paid, received, rate }: Exchange): bigint {
	const above = minor * 10n ** BigInt(paid.digits + rate.scale);
	const below = rate.units * 10n ** BigInt(received.digits);
	return (above + below - 1n) / below;
}

/** Why a refund cannot be in the currency that was asked for, or null. */
export function otherCurrency(
	data: JsonObject,
	paymentId: string,
	currency: string | null,
): Failure | null {
	const customer = currencyOf(data);
	const merchant = currencyCode(data.merchant_requested_currency);
	const known = [...new Set([customer, merchant])].filter((code) => code !== null);
	if (currency === null || customer === null || known.includes(currency.toUpperCase())) return null;
	return {
		code: 'currency_mismatch',
		message: `Payment ${paymentId} is in ${known.join(' (customer) and ')}${known.length > 1 ? ' (merchant)' : ''}, but Currency says ${currency}. Nothing was sent.`,
		advice: `Leave Currency empty, or set it to ${known.join(' or ')}.`,
	};
}
