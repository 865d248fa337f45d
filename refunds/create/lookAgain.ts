/** Looks for a refund of ours after a send nobody can say the outcome of. */
import { formatMoney } from '../money';
import type { LookUp } from '../provider';
import type { RefundRecord } from '../refund';
import { isOver, refundsUnder } from './earlier';
import type { RefundRun } from './ports';
import type { OpenPayment, Plan } from './work';

type Seen =
	| { kind: 'found'; refund: RefundRecord }
	/**
	 * No look shows it. Certain: the last one showed every refund of the payment. Alike: new refunds
	 * of the same amount, where the provider does not say whose they are.
	 */
	| { kind: 'none'; certain: boolean; alike: RefundRecord[] };

/** Looks after each of the policy's pauses, until the refund is found. */
export async function lookAgain(plan: Plan, state: OpenPayment, run: RefundRun): Promise<Seen> {
	const { provider, ports, policy } = run;
	let last: LookUp | null = null;
	for (const pause of policy.lookPauses) {
		await ports.pause(pause);
		last = await lookUpNow(plan, run);
		const seen = refundsUnder(plan.names.references, freshIn(last, state));
		// One that failed meanwhile says nothing of one that stands beside it.
		const ours = seen.find((refund) => !isOver(refund)) ?? seen[0];
		if (ours) return { kind: 'found', refund: ours };
	}
	const { money } = plan.asked;
	const alike = provider.tells.reference
		? []
		: freshIn(last, state).filter(
				({ amount, currency }) =>
					money !== null && amount === formatMoney(money) && currency === money.currency,
			);
	return { kind: 'none', certain: provider.tells.reference && last?.complete === true, alike };
}

/** Refunds that were not there when the payment was looked up, nor made by this run since. */
function freshIn(lookUp: LookUp | null, state: OpenPayment): RefundRecord[] {
	const known = new Set(state.lookUp.refunds.map(({ refundId }) => refundId));
	return (lookUp?.refunds ?? []).filter(({ refundId }) => !known.has(refundId));
}

/** Null where it is not readable now; the next look may be. */
export async function lookUpNow({ order }: Plan, { ports }: RefundRun): Promise<LookUp | null> {
	try {
		return await ports.lookUp(order);
	} catch {
		return null;
	}
}
