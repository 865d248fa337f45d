/**
 * Makes refunds, never twice: the order of steps, over injected look-up, claim and send.
 * Per wave: look payments up, plan, claim, send once, and look again where nobody knows.
 */
import type { RefundOrder } from '../provider';
import type { RefundRecord } from '../refund';
import { openClaims, type Claims } from './claims';
import { executePlan } from './execute';
import { acceptedBefore, notClaimed, resolveHeld } from './held';
import { openLanes, type Lanes, newSignal } from './lanes';
import { asDuplicate, askedBy, unknownOutcome, whatToDo, whereToLook } from './outcome';
import { withLocks } from './paymentLock';
import { openPayment } from './payments';
import { planRefund, type Decision } from './plan';
import type { Claim, RefundRun } from './ports';
import { inTurns, partsOf, waveSize, wavesOf, type Turn } from './waves';
import type { Plan } from './work';

/** One order on its way to a record. */
interface Entry {
	order: RefundOrder;
	/** Null until its payment was looked up. */
	decision: Decision | null;
	fault: unknown;
}

/** What all waves of a run share. */
interface Batch {
	run: RefundRun;
	lanes: Lanes;
	claims: Claims;
	/** What became of plans. */
	made: Map<Plan, RefundRecord>;
	/** Plans whose claim somebody else holds. */
	held: Plan[];
}

/**
 * Makes one refund for each order, in the order given. Never throws for what a provider, a claim
 * or a look-up does: each order ends in a record, at worst `unknown` with what to do next.
 */
export async function createRefunds(
	orders: readonly RefundOrder[],
	run: RefundRun,
): Promise<RefundRecord[]> {
	const { policy, ports } = run;
	const entries = orders.map((order): Entry => ({ order, decision: null, fault: null }));
	const batch: Batch = {
		run,
		lanes: openLanes(policy.concurrency),
		claims: openClaims(ports),
		made: new Map(),
		held: [],
	};
	await inTurns(
		wavesOf(entries, waveSize(policy)),
		async (wave, turn) => await runWave(wave, batch, turn),
		() => ports.canceled(),
	);
	await batch.claims.settle();
	await resolveHeld(batch.held, batch.claims, batch.made, run);
	return entries.map((entry) => recordOf(entry, batch));
}

async function runWave(wave: readonly Entry[], batch: Batch, turn: Turn): Promise<void> {
	const keys = wave.map(({ order }) => lockKey(order, batch.run));
	try {
		await withLocks(keys, async () => {
			const plans = await planWave(wave, batch);
			await turn.mayClaim;
			turn.claiming.reach();
			await carryOut(plans, batch, turn);
		});
	} catch (error) {
		// A fault of ours must not cost the outcomes that are known already.
		for (const entry of wave) entry.fault = error;
	}
}

function lockKey({ paymentId }: RefundOrder, { provider, account }: RefundRun): string {
	return JSON.stringify([provider.name, account.identity, paymentId]);
}

/** Looks each payment of a wave up once, then plans its orders in their order. */
async function planWave(wave: readonly Entry[], { run, lanes }: Batch): Promise<Plan[]> {
	const payments = new Map(wave.map(({ order }) => [order.paymentId, order]));
	const opened = await Promise.all(
		[...payments].map(async ([paymentId, order]) => {
			const state = await lanes.later(async () => await openPayment(order, run));
			return [paymentId, state] as const;
		}),
	);
	const states = new Map(opened);
	return wave.flatMap((entry) => {
		const state = states.get(entry.order.paymentId);
		if (!state) return [];
		entry.decision = planRefund(entry.order, state, run);
		return entry.decision.kind === 'claim' ? [entry.decision.plan] : [];
	});
}

/** Claims plans and carries them out: those of one payment one after the other. */
async function carryOut(plans: readonly Plan[], batch: Batch, turn: Turn): Promise<void> {
	const lastOf = new Map<string, Promise<void>>();
	const all: Array<Promise<void>> = [];
	for (const part of partsOf(plans, waveSize(batch.run.policy))) {
		const claims = await batch.claims.claim(part);
		const sent = part.map((plan) => {
			const { paymentId } = plan.order;
			const signal = newSignal();
			const before = lastOf.get(paymentId);
			const ended = carryOutOne(plan, claims.get(plan), batch, { before, onSent: signal.reach });
			lastOf.set(paymentId, ended);
			all.push(ended);
			return signal.reached;
		});
		await Promise.all(sent);
	}
	turn.sent.reach();
	await Promise.all(all);
	await batch.claims.settleRefused();
}

async function carryOutOne(
	plan: Plan,
	claim: Claim | undefined,
	{ run, lanes, claims, made, held }: Batch,
	{ before, onSent }: { before: Promise<void> | undefined; onSent: () => void },
): Promise<void> {
	await before;
	try {
		if (claim?.kind === 'held') held.push(plan);
		else if (claim?.kind === 'accepted') made.set(plan, acceptedBefore(plan, claim.amount, run));
		else if (claim?.kind === 'won') {
			const executed = await lanes.soon(async () => await executePlan(plan, run, onSent));
			claims.done(plan, executed.claim);
			made.set(plan, executed.record);
		} else if (claim) made.set(plan, notClaimed(plan, claim.failure, run));
	} catch (error) {
		// It must cost neither the others nor their turn.
		made.set(plan, interrupted(plan.order, error, run));
	} finally {
		onSent();
	}
}

function recordOf({ order, decision, fault }: Entry, { run, made }: Batch): RefundRecord {
	if (decision === null) {
		return fault === null ? notBegun(order, run) : interrupted(order, fault, run);
	}
	if (decision.kind === 'settled') return decision.record;
	const record = made.get(decision.plan);
	if (!record) return interrupted(order, fault, run);
	const isFollower = decision.kind === 'follow' && isMade(record);
	return isFollower ? asDuplicate(record, decision.plan.names.reference) : record;
}

function isMade({ status }: RefundRecord): boolean {
	return status !== 'failed' && status !== 'unknown';
}

function interrupted(order: RefundOrder, error: unknown, run: RefundRun): RefundRecord {
	const why = error instanceof Error ? error.message : String(error);
	return unknownOutcome(run, askedBy(order), {
		code: 'outcome_unknown',
		message: `Making this refund was interrupted (${why}). Whether it was made is unknown.`,
		advice: whatToDo(run.provider, order.paymentId),
	});
}

/** Nobody has looked whether an earlier run made it, so that it is not called failed. */
function notBegun(order: RefundOrder, run: RefundRun): RefundRecord {
	return unknownOutcome(run, askedBy(order), {
		code: 'execution_canceled',
		message: `The execution was canceled before this refund was looked up. Nothing was sent now. ${whereToLook(run.provider, order.paymentId)}`,
		advice: 'Run it again to make the refund.',
	});
}
