import { moneyFromMajor } from './money';
import type { LookUp } from './provider';
import { isSpent, type RefundRecord } from './refund';

/** What is left to refund of one payment, with the refunds of this batch already counted. */
export interface Balance {
	currency: string | null;
	/** Minor units; null where nobody can say. */
	left: bigint | null;
}

/**
 * What is left according to a look-up: the payment less every refund that is not certainly undone
 * (`pending` and `unknown` count as spent), and never more than the provider itself says is left.
 * Exact, in minor units.
 */
export function balanceOf(lookUp: Pick<LookUp, 'payment' | 'refunds'>): Balance {
	const { payment, refunds } = lookUp;
	const paid = moneyFromMajor(payment.amount, payment.currency);
	const said = moneyFromMajor(payment.refundableAmount, payment.currency)?.minor ?? null;
	const spent = paid ? spentBy(refunds, paid.currency) : null;
	if (!paid || spent === null) return { currency: payment.currency, left: said };
	const left = paid.minor > spent ? paid.minor - spent : 0n;
	return { currency: paid.currency, left: said !== null && said < left ? said : left };
}

/**
 * Minor units that refunds use up; null when one of them is of an amount that cannot be read or of
 * another currency.
 */
export function spentBy(refunds: readonly RefundRecord[], currency: string): bigint | null {
	return sumOf(
		refunds.filter(({ status }) => isSpent(status)),
		currency,
	);
}

/** Minor units of refunds, whatever became of them; null as in `spentBy`. */
export function sumOf(refunds: readonly RefundRecord[], currency: string): bigint | null {
	let sum = 0n;
	for (const refund of refunds) {
		if (refund.currency !== null && refund.currency !== currency) return null;
		const money = moneyFromMajor(refund.amount, currency);
		if (!money) return null;
		sum += money.minor;
	}
	return sum;
}
