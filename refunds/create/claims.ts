/** The claims of one run: what becomes of earlier ones travels with the next. */
import type { Failure } from '../exchange';
import type { Claim, ClaimChanges, ClaimRequest, RefundPorts } from './ports';
import type { Executed, Plan } from './work';

export interface Claims {
	/** Claims plans, all in one go. Never throws. */
	claim(plans: readonly Plan[]): Promise<Map<Plan, Claim>>;
	/** Says what becomes of a claim that was won; it is done with the next claims at the latest. */
	done(plan: Plan, fate: Executed['claim']): void;
	/**
	 * Does what is left where a refund was refused: were the run cut off before the next claims,
	 * nobody could tell that it was not made. What was accepted was made, and can wait.
	 */
	settleRefused(): Promise<void>;
	/** Does what is left to be done. */
	settle(): Promise<void>;
}

export function openClaims(ports: RefundPorts): Claims {
	const pending: Record<'release' | 'confirm', ClaimRequest[]> = { release: [], confirm: [] };
	const take = (): ClaimChanges => ({
		release: pending.release.splice(0),
		confirm: pending.confirm.splice(0),
	});
	const settle = async (changes: ClaimChanges): Promise<void> => {
		if (changes.release.length + changes.confirm.length > 0) await ports.settle(changes);
	};

	return {
		async claim(plans) {
			if (plans.length === 0) return new Map();
			const before = take();
			const requests = plans.map((plan) => plan.claim);
			const answers = await ports.claim(requests, before).catch(notAnswered);
			const claims = plans.map((plan, index) => [plan, answers[index] ?? NO_ANSWER] as const);
			// Then nothing of it is certain to have been done. The port does none of it twice.
			if (claims.every(([, { kind }]) => kind === 'unavailable')) await settle(before);
			return new Map(claims);
		},
		done(plan, fate) {
			if (fate !== 'keep') pending[fate].push(plan.claim);
		},
		async settleRefused() {
			if (pending.release.length > 0) await settle(take());
		},
		settle: async () => await settle(take()),
	};
}

function notAnswered(): Claim[] {
	return [];
}

const failure: Failure = {
	code: 'claim_unavailable',
	message:
		'The refund could not be claimed, so nothing was sent: without a claim it might be made twice.',
	advice: "Run it again. If it stays, check n8n's log and database.",
};

const NO_ANSWER: Claim = { kind: 'unavailable', failure };
