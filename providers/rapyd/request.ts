/** The request that makes a refund. Source: docs.rapyd.net "Create Refund". */
import type { JsonObject } from '../../refunds/json';
import { formatMoney, type Money } from '../../refunds/money';
import type { ProviderRequest } from '../../refunds/exchange';
import type { RefundDraft } from '../../refunds/provider';
import { splitForBody } from './ewallets';
import { readMetadata } from './metadata';

/**
 * POST /v1/refunds. Amount and currency are always sent: without an amount Rapyd refunds
 * everything that is left.
 */
export function createRequest(draft: RefundDraft): ProviderRequest {
	const metadata = readMetadata(draft.options.metadata);
	const ewallets = splitForBody(draft.options.ewallets);
	return {
		method: 'POST',
		path: '/v1/refunds',
		headers: idempotencyHeader(draft),
		body: {
			payment: draft.paymentId,
			amount: amountText(draft.money),
			currency: draft.money.currency,
			merchant_reference_id: draft.reference,
			...(draft.reason === null ? {} : { reason: draft.reason }),
			...(Object.keys(metadata).length === 0 ? {} : { metadata }),
			...(ewallets.length === 0 ? {} : { ewallets }),
		} satisfies JsonObject,
	};
}

/**
 * Harmless where it is not switched on: by default Rapyd looks at this header for Create Payment
 * only ("Idempotency").
 */
export function idempotencyHeader(draft: RefundDraft): Record<string, string> {
	return { idempotency: draft.idempotencyKey };
}

/**
 * An amount as numeric text. Text, because Rapyd writes numbers anew before it checks the
 * signature: 12.50 as a JSON number breaks it, "12.50" does not. Whole amounts without decimals,
 * as the documentation has them.
 */
export function amountText(money: Money): string {
	const whole = 10n ** BigInt(money.digits);
	return money.minor % whole === 0n ? String(money.minor / whole) : formatMoney(money);
}

/** The provider's own idempotency protects only accounts for which Rapyd switched it on. */
export function providerGuards(options: JsonObject): boolean {
	return options.providerIdempotency === true;
}
