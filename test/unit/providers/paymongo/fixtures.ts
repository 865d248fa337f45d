/** Samples and short cuts for the PayMongo tests. */
import { isObject, type JsonObject } from '../../../../refunds/json';
import { readDecimal } from '../../../../refunds/money';
import type { Answer, ProviderRequest, Send } from '../../../../refunds/exchange';
import type { RefundDraft, RefundOrder } from '../../../../refunds/provider';

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

export function orderOf(changes: Partial<RefundOrder> & { amountText?: string } = {}): RefundOrder {
	const { amountText = '12.50', ...rest } = changes;
	const amount = readDecimal(amountText);
	return {
		paymentId: 'pay_1',
		refundAmount: 'partial',
		amount: typeof amount === 'string' ? null : amount,
		currency: null,
		reason: 'others',
		reference: null,
		options: {},
		...rest,
	};
}

export function draftOf(changes: Partial<RefundDraft> = {}): RefundDraft {
	return {
		paymentId: 'pay_1',
		money: { minor: 1250n, currency: 'PHP', digits: 2 },
		partial: true,
		reason: 'others',
		reference: 'T-1',
		idempotencyKey: 'key-1',
		options: {},
		mode: 'test',
		...changes,
	};
}

/** An answer as it comes from the transport: the text, and the text as JSON. */
export function answerOf(status: number, body: unknown): Extract<Answer, { kind: 'answer' }> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		parsed = undefined;
	}
	return { kind: 'answer', status, headers: {}, text, body: parsed };
}

/** Answers requests with recorded bodies or whole answers, and keeps what was asked. */
export function recorded(pages: (request: ProviderRequest) => unknown): {
	send: Send;
	requests: ProviderRequest[];
} {
	const requests: ProviderRequest[] = [];
	return {
		requests,
		send: async (request) => {
			requests.push(request);
			const page = pages(request);
			return isObject(page) && 'kind' in page ? (page as Answer) : answerOf(200, page);
		},
	};
}
