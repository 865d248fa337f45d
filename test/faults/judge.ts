/** Compares what executions said with what the sandbox really did. */
import { leavesByRefunded } from '../../refunds/create/outcome';
import type { RefundRecord } from '../../refunds/refund';
import { providersUnderTest } from '../../harness/providers';
import type { MovedRefund } from '../../sandbox';
import type { Played } from './play';
import type { Scenario } from './scenario';

export interface Verdict {
	id: string;
	executions: number;
	/** Refunds asked for; items with the same reference are one. */
	asked: number;
	/** Refunds at the provider whose money moved or is on its way. */
	made: number;
	/** Refunds made beyond the first one of each that was asked for. */
	twice: number;
	/** 1 where more was refunded than was paid. */
	over: number;
	/** Answers that are missing, say nothing, or say what is not so. */
	unsaid: number;
	/** Answers that say in so many words that nobody knows. */
	unknown: number;
	/** What is wrong, for people. */
	complaints: string[];
}

export function judge(scenario: Scenario, played: Played, refunds: MovedRefund[]): Verdict {
	const names = new Set(scenario.items.map(({ name }) => name));
	const moved = refunds.filter(({ status }) => status === 'pending' || status === 'succeeded');
	const complaints: string[] = [];
	let twice = 0;
	for (const name of names) {
		const count = moved.filter((refund) => nameOf(refund) === name).length;
		if (count <= 1) continue;
		twice += count - 1;
		complaints.push(`${name} was made ${count} times`);
	}
	const paid = BigInt(scenario.paid.replace('.', ''));
	const sum = moved.reduce((total, { amountMinor }) => total + amountMinor, 0n);
	if (sum > paid) complaints.push(`${sum} was refunded of ${paid}`);
	const answers = answersOf(scenario, played);
	const wrong = answers.flatMap((answer) => whatIsWrong(answer, refunds));
	return {
		id: scenario.id,
		executions: played.executions,
		asked: names.size,
		made: moved.length,
		twice,
		over: sum > paid ? 1 : 0,
		unsaid: wrong.length,
		unknown: answers.filter(({ record }) => record?.status === 'unknown').length,
		complaints: [...complaints, ...wrong],
	};
}

const nameOf = (refund: MovedRefund) => providersUnderTest[refund.provider].note.of(refund);

interface Answer {
	name: string;
	record: RefundRecord | undefined;
	/** Whether nobody has the last word on this refund, and this answer is not alone. */
	contradicted: boolean;
}

function answersOf({ items, mode }: Scenario, { said }: Played): Answer[] {
	const atOnce = mode === 'webhook_twice' || mode === 'two_workers';
	const all = said.flatMap((records, run) =>
		items.map(({ name }, index) => ({ name, run, record: records?.[index] })),
	);
	return all.map(({ name, run, record }) => ({
		name,
		record,
		// One of two executions at once may find nothing to do; the other says what was made.
		contradicted: all.some(
			(other) =>
				other.name === name &&
				(atOnce || other.run > run) &&
				other.record !== undefined &&
				other.record.status !== 'failed',
		),
	}));
}

/** Codes by which the node speaks of this run alone, whatever an earlier one did. */
const ABOUT_THIS_RUN = new Set(['lookup_failed', 'reference_conflict']);

function whatIsWrong({ name, record, contradicted }: Answer, refunds: MovedRefund[]): string[] {
	if (!record) return [`${name}: nothing was said`];
	const own = refunds.filter((refund) => nameOf(refund) === name);
	const { status, failureCode, failureMessage, refundId, amountMinor } = record;
	const saying = `${name}: said ${status} (${failureCode ?? refundId}: ${failureMessage ?? amountMinor})`;
	if (leavesByRefunded(record)) {
		// A refund that was on its way then may have failed since. Its id and amount are not always known.
		const real = own.some(
			(refund) =>
				(refundId === null || refund.refundId === refundId) &&
				(amountMinor === null || refund.amountMinor === BigInt(amountMinor)),
		);
		return real ? [] : [`${saying}, but there is no such refund of it`];
	}
	if (!failureCode || !failureMessage) return [`${saying}: without a reason`];
	if (status === 'unknown') {
		const named = /dashboard|Look the refund up/.test(failureMessage);
		return named ? [] : [`${saying}: without what to do`];
	}
	const made = own.some((refund) => refund.status === 'pending' || refund.status === 'succeeded');
	const isWrong = status === 'failed' && made && !contradicted && !ABOUT_THIS_RUN.has(failureCode);
	return isWrong ? [`${saying}, but it was made`] : [];
}
