/** One refund from its claim to its record: send once, and look where nobody knows. */
import type { Book, Plan } from './decide';
import type { Failure, RefundDraft } from './provider';
import { claimKey, idempotencyKey } from './reference';
import type { RefundRecord } from './refund';
import type { Claim, ClaimNotes, Context } from './steps';
import { findAfterwards } from './trace';
import {
	acceptedEarlier,
	asDuplicate,
	checkedAgainst,
	failed,
	unknownOutcome,
	whatToDo,
} from './verdict';

/** From the claim to a record, for one refund. What to do about its claim goes into `notes`. */
export async function carryOut(
	plan: Plan,
	book: Book,
	claim: Claim,
	context: Context,
	notes: ClaimNotes,
): Promise<RefundRecord> {
	const { provider, account, steps } = context;
	const { draft } = plan;
	if (claim === 'unavailable') return failed(provider, account, draft, NO_CLAIM);
	if (claim === 'accepted') return acceptedEarlier(provider, account, draft);
	if (claim === 'held') {
		const found = await findAfterwards(draft, book.lookUp, context, 'held');
		if (found) return { ...asDuplicate(found, draft.reference), protection: 'claim+lookup' };
		const evidence = await steps.evidence(draft);
		if (draft.options.onNoTrace !== 'send' || !book.lookUp.complete) {
			return unknownOutcome(provider, account, draft, noTrace(plan, evidence, context));
		}
		return await sendAgain(plan, book, context, notes);
	}
	return await sendOnce(plan, book, context, notes, 'claim');
}

/** Only where the user chose it and the look-up shows every refund of the payment. */
async function sendAgain(
	plan: Plan,
	book: Book,
	context: Context,
	notes: ClaimNotes,
): Promise<RefundRecord> {
	const { provider, account, steps, policy } = context;
	// Whoever holds the claim may be sending at this moment: wait until that is over, then look.
	await steps.pause(policy.sendTimeout);
	const found = await findAfterwards(plan.draft, book.lookUp, context, 'held');
	if (found) return { ...asDuplicate(found, plan.draft.reference), protection: 'claim+lookup' };
	const attempt = `${plan.attempt}, again`;
	const again: Plan = {
		...plan,
		claim: claimKey(plan.name, attempt),
		draft: { ...plan.draft, idempotencyKey: idempotencyKey(plan.name, attempt) },
	};
	const [claim] = await steps.claim([again.claim]);
	if (claim !== 'won') {
		return unknownOutcome(provider, account, plan.draft, noTrace(plan, null, context));
	}
	return await sendOnce(again, book, context, notes, 'claim');
}

async function sendOnce(
	plan: Plan,
	book: Book,
	context: Context,
	notes: ClaimNotes,
	claimed: string,
): Promise<RefundRecord> {
	const { provider, account, steps } = context;
	const { draft } = plan;
	if (steps.canceled()) {
		notes.release.push(plan.claim);
		return failed(provider, account, draft, CANCELED);
	}
	const protection = [
		provider.providerGuards(draft.options) ? 'provider' : '',
		claimed,
		book.lookUp.complete ? 'lookup' : '',
	]
		.filter((part) => part !== '')
		.join('+');
	const answer = await steps.send(draft);
	if (answer.outcome === 'accepted') {
		const record = { ...checkedAgainst(draft, answer.refund), protection };
		if (record.status === 'failed' || record.status === 'canceled') {
			// The next try counts it where the look-up shows it; where not, the claim must go.
			if (!book.lookUp.complete) notes.release.push(plan.claim);
		} else {
			steps.remember(record);
			if (!provider.keepsReference) notes.confirm.push(plan.claim);
		}
		return record;
	}
	if (answer.outcome !== 'unknown') {
		notes.release.push(plan.claim);
		return { ...failed(provider, account, draft, answer.failure), protection };
	}
	const found = await findAfterwards(draft, book.lookUp, context, 'sent');
	if (found) {
		const record = { ...checkedAgainst(draft, found), protection };
		steps.remember(record);
		if (!provider.keepsReference) notes.confirm.push(plan.claim);
		return record;
	}
	const failure = {
		...answer.failure,
		code: 'outcome_unknown',
		message: `${answer.failure.message} Whether the refund was made is unknown.`,
		advice: await advice(draft, context),
	};
	return { ...unknownOutcome(provider, account, draft, failure), protection };
}

async function advice(draft: RefundDraft, { provider, steps }: Context): Promise<string> {
	const evidence = await steps.evidence(draft);
	return `${evidence ? `${evidence} ` : ''}${whatToDo(provider, draft.paymentId)}`;
}

function noTrace(plan: Plan, evidence: string | null, { provider }: Context): Failure {
	return {
		code: 'claimed_without_trace',
		message:
			`An earlier run has claimed Refund Reference "${plan.draft.reference}" of this payment, ` +
			`and ${provider.title} shows no refund for it. It may have been sent, so nothing was sent now.`,
		advice: `${evidence ? `${evidence} ` : ''}${whatToDo(provider, plan.draft.paymentId)}`,
	};
}

const NO_CLAIM: Failure = {
	code: 'claim_unavailable',
	message:
		"The refund could not be claimed in n8n's database, so nothing was sent: without a claim it might be made twice.",
	advice: "Save the workflow and run it again. If it stays, check n8n's log and database.",
};

const CANCELED: Failure = {
	code: 'execution_canceled',
	message: 'The execution was canceled before this refund was sent. Nothing was sent.',
	advice: 'Run it again to make the refund.',
};
