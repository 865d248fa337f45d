/** What amount a refund order asks for, in the currency of its payment. */
import type { Failure } from '../exchange';
import {
	describeAmountProblem,
	digitsOf,
	plainDecimal,
	toDecimal,
	toMinor,
	type Decimal,
	type Money,
} from '../money';
import type { RefundOrder } from '../provider';
import type { RefundRun } from './ports';
import { unknownCurrency } from './refusals';
import type { PaymentState } from './work';

/** What an order asks for, as far as its payment's currency is known. */
export type Amount =
	| { kind: 'exact'; money: Money }
	| { kind: 'remaining'; currency: string; digits: number }
	/** Nobody can say which currency it is in. */
	| { kind: 'unclear'; failure: Failure }
	| { kind: 'invalid'; failure: Failure };

export function amountAsked(
	order: RefundOrder,
	state: PaymentState,
	{ provider }: RefundRun,
): Amount {
	if (state.kind === 'unreadable') return { kind: 'unclear', failure: state.failure };
	const currency = (order.currency ?? state.lookUp.payment.currency)?.toUpperCase() ?? null;
	const digits = digitsOf(currency);
	if (currency === null || digits === null) {
		return { kind: 'unclear', failure: unknownCurrency(provider, currency) };
	}
	if (order.amount === null) return { kind: 'remaining', currency, digits };
	const minor = toMinor(order.amount, digits);
	const readings = twoReadings(order.amount, digits);
	if (typeof minor === 'bigint' && readings === null) {
		return { kind: 'exact', money: { minor, currency, digits } };
	}
	const problem = typeof minor === 'bigint' ? readings : describeAmountProblem(minor, digits);
	const message = `Amount ${problem} Nothing was sent.`;
	return { kind: 'invalid', failure: { code: 'invalid_input', message, advice: '' } };
}

/** Digits behind a point that may be a group of thousands. */
const GROUP = 3;

/** "1.000" of a currency of fewer than three digits is one, or a thousand: never guessed. */
function twoReadings({ units, scale }: Decimal, digits: number): string | null {
	if (scale !== GROUP || digits >= GROUP) return null;
	const readings = `${plainDecimal({ units, scale })} or as ${units}`;
	return `${toDecimal(units, scale)} can be read as ${readings}. Write it with ${digits === 0 ? 'no decimals' : `${digits} decimals`}.`;
}

export function currencyAsked(amount: Amount): string | null {
	if (amount.kind === 'exact') return amount.money.currency;
	return amount.kind === 'remaining' ? amount.currency : null;
}
