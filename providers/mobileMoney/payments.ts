/** The gateway's payments: as payment records, and reading one. */
import { balanceOf } from '../../refunds/balance';
import { asText, type JsonObject } from '../../refunds/json';
import { formatMoney, moneyFromMajor, toDecimal, toInteger } from '../../refunds/money';
import { maskPhones } from '../../refunds/privacy';
import type { Account, Send } from '../../refunds/exchange';
import type { PaymentRecord } from '../../refunds/refund';
import { isoFromText } from '../../refunds/time';
import { currencyCode } from '../understood';
import type { Brand } from './brands';
import { refundsIn } from './refunds';
import { modeOf, readRecord, wordOf } from './wire';

/** No list of payment statuses is published; `success` and `completed` come from drafts and code. */
const PAYMENT_STATUS = new Map([
	['successful', 'paid'],
	['success', 'paid'],
	['completed', 'paid'],
	['pending', 'pending'],
	['processing', 'pending'],
	['failed', 'failed'],
]);

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
	const currency = currencyCode(record.currency);
	const money = moneyFromMajor(record.amount, currency);
	const paymentId = askedFor ?? asText(record.reference);
	const shown = Array.isArray(record.refunds);
	const refunds = refundsIn(brand, account, record, paymentId);
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
		receivedAmount: null,
		receivedCurrency: null,
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

/** One payment by its reference. @throws ProviderError */
export async function getPayment(
	send: Send,
	brand: Brand,
	account: Account,
	reference: string,
): Promise<PaymentRecord> {
	return paymentFrom(brand, account, await readRecord(send, brand, reference), reference);
}
