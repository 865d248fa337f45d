/** A payment before (or after) a refund: which refunds it has, and what stands against another. */
import { asObject, asText, type JsonObject } from '../../refunds/json';
import type { Account, Failure, Send } from '../../refunds/exchange';
import type { LookUp, RefundOrder } from '../../refunds/provider';
import { DAY_MS } from '../../refunds/time';
import { qrPhOrigin } from './account';
import { DISPUTED, QR_PH_REFUSED } from './errorCodes';
import { paymentFrom, paymentStatusOf, readPayment } from './payments';
import { readResource, refundsOf } from './wire';

const QR_PH = 'qrph';

/**
 * Refund windows by `source.type`, in days from `paid_at`, from PayMongo's guide (a copy of
 * 2026-08-20). Only what is surely over is refused here, and a method that is not in the list is
 * never too old: PayMongo's own pages disagree, so its API has the last word on everything else
 * (partial refunds, methods that cannot be refunded at all).
 */
const WINDOW_DAYS: ReadonlyMap<string, number> = new Map([
	['card', 60],
	['gcash', 180],
	['grab_pay', 90],
	// "12 months", counted with a leap day.
	['paymaya', 366],
	['shopee_pay', 365],
	['dob', 30],
	['billease', 60],
	['brankas_bdo', 30],
	['brankas_landbank', 30],
	['brankas_metrobank', 30],
	[QR_PH, 30],
]);

/** For time zones and for what exactly counts as a day, which nobody says. */
const GRACE_DAYS = 1;

/** Looks a payment up: one request, because a payment holds its refunds. @throws ProviderError */
export async function lookUp(send: Send, account: Account, order: RefundOrder): Promise<LookUp> {
	const { attributes, raw } = await readPayment(send, order.paymentId);
	const payment = paymentFrom(raw, account.mode);
	const byQrPh = qrPhOrigin(order.options) !== null;
	return {
		payment,
		obstacle: findObstacle(attributes, byQrPh, Date.now()),
		refunds: payment.refunds,
		// Nobody has shown that refunds made on the QR Ph host appear in the payment.
		complete: showsAllRefunds(attributes) && !byQrPh && payment.method !== QR_PH,
		recordId: payment.paymentId,
		accountId: null,
	};
}

/** Live samples hold whole refund resources; anything else may hide one. */
function showsAllRefunds(payment: JsonObject): boolean {
	const refunds = refundsOf(payment);
	return refunds !== null && refunds.every((refund) => readResource(refund, 'refund'));
}

/**
 * What stands against refunding a payment, or null.
 * @param byQrPh whether the refund is to go to the QR Ph host
 * @param now Unix milliseconds
 */
export function findObstacle(payment: JsonObject, byQrPh: boolean, now: number): Failure | null {
	const method = asText(asObject(payment.source).type);
	return (
		notPaid(paymentStatusOf(payment.status)) ??
		disputed(payment.disputed === true) ??
		tooOld(method, payment.paid_at, now) ??
		wrongHost(method, byQrPh)
	);
}

function notPaid(status: string): Failure | null {
	if (status !== 'pending' && status !== 'failed') return null;
	return {
		code: 'payment_not_paid',
		message: `This payment is ${status}, not paid, so there is nothing to refund.`,
		advice: 'Check the payment ID. Once the payment is paid, it can be refunded.',
	};
}

function disputed(isDisputed: boolean): Failure | null {
	if (!isDisputed) return null;
	return { code: 'payment_disputed', message: DISPUTED.meaning, advice: DISPUTED.advice };
}

function tooOld(method: string | null, paidAt: unknown, now: number): Failure | null {
	const days = WINDOW_DAYS.get(method ?? '');
	if (days === undefined || typeof paidAt !== 'number') return null;
	if (now - paidAt * 1000 <= (days + GRACE_DAYS) * DAY_MS) return null;
	return {
		code: 'refund_window_closed',
		message: `PayMongo refunds payments by ${method} for ${days} days; this one is older.`,
		advice: 'Return the money to the customer in another way.',
	};
}

function wrongHost(method: string | null, byQrPh: boolean): Failure | null {
	if (method === QR_PH && !byQrPh) {
		const { meaning, advice } = QR_PH_REFUSED;
		return { code: 'qrph_host_needed', message: meaning, advice };
	}
	if (byQrPh && method !== QR_PH && WINDOW_DAYS.has(method ?? '')) {
		return {
			code: 'qrph_host_not_needed',
			message: `This payment was made by ${method}, and the option "QR Ph Host" is only for QR Ph payments.`,
			advice: 'Remove the option "QR Ph Host" for this payment.',
		};
	}
	return null;
}
