import { strict as assert } from 'node:assert';
import type { Fault } from '../../../sandbox';
import { cancel, outputsOf, run, waitForExecution } from '../../../harness/n8n/executions';
import { importWorkflow } from '../../../harness/n8n/workflows';
import type { Check } from '../check';
import { untilTaken } from '../interruption';
import type { Outcome } from '../../../harness/orders';
import { everyProvider, type ProviderUnderTest } from '../../../harness/providers';
import { orderForOne, refundThenCheck } from '../refundThenCheck';
import type { Stage } from '../../../harness/stage';
import { tally, type Tally } from '../tally';

/** What keeps the outcome from being read. */
const byRefund: Fault[] = [{ kind: 'timeout_before', match: 'getRefund' }];
/** Where a refund is read like a payment; and the payment has been read before. */
const byPayment: Fault[] = [
	{ kind: 'slow', ms: 1, match: 'getPayment' },
	{ kind: 'timeout_before', match: 'getPayment' },
];

export const cancelWhileWaiting: Check = {
	name: 'canceled by the user while it waits for an outcome, then run again',
	run: async (stage) =>
		await Promise.all(everyProvider.map((provider) => cancelAt(stage, provider))),
};

async function cancelAt(stage: Stage, provider: ProviderUnderTest): Promise<Tally> {
	const { session, sandbox, credentials } = stage;
	const saved = await importWorkflow(session, refundThenCheck(provider, 'cancel'), credentials);
	const hangs = provider.tells.refundAsPayment ? byPayment : byRefund;
	for (const fault of hangs) sandbox.inject({ ...fault, provider: provider.name });
	const first = await run(session, saved, 'Start');
	await untilTaken(stage);
	await cancel(session, first);
	const canceled = await waitForExecution(session, first);
	assert.equal(canceled.status, 'canceled', provider.name);

	const second = await waitForExecution(session, await run(session, saved, 'Start'));
	const [made = [], checked = []] = ['Refund', 'Check'].map((node) =>
		outputsOf(second, node)
			.flat()
			.map(({ json }) => json as unknown as Outcome),
	);
	assert.equal(made[0]?.duplicate, true, `${provider.name}: ${second.error}`);
	// Another worker knows a refund at Redstone or Vesicash by its claim only: nothing to check by.
	if (made[0].refundId !== null) {
		assert.equal(checked[0]?.status, 'succeeded', `${provider.name}: ${second.error}`);
	}
	const fault = `canceled while waiting, ${provider.name}`;
	return tally(stage, fault, [orderForOne(provider, 'cancel')], [made]);
}
