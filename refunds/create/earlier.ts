/** Refunds that were made before, and whether they are the one that is asked for now. */
import { balanceOf, spentBy, sumOf } from '../balance';
import { plainDecimal, readDecimal } from '../money';
import type { LookUp, RefundDraft, RefundOrder } from '../provider';
import type { RefundRecord } from '../refund';
import { normalizeReference } from './reference';

/** Certainly not refunded, so that the reference is free again. */
export function isOver({ status }: RefundRecord): boolean {
	return status === 'failed' || status === 'canceled';
}

/** Those under one of these references, which are in one form. */
export function refundsUnder(
	references: ReadonlySet<string>,
	refunds: readonly RefundRecord[],
): RefundRecord[] {
	return refunds.filter(
		({ reference }) => reference !== null && references.has(normalizeReference(reference)),
	);
}

/** The newest under one of these references that stands. */
export function standingUnder(
	references: ReadonlySet<string>,
	refunds: readonly RefundRecord[],
): RefundRecord | undefined {
	return newest(refundsUnder(references, refunds).filter((refund) => !isOver(refund)));
}

function newest(refunds: readonly RefundRecord[]): RefundRecord | undefined {
	return [...refunds].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))[0];
}

/** What an order asks for, however its amount was written. */
export function plainAmount({ amount }: RefundOrder): string {
	return amount === null ? 'remaining' : plainDecimal(amount);
}

/**
 * Whether a refund is of another amount or currency than an order asks for. What either of them
 * does not say is no difference, and everything that is left is of any amount.
 */
export function isOtherAmount(
	refund: { amount: string | null; currency: string | null },
	order: RefundOrder,
	currency: string | null,
): boolean {
	const amount = readDecimal(refund.amount);
	if (order.amount === null || typeof amount === 'string') return false;
	const isOtherCurrency =
		currency !== null && refund.currency !== null && refund.currency !== currency;
	return isOtherCurrency || plainDecimal(amount) !== plainAmount(order);
}

/**
 * Whether a refund can have been everything that was left when it was made. Nothing would be left
 * now, but for what was given back since, and for refunds made before it that have failed by now.
 */
export function wasEverything(refund: RefundRecord, lookUp: LookUp): boolean {
	const { currency, left } = balanceOf(lookUp);
	if (currency === null || left === null) return true;
	const isLater = ({ createdAt }: RefundRecord): boolean =>
		createdAt !== null && refund.createdAt !== null && createdAt > refund.createdAt;
	const failed = lookUp.refunds.filter((other) => isOver(other) && !isLater(other));
	const leftThen = left + (spentBy(lookUp.refunds.filter(isLater), currency) ?? 0n);
	return leftThen === 0n || leftThen === sumOf(failed, currency);
}

/**
 * What a claim is noted with: what is sent under it, in minor units and ISO 4217 (`1250 EUR`, or
 * `1250 EUR rest` for everything that was left), and what was asked for, by which the same refund is
 * known where its payment cannot be read, or what was left then is not known any more.
 */
export function amountsOf(order: RefundOrder, draft: RefundDraft | null): string[] {
	if (draft === null) return [askedText(order)];
	const { minor, currency } = draft.money;
	return [`${minor} ${currency}${draft.partial ? '' : ' rest'}`, askedText(order)];
}

/** What an order asks for, as a claim says it. */
export function askedText(order: RefundOrder): string {
	return ['asked', plainAmount(order), order.currency?.toUpperCase() ?? ''].join(' ').trim();
}
