/** Plays many scenarios in one process, side by side, and judges them in the end. */
import { startSandbox, type MovedRefund } from '../../sandbox';
import { ClaimTable } from '../support/claimTable';
import { loadProcesses } from './builds';
import type { Build } from './guards';
import { judge, type Verdict } from './judge';
import { play, type Played, type Stage } from './play';
import type { Scenario } from './scenario';

const SETTLE_MS = 150;
/** More would make answers late enough to be taken for time-outs. */
const SIDE_BY_SIDE = 12;

interface RoundOptions {
	build: Build;
	/** Default: the project's own. */
	dist?: string | undefined;
	onPlayed?: () => void;
}

export async function playRound(
	scenarios: readonly Scenario[],
	{ build, dist, onPlayed }: RoundOptions,
): Promise<Verdict[]> {
	const sandboxes: Stage['sandboxes'] = [
		await startSandbox({ settleMs: SETTLE_MS }),
		await startSandbox({ settleMs: SETTLE_MS, mobileMoneyShowsRefunds: true }),
	];
	try {
		const stage: Stage = {
			sandboxes,
			claims: new ClaimTable(),
			packs: loadProcesses(build, dist),
			settleMs: SETTLE_MS,
		};
		const played = await sideBySide(scenarios, async (scenario) => {
			const result = await play(scenario, stage);
			onPlayed?.();
			return result;
		});
		const byPayment = refundsByPayment(sandboxes);
		return scenarios.map((scenario, index) => {
			const result = played[index] as Played;
			return judge(
				scenario,
				result,
				result.paymentIds.flatMap((id) => byPayment.get(id) ?? []),
			);
		});
	} finally {
		await Promise.all(sandboxes.map(async (sandbox) => await sandbox.stop()));
	}
}

function refundsByPayment(sandboxes: Stage['sandboxes']): Map<string, MovedRefund[]> {
	const byPayment = new Map<string, MovedRefund[]>();
	for (const refund of sandboxes.flatMap((sandbox) => sandbox.refunds({ all: true }))) {
		const refunds = byPayment.get(refund.paymentId) ?? [];
		refunds.push(refund);
		byPayment.set(refund.paymentId, refunds);
	}
	return byPayment;
}

async function sideBySide<T, R>(
	entries: readonly T[],
	work: (entry: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const lane = async (): Promise<void> => {
		for (let index = next++; index < entries.length; index = next++) {
			results[index] = await work(entries[index] as T);
		}
	};
	await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
	return results;
}
