/** One refund from its claim to its record: send once, and look where nobody knows. */
import { isOtherAmount, type Book, type Plan } from './plan';
import { formatMoney } from '../money';
import type { Failure } from '../exchange';
import type { RefundDraft } from '../provider';
import { referenceConflict } from './refusals';
import type { RefundRecord } from '../refund';
import type { Claim, ClaimRequest, RefundRun } from './ports';
import { lookAgain } from './lookAgain';
import {
	acceptedEarlier,
	asDuplicate,
	checkedAgainst,
	failed,
	unknownOutcome,
	whatToDo,
} from './outcome';

/** What is to be done about the claims of a group once all its refunds are through. */
export interface ClaimNotes {
	release: ClaimRequest[];
	confirm: ClaimRequest[];
}

/** From the claim to a record, for one refund. What to do about its claim goes into `notes`. */
export async function executePlan(
	plan: Plan,
	book: Book,
	claim: Claim,
	run: RefundRun,
	notes: ClaimNotes,
): Promise<RefundRecord> {
	const { provider, account } = run;
	if (claim.kind === 'unavailable') return failed(provider, account, plan.asked, claim.failure);
	if (claim.kind === 'accepted') {
		return acceptedEarlier(provider, account, plan.asked, plan.draft.reference);
	}
	if (claim.kind === 'held') return await behindAnother(plan, book, run);
	if (plan.refusal) {
		notes.release.push(plan.claim);
		return failed(provider, account, plan.asked, plan.refusal);
	}
	return await sendOnce(plan, book, run, notes);
}

/** Another run has the claim: one of now, or one that was cut off. */
async function behindAnother(plan: Plan, book: Book, run: RefundRun): Promise<RefundRecord> {
	const { provider, account, ports } = run;
	const found = await lookAgain(plan.draft, book, run, 'held');
	if (found) return returned(plan, found, run);
	const evidence = plan.asked.money ? await ports.evidence(plan.draft) : null;
	return unknownOutcome(provider, account, plan.asked, noTrace(plan, evidence, run));
}

/** What the holder of the claim has made, if it is what was asked for. */
function returned(plan: Plan, found: RefundRecord, { provider, account }: RefundRun): RefundRecord {
	const { partial, money, reference } = plan.draft;
	if (partial && isOtherAmount(found, formatMoney(money), money.currency)) {
		const conflict = referenceConflict(reference, found.amount, found.currency);
		return failed(provider, account, plan.asked, conflict);
	}
	return { ...asDuplicate(found, reference), protection: 'claim+lookup' };
}

async function sendOnce(
	plan: Plan,
	book: Book,
	run: RefundRun,
	notes: ClaimNotes,
): Promise<RefundRecord> {
	const { provider, account, ports } = run;
	const { draft } = plan;
	if (ports.canceled()) {
		notes.release.push(plan.claim);
		return failed(provider, account, draft, CANCELED);
	}
	const protection = [
		provider.providerGuards(draft.options) ? 'provider' : '',
		'claim',
		book.lookUp.complete ? 'lookup' : '',
	]
		.filter((part) => part !== '')
		.join('+');
	const made = (refund: RefundRecord): RefundRecord => {
		const record = { ...checkedAgainst(draft, refund), protection };
		if (record.status === 'failed' || record.status === 'canceled') {
			// The next try counts it where the look-up shows it; where not, the claim must go.
			if (!book.lookUp.complete) notes.release.push(plan.claim);
		} else {
			ports.remember(record);
			if (!provider.tells.reference) notes.confirm.push(plan.claim);
		}
		// Later refunds of this batch must not take it for theirs.
		if (record.refundId === null) book.unclear.add(draft.money.minor);
		else book.lookUp.refunds.push(record);
		return record;
	};
	const answer = await ports.send(draft);
	if (answer.outcome === 'accepted') return made(answer.refund);
	if (answer.outcome !== 'unknown') {
		notes.release.push(plan.claim);
		return { ...failed(provider, account, draft, answer.failure), protection };
	}
	const found = await lookAgain(draft, book, run, 'sent');
	if (found) return made(found);
	book.unclear.add(draft.money.minor);
	const failure = {
		...answer.failure,
		code: 'outcome_unknown',
		message: `${answer.failure.message} Whether the refund was made is unknown.`,
		advice: await advice(draft, run),
	};
	return { ...unknownOutcome(provider, account, draft, failure), protection };
}

async function advice(draft: RefundDraft, { provider, ports }: RefundRun): Promise<string> {
	const evidence = await ports.evidence(draft);
	return `${evidence ? `${evidence} ` : ''}${whatToDo(provider, draft.paymentId)}`;
}

function noTrace(plan: Plan, evidence: string | null, { provider }: RefundRun): Failure {
	return {
		code: 'claimed_without_trace',
		message:
			`An earlier run has claimed Refund Reference "${plan.draft.reference}" of this payment, ` +
			`and ${provider.title} shows no refund under it. It may have been sent, so nothing was sent now.`,
		advice: `${evidence ? `${evidence} ` : ''}${whatToDo(provider, plan.draft.paymentId)}`,
	};
}

const CANCELED: Failure = {
	code: 'execution_canceled',
	message: 'The execution was canceled before this refund was sent. Nothing was sent.',
	advice: 'Run it again to make the refund.',
};
