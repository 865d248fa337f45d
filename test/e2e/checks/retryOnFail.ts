import type { FaultKind } from '../../../sandbox';
import type { Check } from '../check';
import {
	createNode,
	openOrderDesk,
	ordersFor,
	type Order,
	type Outcome,
} from '../../../harness/orders';
import { everyProvider, type ProviderUnderTest } from '../../../harness/providers';
import type { Stage } from '../../../harness/stage';
import { assertHonest, tally, type Tally } from '../tally';

/** Every way an answer to a refund request can go wrong, and two that do not. */
const FAULTS: Array<FaultKind | undefined> = [
	undefined,
	'timeout_before',
	'timeout_after',
	'reset_before',
	'reset_after',
	'401',
	'429',
	'502',
	'502_after',
	'500',
	'500_after',
	'html',
	'html_500',
	'truncated',
	'empty_before',
	'empty_after',
	'error_body',
	'slow',
	undefined,
];
const DELIVERIES = 2;

export const retryOnFail: Check = {
	name: 'Retry On Fail × 5 with every fault in one batch, delivered twice',
	run: async (stage) =>
		await Promise.all(everyProvider.map((provider) => retryAt(stage, provider))),
};

async function retryAt(stage: Stage, provider: ProviderUnderTest): Promise<Tally> {
	const node = createNode(
		provider,
		{ retryOnFail: true, maxTries: 5, waitBetweenTries: 100 },
		{ timeout: 2 },
	);
	const desk = await openOrderDesk(stage, node, `retry-${provider.name}`);
	const orders = ordersFor(provider.name, 'retry', FAULTS.length);
	injectFaults(stage, orders);
	const runs: Outcome[][] = [];
	for (let delivery = 0; delivery < DELIVERIES; delivery += 1) {
		const outcomes = await desk.send(orders);
		assertHonest(stage, outcomes);
		runs.push(outcomes);
	}
	return tally(stage, `Retry On Fail × 5, ${provider.name}`, orders, runs);
}

function injectFaults({ sandbox }: Stage, orders: Order[]): void {
	orders.forEach(({ provider, payment }, index) => {
		const kind = FAULTS[index];
		if (kind !== undefined) sandbox.inject({ kind, match: 'create', provider, paymentId: payment });
	});
}
