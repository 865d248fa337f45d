/** Payments with currency exchange: the customer paid in one currency, the merchant got another. */
import { currencyDigits } from '../money';
import type { Payment } from '../types';

/** `fx_rate` as a fraction that turns the customer's minor units into the merchant's. */
function rateOf({ currency, fx }: Payment): { over: bigint; under: bigint } {
	const [whole = '0', decimals = ''] = (fx?.rate ?? '1').split('.');
	const digits = currencyDigits(fx?.currency ?? currency);
	return {
		over: BigInt(whole + decimals) * 10n ** BigInt(digits),
		under: 10n ** BigInt(decimals.length + currencyDigits(currency)),
	};
}

const divided = (over: bigint, under: bigint) => (2n * over + under) / (2n * under);

/** What the merchant gets or gives for an amount in the customer's currency, in minor units. */
export function toMerchant(payment: Payment, amountMinor: bigint): bigint {
	const { over, under } = rateOf(payment);
	return divided(amountMinor * over, under);
}

/** The amount in the customer's currency for one in the merchant's, in minor units. */
export function toCustomer(payment: Payment, amountMinor: bigint): bigint {
	const { over, under } = rateOf(payment);
	return divided(amountMinor * under, over);
}
