/** The request that makes a refund. */
import type { JsonObject } from '../../refunds/json';
import { toJsonNumber } from '../../refunds/money';
import type { ProviderRequest } from '../../refunds/exchange';
import type { RefundDraft } from '../../refunds/provider';
import type { Brand } from './brands';
import { isEmpty } from './order';

/**
 * POST /v1/payment/refunds/process, both brands. The amount goes out in major units: not stated anywhere, but every published example is (0.1, 1, 1.3, 347.99).
 */
export function createRequest(brand: Brand, draft: RefundDraft): ProviderRequest {
	const body: JsonObject = {
		amount: toJsonNumber(draft.money),
		payment_reference: draft.paymentId,
	};
	if (!isEmpty(draft.reason ?? undefined)) body.reason = draft.reason;
	for (const field of brand.options) {
		const value = draft.options[field.name];
		if (!isEmpty(value)) body[field.wire] = String(value).trim();
	}
	return { method: 'POST', path: '/v1/payment/refunds/process', body };
}
