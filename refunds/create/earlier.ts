/** Refunds that were made before, and whether they are the one that is asked for now. */
import { moneyFromMinor, plainDecimal, readDecimal, type Money } from '../money';
import type { RefundDraft, RefundOrder } from '../provider';
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

export function newest(refunds: readonly RefundRecord[]): RefundRecord | undefined {
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

/** What a claim says of what is sent under it: all that was left is told from a part. */
export function claimedAmount({ money: { minor, currency }, partial }: RefundDraft): string {
	return `${minor} ${currency}${partial ? '' : ' rest'}`;
}

/** What a claim says was sent under it, or null where that cannot be read. */
export function readClaimed(amount: string | null): { money: Money; partial: boolean } | null {
	const [, minor, currency = null, rest] = /^(\d+) ([A-Z]{3})( rest)?$/.exec(amount ?? '') ?? [];
	const money = moneyFromMinor(minor, currency);
	return money && { money, partial: rest === undefined };
}
