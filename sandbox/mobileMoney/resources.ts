/** The gateway's records: decimals as JSON numbers, times in ISO 8601 with microseconds. */
import { createHash } from 'node:crypto';
import { toMajorNumber } from '../money';
import { shownAs } from '../shown';
import type { Payment, Refund, RefundStatus } from '../types';

/** The brand has one business per account. */
export const businessId = '56b2f01d-75e4-46e4-b8ec-000000000001';

export function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString().replace('Z', '000Z');
}

const refundWords: Record<RefundStatus, string> = {
	pending: 'pending',
	succeeded: 'successful',
	failed: 'failed',
	canceled: 'failed',
};
export const refundWord = (status: RefundStatus): string => refundWords[status];

/** A UUID that follows from a reference, so that a record has the same id each time. */
export function uuidOf(reference: string): string {
	const hex = createHash('sha256').update(reference).digest('hex');
	const parts = [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`8${hex.slice(17, 20)}`,
	];
	return [...parts, hex.slice(20, 32)].join('-');
}

export function paymentRecord(payment: Payment, showRefunds: boolean): object {
	return {
		id: uuidOf(payment.id),
		amount: toMajorNumber(payment.amountMinor, payment.currency),
		type: 'payment',
		method: payment.method,
		status: payment.status === 'paid' ? 'successful' : 'pending',
		currency: payment.currency,
		reference: payment.id,
		business_id: businessId,
		created_at: isoTime(payment.createdAt),
		environment: 'test',
		redirect_url: '',
		email: 'customer@example.com',
		customer_first_name: 'Ama',
		customer_last_name: 'Mensah',
		phone_number: '233208000000',
		...(showRefunds ? { refunds: payment.refunds.map(refundInPayment) } : {}),
	};
}

/** An item of `refunds[]`, which only draft pages show; its statuses differ from all others. */
function refundInPayment(refund: Refund): object {
	return shownAs(refund.payment.shows, {
		refund_id: uuidOf(refund.id),
		amount: toMajorNumber(refund.amountMinor, refund.payment.currency),
		status: refund.status === 'succeeded' ? 'success' : refundWord(refund.status),
		reason: refund.reason ?? '',
		reference: refund.id,
		created_at: isoTime(refund.createdAt),
		updated_at: isoTime(refund.updatedAt),
		...(refund.failureCode === null ? {} : { failure_reason: 'DECLINED_TRANSACTION' }),
	});
}

/** A payment in a list has other fields than one that is looked up. */
export function paymentInList(payment: Payment): object {
	return {
		id: uuidOf(payment.id),
		amount: toMajorNumber(payment.amountMinor, payment.currency),
		environment: 'test',
		type: 'payment',
		method: payment.method,
		status: payment.status === 'paid' ? 'successful' : 'pending',
		currency: payment.currency,
		reference: payment.id,
		narration: '',
		provider_transaction_id: '',
		customer_details: '7c000000-0000-4000-8000-000000000001',
		business_id: businessId,
		created_at: isoTime(payment.createdAt),
		updated_at: isoTime(payment.createdAt),
	};
}

/** A refund looked up by its own reference, presumably like its webhook. */
export function refundRecord(refund: Refund): object {
	const { payment } = refund;
	return shownAs(payment.shows, {
		id: uuidOf(refund.id),
		amount: toMajorNumber(refund.amountMinor, payment.currency),
		type: 'refund',
		method: payment.method,
		status: refundWord(refund.status),
		currency: payment.currency,
		reference: refund.id,
		narration: refund.reason ?? '',
		business_id: businessId,
		created_at: isoTime(refund.createdAt),
		updated_at: isoTime(refund.updatedAt),
		environment: 'test',
		redirect_url: '',
		email: 'customer@example.com',
		customer_first_name: 'Ama',
		customer_last_name: 'Mensah',
		phone_number: refund.phone ?? '233208000000',
		...(refund.failureCode === null ? {} : { failure_reason: 'DECLINED_TRANSACTION' }),
	});
}

/** The flat body of a refund's webhook; it does not say which payment it belongs to. */
export function refundEvent(refund: Refund): object {
	const { payment, status } = refund;
	const word = refundWord(status);
	return shownAs(payment.shows, {
		amount: toMajorNumber(refund.amountMinor, payment.currency),
		business_id: businessId,
		charge: 0,
		created_at: isoTime(refund.createdAt),
		currency: payment.currency,
		customer: {
			email: '',
			firstname: '',
			lastname: '',
			phone_number: `${(refund.phone ?? '233208000000').slice(0, 6)}******`,
		},
		environment: 'test',
		id: uuidOf(refund.id),
		method: payment.method,
		narration: refund.reason ?? '',
		provider_transaction_id: '',
		redirect_url: '',
		reference: refund.id,
		status: word,
		type: 'refund',
		...(status === 'failed' ? { failure_reason: 'DECLINED_TRANSACTION' } : {}),
	});
}

/** A webhook about a payment; its shape is not published and taken to be the refund's. */
export function paymentEvent(payment: Payment): object {
	return {
		amount: toMajorNumber(payment.amountMinor, payment.currency),
		business_id: businessId,
		charge: 0,
		created_at: isoTime(payment.createdAt),
		currency: payment.currency,
		customer: { email: '', firstname: '', lastname: '', phone_number: '233208******' },
		environment: 'test',
		id: uuidOf(payment.id),
		method: payment.method,
		narration: '',
		provider_transaction_id: '',
		redirect_url: '',
		reference: payment.id,
		status: payment.status === 'paid' ? 'successful' : 'pending',
		type: 'payment',
	};
}
