/** One refund from its claim to its record: send once, and look where nobody knows. */
import { isOtherAmount, type Book, type Plan } from './plan';
import { formatMoney } from '../money';
import type { Failure } from '../exchange';
import type { RefundDraft } from '../provider';
import { claimKey, idempotencyKey } from './reference';
import { referenceConflict } from './refusals';
import type { RefundRecord } from '../refund';
import type { Claim, ClaimNotes, Context } from './ports';
import { lookAgain } from './lookAgain';
import {
	acceptedEarlier,
	asDuplicate,
	checkedAgainst,
	failed,
	unknownOutcome,
	whatToDo,
} from './outcome';

/**
 * Whether an order that finds its claim held may be sent even so: the user chose it, and the
 * look-up shows every refund of the payment. Such a claim must be followed by its send at once, so
 * that whoever waits for `sendTimeout` knows the send to be over; and it is never released, so that
 * all who come later meet at the claim of `sendAgain`, which only one of them can hold.
 */
export function mayBeSentAgain({ draft, refusal }: Plan, { lookUp }: Book): boolean {
	return refusal === null && draft.options.onNoTrace === 'send' && lookUp.complete;
}

/** From the claim to a record, for one refund. What to do about its claim goes into `notes`. */
export async function executePlan(
	plan: Plan,
	book: Book,
	claim: Claim,
	context: Context,
	notes: ClaimNotes,
): Promise<RefundRecord> {
	const { provider, account } = context;
	if (claim === 'unavailable') return failed(provider, account, plan.asked, NO_CLAIM);
	if (claim === 'accepted') {
		return acceptedEarlier(provider, account, plan.asked, plan.draft.reference);
	}
	if (claim === 'held') return await behindAnother(plan, book, context, notes);
	if (plan.refusal) {
		notes.release.push(plan.claim);
		return failed(provider, account, plan.asked, plan.refusal);
	}
	const release = mayBeSentAgain(plan, book) ? [] : notes.release;
	return await sendOnce(plan, book, context, { ...notes, release });
}

/** Another run has the claim: one of now, or one that was cut off. */
async function behindAnother(
	plan: Plan,
	book: Book,
	context: Context,
	notes: ClaimNotes,
): Promise<RefundRecord> {
	const { provider, account, steps, policy } = context;
	const found = await lookAgain(plan.draft, book, context, 'held');
	if (found) return returned(plan, found, context);
	if (mayBeSentAgain(plan, book)) {
		// Whoever holds the claim may be sending at this moment: wait until that is over, then look.
		await steps.pause(policy.sendTimeout);
		const late = await lookAgain(plan.draft, book, context, 'held');
		if (late) return returned(plan, late, context);
		const again = againOf(plan);
		const [claim] = await steps.claim([again.claim]);
		if (claim === 'won') return await sendOnce(again, book, context, notes);
	}
	const evidence = plan.asked.money ? await steps.evidence(plan.draft) : null;
	return unknownOutcome(provider, account, plan.asked, noTrace(plan, evidence, context));
}

/** The same plan under a claim and a key of its own. */
function againOf(plan: Plan): Plan {
	const attempt = `${plan.attempt}, again`;
	return {
		...plan,
		claim: { ...plan.claim, key: claimKey(plan.name, attempt) },
		draft: { ...plan.draft, idempotencyKey: idempotencyKey(plan.name, attempt) },
	};
}

/** What the holder of the claim has made, if it is what was asked for. */
function returned(plan: Plan, found: RefundRecord, { provider, account }: Context): RefundRecord {
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
	context: Context,
	notes: ClaimNotes,
): Promise<RefundRecord> {
	const { provider, account, steps } = context;
	const { draft } = plan;
	if (steps.canceled()) {
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
			steps.remember(record);
			if (!provider.tells.reference) notes.confirm.push(plan.claim);
		}
		// Later refunds of this batch must not take it for theirs.
		if (record.refundId === null) book.unclear.add(draft.money.minor);
		else book.lookUp.refunds.push(record);
		return record;
	};
	const answer = await steps.send(draft);
	if (answer.outcome === 'accepted') return made(answer.refund);
	if (answer.outcome !== 'unknown') {
		notes.release.push(plan.claim);
		return { ...failed(provider, account, draft, answer.failure), protection };
	}
	const found = await lookAgain(draft, book, context, 'sent');
	if (found) return made(found);
	book.unclear.add(draft.money.minor);
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
			`and ${provider.title} shows no refund under it. It may have been sent, so nothing was sent now.`,
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
