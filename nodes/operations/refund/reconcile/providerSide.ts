/** The provider's side of a reconciliation: read through lists, page by page. */
import { ProviderError } from '../../../../refunds/exchange';
import type { ListFilter, RefundProvider } from '../../../../refunds/provider';
import {
	repeatedIn,
	type Gap,
	type Ledger,
	type ListedRefund,
	type PaidAmount,
	type Period,
} from '../../../../refunds/reconcile';
import { isSpent, type RefundRecord } from '../../../../refunds/refund';
import { paidAmounts } from './paidAmounts';
import type { Reading } from './reading';

/** A row dated near the period's edge may belong to a refund from just outside of it. */
const NEARBY_DAYS = 3;
const DAY = 24 * 60 * 60 * 1000;

export interface ProviderSide {
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
	const failure = await readPages(reading, window, found, () => (pages += 1));
	if (failure && pages > 0) gaps.push(gapAfter(found, failure));
	else if (failure) {
		const named = paymentsIn(ledger);
		if (!asksForPayment(failure) || named.size === 0) throw failure;
		pages = await readByPayment(reading, named, found);
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

/** Reads until the end, or until a page fails: what was read until then stays. */
async function readPages(
	{ provider, send, account }: Reading,
	window: ListFilter,
	found: ListedRefund[],
	count: () => void,
): Promise<ProviderError | null> {
	try {
		for await (const page of provider.listRefunds(send, account, window)) {
			for (const refund of page) found.push(withoutRaw(refund));
			count();
		}
		return null;
	} catch (error) {
		return error instanceof ProviderError ? error : asProviderError(error);
	}
}

/**
 * Lets go of what the provider said word for word, at once: nothing of it is compared, and it is
 * most of what a page holds. In place, because V8 forgets a record's last key cheaply and lays a
 * copy without it out worse.
 */
function withoutRaw(refund: RefundRecord): ListedRefund {
	delete (refund as Partial<RefundRecord>).raw;
	return refund;
}

/** The part of the period that is too long ago for the provider's lists. */
function beyondReach({ title, listReachDays }: RefundProvider, { from }: Period): Gap[] {
	if (listReachDays === null) return [];
	const reach = new Date(Date.now() - listReachDays * DAY).toISOString();
	const why = `${title} lists only the last ${listReachDays} days.`;
	return from < reach ? [{ from: null, to: reach, why }] : [];
}

/**
 * Wallet entries name no payment, and whether their reference is the refund's or the payment's is
 * not documented (Redstone, Vesicash). Where a payment of the account has it, it is the payment's.
 */
async function joinPayments(
	{ provider, send, account }: Reading,
	refunds: ListedRefund[],
	window: ListFilter,
	limits: string[],
): Promise<ListedRefund[]> {
	if (provider.tells.paymentId || refunds.every(({ paymentId }) => paymentId !== null)) {
		return refunds;
	}
	limits.push(
		`${provider.title} shows refunds in its wallet history only: without our reference, mostly without the payment, and without what became of them after the money left the wallet.`,
	);
	const payments = new Set<string>();
	try {
		for await (const page of provider.listPayments(send, account, window)) {
			for (const { paymentId } of page) if (paymentId !== null) payments.add(paymentId);
		}
	} catch (error) {
		limits.push(`Its payments could not be read: ${asProviderError(error).failure.message}`);
	}
	return refunds.map((refund) =>
		refund.paymentId === null && refund.refundId !== null && payments.has(refund.refundId)
			? { ...refund, paymentId: refund.refundId, refundId: null }
			: refund,
	);
}

function asProviderError(error: unknown): ProviderError {
	if (error instanceof ProviderError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new ProviderError({ code: 'list_unreadable', message, advice: 'Try again later.' });
}

/** PayMongo: whether its list works without a payment is not known (docs/providers.md). */
function asksForPayment({ httpStatus }: ProviderError): boolean {
	return httpStatus === 400 || httpStatus === 404;
}

function paymentsIn({ rows }: Ledger): Set<string> {
	return new Set(rows.flatMap(({ paymentId }) => (paymentId === null ? [] : [paymentId])));
}

async function readByPayment(
	{ provider, send, account }: Reading,
	payments: ReadonlySet<string>,
	found: ListedRefund[],
): Promise<number> {
	let pages = 0;
	for (const paymentId of payments) {
		const reading = { provider, send, account };
		const failure = await readPages(reading, { paymentId }, found, () => (pages += 1));
		// A payment nobody knows has no refunds: its rows come out as missing at the provider.
		if (failure && !failure.notFound) throw failure;
	}
	return pages;
}

/**
 * The part of the period that was not read. Lists come newest or oldest first; where what was read
 * shows neither, all of the period may be incomplete.
 */
function gapAfter(found: readonly ListedRefund[], { failure }: ProviderError): Gap {
	const times = found.flatMap(({ createdAt }) => (createdAt === null ? [] : [createdAt]));
	const pairs = times.slice(1).map((time, index): [string, string] => [times[index] ?? '', time]);
	const why = failure.message;
	const last = times[times.length - 1] ?? null;
	const [first] = times;
	if (last === null || first === last) return { from: null, to: null, why };
	if (pairs.every(([before, after]) => before >= after)) return { from: null, to: last, why };
	if (pairs.every(([before, after]) => before <= after)) return { from: last, to: null, why };
	return { from: null, to: null, why };
}
