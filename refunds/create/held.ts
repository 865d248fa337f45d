/** Orders whose claim is not theirs: somebody else makes, or has made, their refunds. */
import type { Failure } from '../exchange';
import type { RefundRecord } from '../refund';
import type { Claims } from './claims';
import { askedText, isOtherAmount, refundsUnder, standingUnder } from './earlier';
import { lookUpNow } from './lookAgain';
import {
	acceptedEarlier,
	asDuplicate,
	failed,
	unknownOutcome,
	whatToDo,
	whereToLook,
} from './outcome';
import { mapConcurrent } from './paymentLock';
import type { RefundRun } from './ports';
import { referenceConflict } from './refusals';
import type { Plan } from './work';

/**
 * Says what became of orders whose claim somebody else holds, into `made`. All wait together for
 * the holders; whose refund is not seen then asks for its claim once more.
 */
export async function resolveHeld(
	held: readonly Plan[],
	claims: Claims,
	made: Map<Plan, RefundRecord>,
	run: RefundRun,
): Promise<void> {
	if (held.length === 0) return;
	for (const [plan, record] of await lookForHeld(held, run)) made.set(plan, record);
	const open = held.filter((plan) => !made.has(plan));
	const again = await claims.claim(open);
	await mapConcurrent(open, run.policy.concurrency, async (plan) => {
		const claim = again.get(plan);
		if (claim?.kind === 'accepted') made.set(plan, acceptedBefore(plan, claim.amount, run));
		else if (claim?.kind === 'won') {
			claims.done(plan, 'release');
			made.set(plan, letGo(plan, run));
		} else made.set(plan, stillHeld(plan, await evidenceFor(plan, run), run));
	});
	await claims.settle();
}

/** One series of looks serves all. Answers for those whose refund it sees. */
async function lookForHeld(
	held: readonly Plan[],
	run: RefundRun,
): Promise<Map<Plan, RefundRecord>> {
	const { provider, policy, ports } = run;
	const found = new Map<Plan, RefundRecord>();
	for (const pause of policy.lookPauses) {
		const open = held.filter((plan) => !found.has(plan));
		if (open.length === 0) break;
		await ports.pause(pause);
		// Where no refund tells whose it is, only the claims can, once the holder is through.
		if (!provider.tells.reference) continue;
		const payments = [...new Map(open.map((plan) => [plan.order.paymentId, plan])).values()];
		const seen = new Map<string, readonly RefundRecord[]>();
		await mapConcurrent(payments, policy.concurrency, async (plan) => {
			seen.set(plan.order.paymentId, (await lookUpNow(plan, run))?.refunds ?? []);
		});
		for (const plan of open) {
			const refund = refundOfHolder(plan, seen.get(plan.order.paymentId) ?? []);
			if (refund) found.set(plan, foundMade(plan, refund, run));
		}
	}
	return found;
}

/** One that stands, or one that has failed since this run looked. */
function refundOfHolder(
	{ names, payment }: Plan,
	refunds: readonly RefundRecord[],
): RefundRecord | undefined {
	const standing = standingUnder(names.references, refunds);
	if (standing || payment.kind === 'unreadable') return standing;
	const known = new Set(payment.lookUp.refunds.map(({ refundId }) => refundId));
	return refundsUnder(names.references, refunds).find(({ refundId }) => !known.has(refundId));
}

/** What the holder of the claim has made, if it is what was asked for. */
function foundMade(plan: Plan, refund: RefundRecord, run: RefundRun): RefundRecord {
	const { order, asked, names } = plan;
	if (isOtherAmount(refund, order, currencyOf(plan))) {
		const conflict = referenceConflict(names.reference, refund.amount, refund.currency);
		return failed(run, asked, conflict);
	}
	return { ...asDuplicate(refund, names.reference), protection: 'claim+lookup' };
}

/**
 * The refund of an earlier run that the provider accepted, as its claim tells: only that it is the
 * one asked for makes it a duplicate. Of how much it was can be known where that can be asked for.
 */
export function acceptedBefore(plan: Plan, amount: string | null, run: RefundRun): RefundRecord {
	const { order, asked, claim, once } = plan;
	if (once.draft !== null && amount === claim.amounts[0]) {
		return acceptedEarlier(run, { ...asked, money: once.draft.money });
	}
	// A part that can be told exactly would have been found exactly: this one is in another currency.
	const isOther = order.amount !== null && once.draft !== null;
	if (amount !== askedText(order) || isOther) return acceptedSomething(plan, run);
	return acceptedEarlier(run, { ...asked, money: null });
}

/** Of which amount nobody can tell: it may be another refund than the one asked for. */
function acceptedSomething({ order, asked, names }: Plan, run: RefundRun): RefundRecord {
	const { provider } = run;
	return unknownOutcome(run, asked, {
		code: 'claimed_without_trace',
		message:
			`${provider.title} has accepted a refund under Refund Reference "${names.reference}" of this ` +
			'payment before, but of which amount is not known. Nothing was sent now.',
		advice: whatToDo(provider, order.paymentId),
	});
}

function currencyOf({ asked, order }: Plan): string | null {
	return asked.money?.currency ?? order.currency?.toUpperCase() ?? null;
}

/** Nobody can tell whether the holder has sent it, or will. */
function stillHeld(plan: Plan, evidence: string | null, run: RefundRun): RefundRecord {
	const { order, names, asked, payment } = plan;
	const seen =
		payment.kind === 'open'
			? `and ${run.provider.title} shows no refund under it.`
			: `and the payment cannot be looked up. ${payment.failure.message}`;
	return unknownOutcome(run, asked, {
		code: 'claimed_without_trace',
		message:
			`An earlier run has claimed Refund Reference "${names.reference}" of this payment, ${seen} ` +
			'It may have been sent, so nothing was sent now.',
		advice: [evidence ?? '', whatToDo(run.provider, order.paymentId)]
			.filter((text) => text !== '')
			.join(' '),
	});
}

async function evidenceFor({ once }: Plan, { ports }: RefundRun): Promise<string | null> {
	return once.draft === null ? null : await ports.evidence(once.draft);
}

/** The holder has freed the claim while this run waited: it was refused, or never sent. */
function letGo({ names, asked, once }: Plan, run: RefundRun): RefundRecord {
	if (once.kind === 'refuse') return failed(run, asked, once.failure);
	return failed(run, asked, {
		code: 'claim_unavailable',
		message:
			`Another run had claimed Refund Reference "${names.reference}" of this payment and has let ` +
			'it go without a refund. Nothing was sent now.',
		advice: 'Run this again to make the refund.',
	});
}

/**
 * No claim could be made, so nothing is sent. Where the look-up does not show every refund under
 * its reference, only the claim could have told whether an earlier run has made it.
 */
export function notClaimed(plan: Plan, failure: Failure, run: RefundRun): RefundRecord {
	const { asked, payment, once } = plan;
	const isShown =
		run.provider.tells.reference && payment.kind === 'open' && payment.lookUp.complete;
	if (isShown) return failed(run, asked, once.kind === 'refuse' ? once.failure : failure);
	return unknownOutcome(run, asked, {
		...failure,
		message: `${failure.message} ${whereToLook(run.provider, plan.order.paymentId)}`,
	});
}
