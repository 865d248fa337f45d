/** All the names one refund may have: an earlier run may have known it by another than this one. */
import { digitsOf, toMinor } from '../money';
import type { LookUp, RefundOrder } from '../provider';
import { plainAmount } from './earlier';
import {
	claimKey,
	deriveReference,
	firstReference,
	normalizeReference,
	type RefundName,
} from './reference';
import type { RefundRun } from './ports';

export interface RefundNames {
	/** In one form: claimed, sent and shown. */
	reference: string;
	/** Every reference, in one form, by which the provider may know the refund. */
	references: ReadonlySet<string>;
	/** Every name under which it may be claimed; the present one first. */
	claimed: readonly [RefundName, ...RefundName[]];
}

/**
 * The names of an order's refund; without a look-up those that can be known. The present one is by
 * what the gateway itself calls account and payment; what they were called before, or by whoever
 * typed it, must be free as well.
 */
export function namesOf(order: RefundOrder, run: RefundRun, lookUp: LookUp | null): RefundNames {
	const { provider, account } = run;
	const paymentId = lookUp?.recordId ?? order.paymentId;
	// A key that does not say its mode counts as live, where a second refund would cost money.
	const mode = account.mode === 'test' ? 'test' : 'live';
	const own = lookUp?.accountId ? `${lookUp.accountId} ${mode}` : null;
	const nameOf = (spelled: RefundOrder, id: string, identity: string): RefundName => ({
		provider: provider.name,
		account: identity,
		paymentId: id,
		reference: referenceOf(spelled, run, id),
	});
	const present = nameOf(order, paymentId, own ?? account.identity);
	const others = [order, ...withoutCurrency(order, lookUp)].flatMap((spelled) =>
		[paymentId, order.paymentId].flatMap((id) =>
			[own ?? account.identity, account.identity].map((identity) => nameOf(spelled, id, identity)),
		),
	);
	const claimed = [present, ...others, ...firstNames(order, run, lookUp)] as const;
	const references = [
		...claimed.map((name) => name.reference),
		...otherSpellings(order, run, lookUp),
	];
	return {
		reference: present.reference,
		references: new Set(references.map(normalizeReference)),
		claimed,
	};
}

/** A claim's keys: all names, each for every attempt given. */
export function keysOf(
	{ claimed: [present, ...others] }: RefundNames,
	[attempt, ...attempts]: readonly [number, ...number[]],
): [string, ...string[]] {
	const key = claimKey(present, attempt);
	const more = [present, ...others].flatMap((name) =>
		[attempt, ...attempts].map((number) => claimKey(name, number)),
	);
	return [key, ...new Set(more.filter((other) => other !== key))];
}

/** The reference in use: the user's, or one derived from what is asked for. */
function referenceOf(order: RefundOrder, { provider }: RefundRun, paymentId: string): string {
	return (
		normalizeReference(order.reference ?? '') ||
		deriveReference({
			provider: provider.name,
			paymentId,
			amount: plainAmount(order),
			currency: order.currency?.toUpperCase() ?? '',
		})
	);
}

/**
 * The same order without the currency it names, if that is the payment's own or may be: both are
 * one refund, which is claimed by both names where the currency is named, and by one where it is not.
 */
function withoutCurrency(order: RefundOrder, lookUp: LookUp | null): RefundOrder[] {
	const own = lookUp?.payment.currency?.toUpperCase();
	const isOther = lookUp !== null && order.currency?.toUpperCase() !== own;
	return order.currency === null || isOther ? [] : [{ ...order, currency: null }];
}

/** References of the same refund asked for with, or without, naming the payment's own currency. */
function otherSpellings(order: RefundOrder, run: RefundRun, lookUp: LookUp | null): string[] {
	const own = lookUp?.payment.currency?.toUpperCase() ?? null;
	const isOwn = own !== null && (order.currency === null || order.currency.toUpperCase() === own);
	if (!isOwn) return [];
	const paymentId = lookUp?.recordId ?? order.paymentId;
	return [null, own].map((currency) => referenceOf({ ...order, currency }, run, paymentId));
}

/** The names by which release 0.1 claimed: accounts by their host, references as they were typed. */
function firstNames(order: RefundOrder, run: RefundRun, lookUp: LookUp | null): RefundName[] {
	const { provider, account } = run;
	return [account.identity, ...account.earlierIdentities].flatMap((identity) => {
		const reference = order.reference ?? firstDerived(order, run, identity, lookUp);
		if (reference === null) return [];
		return [{ provider: provider.name, account: identity, paymentId: order.paymentId, reference }];
	});
}

/** Null where the currency, which it was made from, is not known. */
function firstDerived(
	order: RefundOrder,
	{ provider }: RefundRun,
	account: string,
	lookUp: LookUp | null,
): string | null {
	const currency = (order.currency ?? lookUp?.payment.currency)?.toUpperCase() ?? null;
	const digits = digitsOf(currency);
	if (currency === null || digits === null) return null;
	const amount = order.amount === null ? 'remaining' : toMinor(order.amount, digits);
	if (amount !== 'remaining' && typeof amount !== 'bigint') return null;
	const { paymentId } = order;
	return firstReference({ provider: provider.name, account, paymentId, amount, currency });
}
