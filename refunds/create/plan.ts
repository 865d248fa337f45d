/** What is to be done about one refund order, once its payment has been looked up. Pure. */
import type { Failure } from '../exchange';
import { formatMoney, type Money } from '../money';
import type { RefundDraft, RefundOrder } from '../provider';
import type { RefundRecord } from '../refund';
import { amountAsked, currencyAsked, type Amount } from './amountAsked';
import {
	amountsOf,
	isOtherAmount,
	plainAmount,
	refundsUnder,
	standingUnder,
	wasEverything,
} from './earlier';
import { keysOf, namesOf, type RefundNames } from './names';
import { asDuplicate, failed, type Asked } from './outcome';
import type { RefundRun } from './ports';
import { idempotencyKey } from './reference';
import { checkBalance, referenceConflict } from './refusals';
import type { OpenPayment, PaymentState, Plan } from './work';

export type Decision =
	| { kind: 'settled'; record: RefundRecord }
	| { kind: 'claim'; plan: Plan }
	/** The same refund as an earlier order of this batch. */
	| { kind: 'follow'; plan: Plan };

interface Wanted {
	order: RefundOrder;
	names: RefundNames;
	amount: Amount;
	asked: Asked;
}

/**
 * Plans one order. Its amount is reserved in the payment's state, so that several orders of one
 * batch can never together exceed what is left.
 */
export function planRefund(order: RefundOrder, state: PaymentState, run: RefundRun): Decision {
	const names = namesOf(order, run, state.kind === 'open' ? state.lookUp : null);
	const amount = amountAsked(order, state, run);
	const { paymentId, reason } = order;
	const money = amount.kind === 'exact' ? amount.money : null;
	const asked = { paymentId, reason, reference: names.reference, money };
	if (amount.kind === 'invalid') {
		return { kind: 'settled', record: failed(run, asked, amount.failure) };
	}
	const wanted = { order, names, amount, asked };
	return (
		earlierRefund(wanted, state, run) ??
		sameInBatch(wanted, state, run) ??
		newRefund(wanted, state, run)
	);
}

/** A refund under the order's reference that stands at the provider: given back, never made again. */
function earlierRefund(wanted: Wanted, state: PaymentState, run: RefundRun): Decision | null {
	const { order, names, asked } = wanted;
	const isOpen = state.kind === 'open';
	// Without a look-up nobody can say whether one that is remembered was everything: the claim may.
	if (!isOpen && order.amount === null) return null;
	const known = isOpen ? state.lookUp.refunds : state.remembered;
	const standing = standingUnder(names.references, known);
	if (!standing) return null;
	const isPart = isOpen && order.amount === null && !wasEverything(standing, state.lookUp);
	const currency = currencyAsked(wanted.amount) ?? order.currency?.toUpperCase() ?? null;
	if (isPart || isOtherAmount(standing, order, currency)) {
		const conflict = referenceConflict(names.reference, standing.amount, standing.currency);
		return { kind: 'settled', record: failed(run, asked, conflict) };
	}
	const protection = isOpen ? 'lookup' : null;
	const record = { ...asDuplicate(standing, names.reference), protection };
	return { kind: 'settled', record };
}

function sameInBatch(
	{ order, names, asked, amount }: Wanted,
	{ planned }: PaymentState,
	run: RefundRun,
): Decision | null {
	const twin = planned.get(names.reference);
	if (!twin) return null;
	const { money } = twin.asked;
	const first = { amount: money && formatMoney(money), currency: money?.currency ?? null };
	const isSame =
		plainAmount(twin.order) === plainAmount(order) &&
		!isOtherAmount(first, order, currencyAsked(amount));
	if (isSame) return { kind: 'follow', plan: twin };
	const conflict = referenceConflict(names.reference, first.amount, first.currency);
	return { kind: 'settled', record: failed(run, asked, conflict) };
}

/** A refund that nobody has made as far as can be seen: its claim has the last word. */
function newRefund(wanted: Wanted, state: PaymentState, run: RefundRun): Decision {
	const { order, names, asked } = wanted;
	const attempts = state.kind === 'open' ? nextAttempt(names, state) : POSSIBLE_ATTEMPTS;
	const next = amountToSend(wanted, state, run);
	const once: Plan['once'] =
		next.kind === 'send'
			? {
					kind: 'send',
					draft: draftOf(wanted, next.money, attempts[0], run),
					payment: next.payment,
				}
			: {
					kind: 'refuse',
					failure: next.failure,
					draft: next.money && draftOf(wanted, next.money, attempts[0], run),
				};
	const plan: Plan = {
		order,
		names,
		asked: next.kind === 'send' ? { ...asked, money: next.money } : asked,
		claim: { keys: keysOf(names, attempts), amounts: amountsOf(order, once.draft) },
		payment: state,
		once,
	};
	const { planned } = state;
	for (const one of names.references) planned.set(one, planned.get(one) ?? plan);
	return { kind: 'claim', plan };
}

function nextAttempt(names: RefundNames, state: OpenPayment): readonly [number] {
	return [refundsUnder(names.references, state.lookUp.refunds).length + 1];
}

/** Without a look-up nobody knows how many have failed; a third is hardly ever needed. */
const POSSIBLE_ATTEMPTS = [1, 2, 3] as const;

type ToSend =
	| { kind: 'send'; money: Money; payment: OpenPayment }
	| { kind: 'refuse'; failure: Failure; money: Money | null };

/** How much goes out, then reserved in the balance; or why nothing does. */
function amountToSend({ amount }: Wanted, state: PaymentState, { provider }: RefundRun): ToSend {
	if (state.kind === 'unreadable') {
		return { kind: 'refuse', failure: state.failure, money: null };
	}
	if (amount.kind === 'unclear' || amount.kind === 'invalid') {
		return { kind: 'refuse', failure: amount.failure, money: null };
	}
	const { balance, lookUp } = state;
	const { currency, digits } = amount.kind === 'exact' ? amount.money : amount;
	const left = balance.currency === currency ? balance.left : null;
	const minor = amount.kind === 'exact' ? amount.money.minor : null;
	const failure =
		lookUp.obstacle ?? checkBalance(minor, left, { code: currency, digits }, provider);
	if (failure) {
		return { kind: 'refuse', failure, money: amount.kind === 'exact' ? amount.money : null };
	}
	const money = { minor: minor ?? left ?? 0n, currency, digits };
	if (left !== null) balance.left = left - money.minor;
	return { kind: 'send', money, payment: state };
}

function draftOf(
	{ order, names }: Wanted,
	money: Money,
	attempt: number,
	{ account }: RefundRun,
): RefundDraft {
	const { paymentId, reason, options } = order;
	return {
		paymentId,
		money,
		partial: order.amount !== null,
		reason,
		reference: names.reference,
		idempotencyKey: idempotencyKey(names.claimed[0], attempt),
		options,
		mode: account.mode,
	};
}
