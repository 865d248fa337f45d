/** Samples and short cuts for the Rapyd tests. */
import type { Account } from '../../../../refunds/exchange';
import type { Json, JsonObject } from '../../../../refunds/json';
import type { RefundDraft, RefundOrder } from '../../../../refunds/provider';
import { draftOf, orderOf, type OrderChange } from '../../../support/providerCalls';

export const account: Account = {
	mode: 'test',
	origin: 'https://sandboxapi.rapyd.net',
	identity: 'sandboxapi.rapyd.net',
	earlierIdentities: [],
};

/** As documented for a refund that a third party still has to finish. */
export const pendingRefund: JsonObject = {
	id: 'refund_1',
	amount: 12.5,
	payment: 'payment_1',
	currency: 'EUR',
	failure_reason: '',
	metadata: { merchant_defined: true },
	reason: 'Merchandise returned',
	status: 'Pending',
	receipt_number: 0,
	created_at: 1767225600,
	updated_at: 1767225660,
	merchant_reference_id: 'ref-1001',
	payment_created_at: 1767220000,
	payment_method_type: 'sg_fast_bank',
	ewallets: [{ ewallet: 'ewallet_1', amount: 12.5 }],
	proportional_refund: true,
	merchant_debited_amount: null,
	merchant_debited_currency: null,
	fx_rate: null,
	fixed_side: null,
};

/** The documented sample of PAYMENT_REFUND_FAILED: hardly anything is there. */
export const failedRefund: JsonObject = {
	id: 'refund_2',
	amount: null,
	reason: 'Merchandise returned',
	status: 'Error',
	fx_rate: null,
	payment: 'payment_1',
	currency: '',
	ewallets: [],
	metadata: {},
	created_at: 0,
	fixed_side: null,
	updated_at: 0,
	failure_reason: '',
	receipt_number: 0,
	payment_created_at: null,
	payment_method_type: '',
	proportional_refund: true,
	merchant_reference_id: 'ref-1002',
	merchant_debited_amount: null,
	merchant_debited_currency: null,
};

export const closedPayment: JsonObject = {
	id: 'payment_1',
	amount: 100,
	original_amount: 100,
	currency_code: 'EUR',
	country_code: 'DE',
	status: 'CLO',
	merchant_reference_id: 'order-1',
	paid: true,
	refunded: false,
	refunded_amount: 0,
	refunds: null,
	dispute: null,
	payment_method_type: 'de_visa_card',
	created_at: 1767220000,
};

export function refund(id: string, more: JsonObject = {}): JsonObject {
	return { ...pendingRefund, id, merchant_reference_id: id, ...more };
}

export function success(data: Json): JsonObject {
	return {
		status: {
			error_code: '',
			status: 'SUCCESS',
			message: '',
			response_code: '',
			operation_id: 'op-1',
		},
		data,
	};
}

export function error(code: string, message = ''): JsonObject {
	return {
		status: {
			error_code: code,
			status: 'ERROR',
			message,
			response_code: code,
			operation_id: 'op-2',
		},
	};
}

export const order = (change: OrderChange = {}): RefundOrder =>
	orderOf({ prefix: 'payment' }, change);

export const draft = (change: Partial<RefundDraft> = {}): RefundDraft =>
	draftOf(
		{ prefix: 'payment', currency: 'EUR' },
		{ reference: 'ref-1001', idempotencyKey: 'key-1', ...change },
	);
