/** Samples and short cuts for the PayMongo tests. */
import type { Answer, ProviderRequest } from '../../../../refunds/exchange';
import { isObject, type JsonObject } from '../../../../refunds/json';
import type { RefundDraft, RefundOrder } from '../../../../refunds/provider';
import {
	answerOf,
	draftOf,
	orderOf,
	recorder,
	type OrderChange,
} from '../../../support/providerCalls';

/** From a live `payment.refund.updated` event of 2025, ids shortened. */
export const pendingRefund: JsonObject = {
	id: 'ref_i3Mt',
	type: 'refund',
	attributes: {
		amount: 2000,
		balance_transaction_id: null,
		currency: 'PHP',
		livemode: true,
		metadata: null,
		notes: 'test',
		payment_id: 'pay_1',
		payout_id: null,
		reason: 'others',
		status: 'pending',
		available_at: 1749114000,
		created_at: 1749018955,
		refunded_at: null,
		updated_at: 1749018955,
	},
};

/** From a live `payment.refunded` event of 2025, ids shortened. */
export const refundedPayment: JsonObject = {
	id: 'pay_1',
	type: 'payment',
	attributes: {
		amount: 2000,
		currency: 'PHP',
		status: 'paid',
		fee: 2010,
		net_amount: 46,
		refunds: [
			{
				id: 'ref_NPV4',
				type: 'refund',
				attributes: {
					amount: 2000,
					balance_transaction_id: 'bal_txn_sNL',
					currency: 'PHP',
					livemode: true,
					metadata: null,
					notes: null,
					payment_id: 'pay_1',
					payout_id: null,
					reason: 'requested_by_customer',
					status: 'succeeded',
					available_at: 1749114000,
					created_at: 1749027545,
					refunded_at: 1749027546,
					updated_at: 1749027546,
				},
			},
		],
	},
};

/** A resource with some of its attributes replaced. */
export function changed(resource: JsonObject, attributes: JsonObject): JsonObject {
	return { ...resource, attributes: { ...(resource.attributes as JsonObject), ...attributes } };
}

/** A refund resource of one payment. */
export function refundOf(id: string, attributes: JsonObject = {}): JsonObject {
	return { ...changed(pendingRefund, attributes), id };
}

export const order = (change: OrderChange = {}): RefundOrder =>
	orderOf({ prefix: 'pay' }, { reason: 'others', ...change });

export const draft = (change: Partial<RefundDraft> = {}): RefundDraft =>
	draftOf(
		{ prefix: 'pay', currency: 'PHP' },
		{ reason: 'others', idempotencyKey: 'key-1', ...change },
	);

/** A recorder that may be given the body alone of an answer that went well. */
export const recorded = (reply: (request: ProviderRequest) => unknown) =>
	recorder((request) => {
		const given = reply(request);
		return isObject(given) && 'kind' in given ? (given as Answer) : answerOf(200, given);
	});
