/** Why a refund is refused before it is sent, in words a person can act on. */
import { toDecimal } from '../money';
import type { Failure } from '../exchange';
import type { RefundProvider } from '../provider';

/** A reference that already belongs to a refund of another amount (decimal). */
export function referenceConflict(
	reference: string,
	amount: string | null,
	currency: string | null,
): Failure {
	const other = `${amount ?? '?'} ${currency ?? ''}`.trim();
	return {
		code: 'reference_conflict',
		message: `Refund Reference "${reference}" already belongs to a refund of ${other} of this payment. Nothing was sent.`,
		advice:
			'Look at the earlier refund first: with another Refund Reference this one is paid on top of it.',
	};
}

/** A currency whose digits nobody knows; null where the provider names none. */
export function unknownCurrency(provider: RefundProvider, currency: string | null): Failure {
	return {
		code: 'currency_unknown',
		message:
			currency === null
				? `${provider.title} does not say which currency this payment has. Nothing was sent.`
				: `The currency ${currency} is not known, so its amounts cannot be sent exactly. Nothing was sent.`,
		advice: 'Refund this payment in the dashboard.',
	};
}

/**
 * What the balance has against a refund, or null. Minor units; an amount of null is everything
 * that is left, a balance of null is one that nobody can say.
 */
export function checkBalance(
	amount: bigint | null,
	left: bigint | null,
	{ code, digits }: { code: string; digits: number },
	provider: RefundProvider,
): Failure | null {
	if (left === null) return amount === null ? cannotTellWhatIsLeft(provider) : null;
	if (left === 0n) return NOTHING_LEFT;
	return amount !== null && amount > left ? moreThanIsLeft(toDecimal(left, digits), code) : null;
}

function cannotTellWhatIsLeft(provider: RefundProvider): Failure {
	return {
		code: 'remaining_unknown',
		message: `${provider.title} does not say what is left of this payment. Nothing was sent.`,
		advice: 'Choose "An Amount" and enter it.',
	};
}

const NOTHING_LEFT: Failure = {
	code: 'nothing_left',
	message:
		'Nothing is left to refund of this payment: earlier refunds, also pending ones, use it up. Nothing was sent.',
	advice: '',
};

function moreThanIsLeft(left: string, currency: string): Failure {
	return {
		code: 'amount_exceeds_remaining',
		message: `Only ${left} ${currency} is left to refund of this payment. Nothing was sent.`,
		advice: `Enter ${left} or less.`,
	};
}
