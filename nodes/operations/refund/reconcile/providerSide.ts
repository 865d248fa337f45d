/** The provider's side of a reconciliation: read through lists, page by page. */
import type { ProviderError } from '../../../../refunds/exchange';
import type { ListFilter } from '../../../../refunds/provider';
import {
	repeatedIn,
	type Gap,
	type Ledger,
	type ListedRefund,
	type PaidAmount,
	type Period,
} from '../../../../refunds/reconcile';
import { isSpent } from '../../../../refunds/refund';
import { paidAmounts } from './paidAmounts';
import { beyondReach, gapAfter } from './gaps';
import { joinPayments } from './joinPayments';
import { readByPayment, collectPages, type Reading } from './pages';

/** A row dated near the period's edge may belong to a refund from just outside of it. */
const NEARBY_DAYS = 3;
const DAY = 24 * 60 * 60 * 1000;

interface ProviderSide {
	refunds: ListedRefund[];
	nearby: ListedRefund[];
	payments: Map<string, PaidAmount>;
	pages: number;
	gaps: Gap[];
	limits: string[];
}

/**
 * Reads all refunds of the period. Where a page cannot be read, what is missing is a gap.
 * @param ledger names the payments, for providers that list refunds by payment only
 * @throws ProviderError when nothing at all could be read
 */
export async function readProviderSide(
	reading: Reading,
	period: Period,
	ledger: Ledger,
): Promise<ProviderSide> {
	const found: ListedRefund[] = [];
	const gaps: Gap[] = [];
	const limits: string[] = [];
	let pages = 0;
	const window = {
		createdAfter: new Date(Date.parse(period.from) - NEARBY_DAYS * DAY).toISOString(),
		createdBefore: new Date(Date.parse(period.to) + NEARBY_DAYS * DAY).toISOString(),
	};
	const failure = await collectPages(reading, window, found, () => (pages += 1));
	if (failure && pages > 0) gaps.push(gapAfter(found, failure));
	else if (failure) {
		const named = paymentsIn(ledger);
		if (!asksForPayment(failure) || named.size === 0) throw failure;
		const byPayment = await readByPayment(reading, named, found);
		pages = byPayment.pages;
		gaps.push(...byPayment.gaps);
		limits.push(
			`${reading.provider.title} listed refunds by payment only, so only payments named in the ledger were read: a refund of another payment is not seen.`,
		);
	}
	gaps.push(...beyondReach(reading.provider, period));
	const joined = await joinPayments(reading, found, window, limits);
	const { refunds, nearby, payments, undated } = sortByPeriod(joined, period, window);
	if (undated > 0) limits.push('Refunds without a date are counted as of this period.');
	return {
		refunds,
		nearby,
		payments: await paidAmounts(reading, repeatedIn(payments), limits),
		pages,
		gaps,
		limits,
	};
}

/**
 * Which refunds are of the period, which from near it, and the payments that the former used up.
 * In one loop: going over ten thousand refunds takes longer than what is asked of each.
 */
function sortByPeriod(
	joined: readonly ListedRefund[],
	period: Period,
	window: Required<Pick<ListFilter, 'createdAfter' | 'createdBefore'>>,
) {
	const refunds: ListedRefund[] = [];
	const nearby: ListedRefund[] = [];
	const payments: string[] = [];
	let undated = 0;
	for (const refund of joined) {
		const { createdAt, paymentId, status } = refund;
		if (createdAt === null) undated += 1;
		if (createdAt === null || isWithin(createdAt, period.from, period.to)) {
			refunds.push(refund);
			if (paymentId !== null && isSpent(status)) payments.push(paymentId);
		} else if (isWithin(createdAt, window.createdAfter, window.createdBefore)) {
			nearby.push(refund);
		}
	}
	return { refunds, nearby, payments, undated };
}

/** All three as ISO 8601 in UTC, whose order as texts is the order in time. */
function isWithin(time: string, from: string, to: string): boolean {
	return time >= from && time <= to;
}

/** PayMongo: whether its list works without a payment is not known (docs/providers.md). */
function asksForPayment({ httpStatus }: ProviderError): boolean {
	return httpStatus === 400 || httpStatus === 404;
}

function paymentsIn({ rows }: Ledger): Set<string> {
	return new Set(rows.flatMap(({ paymentId }) => (paymentId === null ? [] : [paymentId])));
}
