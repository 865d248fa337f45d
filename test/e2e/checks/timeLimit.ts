import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { executionsOf, waitForExecution } from '../../../harness/n8n/executions';
import { createNode, openOrderDesk, ordersFor, type Order } from '../../../harness/orders';
import { everyProvider, type ProviderUnderTest } from '../../../harness/providers';
import type { Stage } from '../../../harness/stage';
import type { Check } from '../check';
import { assertHonest, tally, type Tally } from '../tally';

const BATCH = 40;
/** Long enough for the whole batch to be delivered again, on a machine with more to do. */
const LIMIT_SECONDS = 25;
/** The refund whose send hangs until the time is up. */
const HANGS = 4;
/** More of a batch must not be left for a person to look up. */
const MOST_UNKNOWN = 10;

export const timeLimit: Check = {
	name: `a batch of ${BATCH} that the workflow's time limit ends, then delivered again`,
	run: async (stage) => await Promise.all(everyProvider.map((provider) => cutOff(stage, provider))),
};

async function cutOff(stage: Stage, provider: ProviderUnderTest): Promise<Tally> {
	const desk = await openOrderDesk(
		stage,
		createNode(provider, {}, { timeout: 300, concurrency: 1 }),
		`limit-${provider.name}`,
		{ executionTimeout: LIMIT_SECONDS },
	);
	const orders = ordersFor(provider.name, 'limit', BATCH);
	const { payment } = orders[HANGS] as Order;
	stage.sandbox.inject({
		kind: 'timeout_before',
		match: 'create',
		provider: provider.name,
		paymentId: payment,
	});
	// n8n never answers the caller of an execution whose time is up.
	void desk.send(orders).catch(() => undefined);
	await untilEnded(stage, desk.workflow.id);
	const again = await desk.send(orders);
	assertHonest(stage, again);
	const unknown = again.filter(({ status }) => status === 'unknown').length;
	assert.ok(unknown <= MOST_UNKNOWN, `${provider.name}: ${unknown} of ${BATCH} are unknown`);
	console.log(`time limit, ${provider.name}: ${unknown} of ${BATCH} unknown`);
	return tally(stage, `time limit in a batch of ${BATCH}, ${provider.name}`, orders, [again]);
}

/** Waits until the only execution of a workflow has ended, and what it left to do is done. */
async function untilEnded({ session }: Stage, workflowId: string): Promise<void> {
	await pause(LIMIT_SECONDS * 1000);
	const [id = ''] = await executionsOf(session, workflowId, 1);
	await waitForExecution(session, id);
	await pause(3_000);
}
