/** Compares what executions said with what the sandbox really did. */
import { providersUnderTest } from '../../harness/providers';
import { leavesByRefunded } from '../../refunds/create/outcome';
import type { RefundRecord } from '../../refunds/refund';
import type { MovedRefund } from '../../sandbox';
import type { Crippled } from './guards';
import type { Played } from './play';
import { atOnce, isInterrupted, type Scenario } from './scenario';

export interface Verdict {
	id: string;
	executions: number;
	/** Refunds asked for; items with the same reference are one. */
	asked: number;
	/** Refunds at the provider whose money moved or is on its way. */
	made: number;
	/** Refunds made beyond the first one of each that was asked for. */
	twice: number;
	/** Payments of which more was refunded than was paid. */
	over: number;
	/** Answers that are missing, say nothing, or say what is not so. */
	unsaid: number;
	/** Of these, answers that say failed of a refund that was made. */
	denied: number;
	/** Answers that say in so many words that nobody knows. */
	unknown: number;
	/** Refunds whose last word is that nobody knows, though nothing was sent and nobody still can. */
	needless: number;
	/** How many of these there may be. */
	mostNeedless: number;
	/** What is wrong, for people. */
	complaints: string[];
}

/** What a crash or a cut may leave between claim and send: a wave. Payments at Once may be more. */
const MOST_NEEDLESS = 10;

export function judge(scenario: Scenario, played: Played, refunds: MovedRefund[]): Verdict {
	const names = [...new Set(scenario.items.map(({ name }) => name))];
	const moved = refunds.filter(isMoved);
	const complaints: string[] = [];
	let twice = 0;
	for (const name of names) {
		const count = moved.filter((refund) => nameOf(refund) === name).length;
		if (count <= 1) continue;
		twice += count - 1;
		complaints.push(`${name} was made ${count} times`);
	}
	const over = overRefunded(scenario, moved);
	complaints.push(...over);
	const answers = answersOf(scenario, played);
	const wrong = answers.flatMap((answer) => whatIsWrong(answer, refunds));
	const needless = names.filter((name) => isNeedless(name, answers, played)).length;
	const mostNeedless = isInterrupted(scenario.mode)
		? Math.max(MOST_NEEDLESS, scenario.concurrency ?? 0)
		: 0;
	if (needless > mostNeedless)
		complaints.push(`${needless} are unknown, and nothing was sent for them`);
	return {
		id: scenario.id,
		executions: played.executions,
		asked: names.length,
		made: moved.length,
		twice,
		over: over.length,
		unsaid: wrong.length,
		denied: answers.filter((answer) => isDenied(answer, refunds)).length,
		unknown: answers.filter(({ record }) => record?.status === 'unknown').length,
		needless,
		mostNeedless,
		complaints: [...complaints, ...wrong],
	};
}

/** Whether the campaign sees what a crippled build does. */
export function isFound({ counted }: Crippled, verdicts: readonly Verdict[]): boolean {
	if (counted !== 'needless') return verdicts.some((verdict) => verdict[counted] > 0);
	return verdicts.some(({ needless, mostNeedless }) => needless > mostNeedless);
}

const isMoved = ({ status }: MovedRefund) => status === 'pending' || status === 'succeeded';

const nameOf = (refund: MovedRefund) => providersUnderTest[refund.provider].note.of(refund);

function overRefunded({ paid }: Scenario, moved: MovedRefund[]): string[] {
	const limit = BigInt(paid.replace('.', ''));
	const sums = new Map<string, bigint>();
	for (const { paymentId, amountMinor } of moved) {
		sums.set(paymentId, (sums.get(paymentId) ?? 0n) + amountMinor);
	}
	return [...sums.values()]
		.filter((sum) => sum > limit)
		.map((sum) => `${sum} was refunded of ${limit}`);
}

interface Answer {
	name: string;
	/** Which of the executions that said something. */
	run: number;
	record: RefundRecord | undefined;
	/** Whether no other execution could be in its way. */
	alone: boolean;
	/** Whether nobody has the last word on this refund, and this answer is not alone. */
	contradicted: boolean;
}

function answersOf({ items, mode }: Scenario, { said }: Played): Answer[] {
	const byName = new Map<string, Array<Omit<Answer, 'alone' | 'contradicted'>>>();
	const all = said.flatMap((records, run) =>
		items.map(({ name }, index) => ({ name, run, record: records?.[index] })),
	);
	for (const answer of all) byName.set(answer.name, [...(byName.get(answer.name) ?? []), answer]);
	return all.map((answer) => ({
		...answer,
		alone: !atOnce(mode) && !isInterrupted(mode),
		// One of two executions at once may find nothing to do; the other says what was made.
		contradicted: (byName.get(answer.name) ?? []).some(
			(other) =>
				(atOnce(mode) || other.run > answer.run) &&
				other.record !== undefined &&
				other.record.status !== 'failed',
		),
	}));
}

function isNeedless(name: string, answers: Answer[], { sent, said }: Played): boolean {
	const last = answers.filter((answer) => answer.name === name && answer.run === said.length - 1);
	const isUnknown = last.some(({ record }) => record?.status === 'unknown');
	return isUnknown && !sent.some((body) => body.includes(`"${name}"`));
}

/** Whether an answer says failed, which means certainly not refunded, of a refund that was made. */
function isDenied({ name, record, contradicted }: Answer, refunds: MovedRefund[]): boolean {
	if (record?.status !== 'failed' || contradicted) return false;
	// It speaks of another amount under a reference that is taken, and says so.
	if (record.failureCode === 'reference_conflict') return false;
	return refunds.some((refund) => nameOf(refund) === name && isMoved(refund));
}

function whatIsWrong(answer: Answer, refunds: MovedRefund[]): string[] {
	const { name, record, alone } = answer;
	if (!record) return [`${name}: nothing was said`];
	const { status, failureCode, failureMessage, refundId, amountMinor } = record;
	const saying = `${name}: said ${status} (${failureCode ?? refundId}: ${failureMessage ?? amountMinor})`;
	if (leavesByRefunded(record)) {
		// A refund that was on its way then may have failed since. Its id and amount are not always known.
		const real = refunds.some(
			(refund) =>
				nameOf(refund) === name &&
				(refundId === null || refund.refundId === refundId) &&
				(amountMinor === null || refund.amountMinor === BigInt(amountMinor)),
		);
		return real ? [] : [`${saying}, but there is no such refund of it`];
	}
	if (!failureCode || !failureMessage) return [`${saying}: without a reason`];
	// The database is always there; another run may have had the claim, or the time was up.
	if (alone && failureCode === 'claim_unavailable') return [`${saying}, and a claim could be made`];
	if (status === 'unknown') {
		const named = /dashboard|Look the refund up/.test(failureMessage);
		return named ? [] : [`${saying}: without what to do`];
	}
	return isDenied(answer, refunds) ? [`${saying}, but it was made`] : [];
}
