import { faultKinds, type FaultKind } from '../../../sandbox';
import type { Check } from '../check';
import { createNode, openOrderDesk, ordersFor } from '../../../harness/orders';
import { everyProvider, type ProviderUnderTest } from '../../../harness/providers';
import type { Stage } from '../../../harness/stage';
import { assertHonest, tally, type Tally } from '../tally';

const BATCH = 200;
const ROUNDS = 3;
const DELIVERIES = 2;

export const faultyBatches: Check = {
	name: 'batches of 200 in which every refund meets a fault, delivered twice',
	run: async (stage) =>
		await Promise.all(everyProvider.map((provider) => batchesAt(stage, provider))),
};

async function batchesAt(stage: Stage, provider: ProviderUnderTest): Promise<Tally> {
	const node = createNode(
		provider,
		{ retryOnFail: true, maxTries: 5, waitBetweenTries: 100 },
		{ timeout: 2, concurrency: 50 },
	);
	const desk = await openOrderDesk(stage, node, `batches-${provider.name}`);
	const kinds = Object.keys(faultKinds) as FaultKind[];
	const rows: Tally[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		const orders = ordersFor(provider.name, `batch-${round}`, BATCH);
		orders.forEach(({ payment }, index) => {
			const kind = kinds[(index + round) % kinds.length] as FaultKind;
			stage.sandbox.inject({ kind, match: 'create', provider: provider.name, paymentId: payment });
		});
		const runs = [];
		for (let delivery = 0; delivery < DELIVERIES; delivery += 1) {
			const outcomes = await desk.send(orders);
			assertHonest(stage, outcomes);
			runs.push(outcomes);
		}
		rows.push(tally(stage, `a fault for each of ${BATCH}, ${provider.name}`, orders, runs));
	}
	return sum(rows);
}

/** The same fault in several rounds is one row. */
function sum([first, ...others]: Tally[]): Tally {
	return others.reduce(
		(total, row) => ({
			...total,
			runs: total.runs + row.runs,
			asked: total.asked + row.asked,
			made: total.made + row.made,
			twice: total.twice + row.twice,
			unsaid: total.unsaid + row.unsaid,
		}),
		first as Tally,
	);
}
