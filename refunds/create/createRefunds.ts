/**
 * Makes refunds, never twice: the order of ports, over injected look-up, claim and send.
 * Per payment: look up, decide, claim, send once, and look up again where nobody knows.
 */
import { executePlan, type ClaimNotes } from './execute';
import { decide, openBook, type Book, type Plan } from './plan';
import { mapConcurrent, withLocks } from './paymentLock';
import { ProviderError, type Failure } from '../exchange';
import type { RefundOrder } from '../provider';
import type { RefundRecord } from '../refund';
import type { Claim, ClaimRequest, RefundRun } from './ports';
import { asDuplicate, askedBy, failed, unknownOutcome, whatToDo } from './outcome';

/**
 * Claims of one group share one sub-workflow. A crash leaves at most one group's claims behind
 * without a trace, so the group is not larger than sharing pays for.
 */
const GROUP_SIZE = 100;

/**
 * Makes one refund for each order, in the order given. Never throws for what a provider, a claim
 * or a look-up does: each order ends in a record, at worst `unknown` with what to do next.
 */
export async function createRefunds(
	orders: readonly RefundOrder[],
	run: RefundRun,
): Promise<RefundRecord[]> {
	const records = new Array<RefundRecord>(orders.length);
	for (const group of groupByPayment(orders)) {
		const keys = group.map(({ order }) => lockKey(order, run));
		try {
			await withLocks(keys, async () => await runGroup(group, run, records));
		} catch (error) {
			// A fault of ours must not cost the outcomes that are known already.
			for (const { index, order } of group) records[index] ??= interrupted(order, error, run);
		}
	}
	return records;
}

interface Entry {
	index: number;
	order: RefundOrder;
}

function lockKey(order: RefundOrder, { provider, account }: RefundRun): string {
	return JSON.stringify([provider.name, account.identity, order.paymentId]);
}

/** Groups of about GROUP_SIZE orders; a payment's orders stay together. */
function groupByPayment(orders: readonly RefundOrder[]): Entry[][] {
	const byPayment = new Map<string, Entry[]>();
	orders.forEach((order, index) => {
		const entries = byPayment.get(order.paymentId) ?? [];
		entries.push({ index, order });
		byPayment.set(order.paymentId, entries);
	});
	const groups: Entry[][] = [];
	let group: Entry[] = [];
	for (const entries of byPayment.values()) {
		if (group.length > 0 && group.length + entries.length > GROUP_SIZE) {
			groups.push(group);
			group = [];
		}
		group.push(...entries);
	}
	if (group.length > 0) groups.push(group);
	return groups;
}

async function runGroup(
	group: readonly Entry[],
	run: RefundRun,
	records: RefundRecord[],
): Promise<void> {
	const { ports, policy } = run;
	const books = await openBooks(group, run);
	const plans: Array<{ plan: Plan; index: number; order: RefundOrder; book: Book }> = [];
	const followers: Array<{ plan: Plan; index: number }> = [];
	for (const { index, order } of group) {
		const book = books.get(order.paymentId);
		if (!book || 'code' in book) {
			records[index] = notLookedUp(order, book, run);
			continue;
		}
		const decision = decide(order, book, run.provider, run.account);
		if ('settled' in decision) records[index] = decision.settled;
		else if ('plan' in decision) plans.push({ plan: decision.plan, index, order, book });
		else followers.push({ plan: decision.follows, index });
	}

	const claims = await claimTogether(
		plans.map(({ plan }) => plan.claim),
		run,
	);
	const byPayment = new Map<string, Array<() => Promise<void>>>();
	const made = new Map<Plan, RefundRecord>();
	const notes: ClaimNotes = { release: [], confirm: [] };
	for (const { plan, index, order, book } of plans) {
		const tasks = byPayment.get(plan.draft.paymentId) ?? [];
		tasks.push(async () => {
			const record = await orInterrupted(order, run, async () => {
				const claim = claims.get(plan.claim) ?? NOT_ANSWERED;
				return await executePlan(plan, book, claim, run, notes);
			});
			records[index] = record;
			made.set(plan, record);
		});
		byPayment.set(plan.draft.paymentId, tasks);
	}
	await mapConcurrent([...byPayment.values()], policy.concurrency, async (tasks) => {
		for (const task of tasks) await task();
	});
	if (notes.confirm.length + notes.release.length > 0) await ports.settle(notes);
	for (const { plan, index } of followers) {
		const record = made.get(plan) as RefundRecord;
		const isNone = record.status === 'failed' || record.status === 'unknown';
		records[index] = isNone ? record : asDuplicate(record, plan.draft.reference);
	}
}

/** Claims refunds, all in one sub-workflow. */
async function claimTogether(
	requests: readonly ClaimRequest[],
	{ ports }: RefundRun,
): Promise<Map<ClaimRequest, Claim>> {
	const before = { release: [], confirm: [] };
	const claims = requests.length > 0 ? await ports.claim(requests, before) : [];
	return new Map(requests.map((request, index) => [request, claims[index] ?? NOT_ANSWERED]));
}

const NOT_ANSWERED: Claim = {
	kind: 'unavailable',
	failure: {
		code: 'claim_unavailable',
		message: 'The refund could not be claimed, so nothing was sent.',
		advice: '',
	},
};

/** A fault of ours in one refund must cost neither the others nor their turn. */
async function orInterrupted(
	order: RefundOrder,
	run: RefundRun,
	work: () => Promise<RefundRecord>,
): Promise<RefundRecord> {
	try {
		return await work();
	} catch (error) {
		return interrupted(order, error, run);
	}
}

/** Looks every payment of a group up once. */
async function openBooks(
	group: readonly Entry[],
	{ ports, policy }: RefundRun,
): Promise<Map<string, Book | Failure>> {
	const orders = [...new Map(group.map(({ order }) => [order.paymentId, order])).values()];
	const books = await mapConcurrent(orders, policy.concurrency, async (order) => {
		try {
			return openBook(await ports.lookUp(order), await ports.remembered(order));
		} catch (error) {
			return asFailure(error);
		}
	});
	return new Map(orders.map((order, index) => [order.paymentId, books[index] as Book | Failure]));
}

function asFailure(error: unknown): Failure {
	if (error instanceof ProviderError) {
		const { failure, notFound } = error;
		return notFound
			? { ...failure, code: 'payment_not_found' }
			: { ...failure, code: 'lookup_failed' };
	}
	const message = error instanceof Error ? error.message : String(error);
	return { code: 'lookup_failed', message, advice: '' };
}

function notLookedUp(order: RefundOrder, why: Failure | undefined, run: RefundRun): RefundRecord {
	const failure = why ?? { code: 'lookup_failed', message: 'No answer.', advice: '' };
	return failed(run.provider, run.account, askedBy(order), {
		code: failure.code,
		message: `Payment ${order.paymentId} could not be looked up first, so nothing was sent. ${failure.message}`,
		advice: failure.advice,
	});
}

function interrupted(order: RefundOrder, error: unknown, run: RefundRun): RefundRecord {
	const why = error instanceof Error ? error.message : String(error);
	return unknownOutcome(run.provider, run.account, askedBy(order), {
		code: 'outcome_unknown',
		message: `Making this refund was interrupted (${why}). Whether it was made is unknown.`,
		advice: whatToDo(run.provider, order.paymentId),
	});
}
