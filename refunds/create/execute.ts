/** One refund from its claim to its record: send once, and look where nobody knows. */
import { formatMoney } from '../money';
import type { Failure } from '../exchange';
import type { RefundDraft, Sorted } from '../provider';
import type { RefundRecord } from '../refund';
import { isOver } from './earlier';
import { lookAgain } from './lookAgain';
import { checkedAgainst, failed, isMismatch, unknownOutcome, whatToDo } from './outcome';
import type { RefundRun } from './ports';
import type { Executed, OpenPayment, Plan } from './work';

/**
 * Carries out a plan whose claim is won.
 * @param onSent called once the request is on its way
 */
export async function executePlan(
	plan: Plan,
	run: RefundRun,
	onSent: () => void,
): Promise<Executed> {
	const { once, asked } = plan;
	if (once.kind === 'refuse') return notMade(failed(run, asked, once.failure));
	if (run.ports.canceled()) return notMade(failed(run, asked, CANCELED));
	const answering = run.ports.send(once.draft);
	onSent();
	const sent: Sent = { plan, draft: once.draft, payment: once.payment };
	const { record, claim } = await afterwards(await answering, sent, run);
	return { record: { ...record, protection: protectionOf(sent, run) }, claim };
}

/** A request that has left. */
interface Sent {
	plan: Plan;
	draft: RefundDraft;
	payment: OpenPayment;
}

/** What the answer to a send means, with a look where it does not say for certain. */
async function afterwards(answer: Sorted, sent: Sent, run: RefundRun): Promise<Executed> {
	if (answer.outcome === 'accepted') return made(answer.refund, sent, run);
	const isNo = answer.outcome === 'refused' || answer.outcome === 'not_sent';
	const no = notMade(failed(run, sent.plan.asked, answer.failure));
	const isSuspect = answer.outcome === 'refused' && answer.suspect === true;
	if (isNo && !isSuspect) return no;

	const seen = await lookAgain(sent.plan, sent.payment, run);
	if (seen.kind === 'found') return made(seen.refund, sent, run);
	if (isNo && seen.certain) return no;
	const why = isNo ? afterSuspectNo(run) : 'Whether the refund was made is unknown.';
	const record = unknownOutcome(run, sent.plan.asked, {
		code: 'outcome_unknown',
		message: `${answer.failure.message} ${why}`,
		advice: await adviceFor(sent.draft, seen.alike, run),
	});
	return { record, claim: 'keep' };
}

function notMade(record: RefundRecord): Executed {
	return { record, claim: 'release' };
}

/** A refund the provider has, whatever it has made of it. */
function made(refund: RefundRecord, { draft, payment }: Sent, run: RefundRun): Executed {
	const { provider, ports } = run;
	const record = checkedAgainst(draft, refund, payment.lookUp.recordId);
	if (record.refundId !== null) payment.lookUp.refunds.push(record);
	const isShown = provider.tells.reference && payment.lookUp.complete;
	// The next try counts it where the look-up shows it; where not, the claim must go.
	if (isOver(record)) return { record, claim: isShown ? 'keep' : 'release' };
	ports.remember(record);
	// A claim that says "accepted" is believed, so it must not say so of something else.
	return { record, claim: isShown || isMismatch(record) ? 'keep' : 'confirm' };
}

function protectionOf({ draft, payment }: Sent, { provider }: RefundRun): string {
	const guards = provider.providerGuards(draft.options) ? ['provider'] : [];
	return [...guards, 'claim', ...(payment.lookUp.complete ? ['lookup'] : [])].join('+');
}

function afterSuspectNo({ provider }: RefundRun): string {
	return (
		'This may be because the request was doubled on its way and the refund is already made: ' +
		`${provider.title} does not show whether it is.`
	);
}

async function adviceFor(
	draft: RefundDraft,
	alike: readonly RefundRecord[],
	{ provider, ports }: RefundRun,
): Promise<string> {
	const seen = alike.map(
		({ refundId }) =>
			`A refund of ${formatMoney(draft.money)} ${draft.money.currency} (${refundId}) has appeared since: it may be this one, or somebody else's.`,
	);
	const evidence = await ports.evidence(draft);
	return [...seen, evidence ?? '', whatToDo(provider, draft.paymentId)]
		.filter((text) => text !== '')
		.join(' ');
}

const CANCELED: Failure = {
	code: 'execution_canceled',
	message: 'The execution was canceled before this refund was sent. Nothing was sent.',
	advice: 'Run it again to make the refund.',
};
