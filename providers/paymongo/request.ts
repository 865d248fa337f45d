/** The request that makes a refund. Source: docs "Refund resource". */
import { asText } from '../../refunds/json';
import { toInteger } from '../../refunds/money';
import type { ProviderRequest } from '../../refunds/exchange';
import type { RefundDraft } from '../../refunds/provider';
import { qrPhOrigin } from './account';
import { readMetadata } from './metadata';
import { REFERENCE_KEY, REFUNDS_PATH } from './wire';

/**
 * POST /v1/refunds with the amount in centavos. (The look-alike under /v1/payment_links takes
 * pesos.) The reference travels in the metadata, where a look-up finds it again; the
 * Idempotency-Key is documented, but was not honoured on another endpoint when someone tried.
 */
export function createRequest(draft: RefundDraft): ProviderRequest {
	const { options } = draft;
	const notes = asText(options.notes);
	const metadata = readMetadata(options.metadata);
	const origin = qrPhOrigin(options);
	return {
		method: 'POST',
		path: REFUNDS_PATH,
		headers: { 'Idempotency-Key': draft.idempotencyKey },
		...(origin === null ? {} : { origin }),
		body: {
			data: {
				attributes: {
					amount: toInteger(draft.money.minor),
					payment_id: draft.paymentId,
					reason: draft.reason,
					...(notes === null ? {} : { notes }),
					metadata: Object.fromEntries([
						[REFERENCE_KEY, draft.reference],
						...(typeof metadata === 'string' ? [] : metadata),
					]),
				},
			},
		},
	};
}
