import { strict as assert } from 'node:assert';
import { outputsOf, run, waitForExecution } from '../../../harness/n8n/executions';
import { importWorkflow } from '../../../harness/n8n/workflows';
import type { Check } from '../check';
import { everyProvider } from '../../../harness/providers';
import { refundThenCheck } from '../refundThenCheck';

export const createAndGet: Check = {
	name: 'create, then wait for the outcome, gives the same record at each provider',
	async run({ session, credentials }) {
		const shapes = new Map<string, string>();
		for (const provider of everyProvider) {
			const saved = await importWorkflow(
				session,
				refundThenCheck(provider, 'create-and-get'),
				credentials,
			);
			const execution = await waitForExecution(session, await run(session, saved, 'Start'));
			assert.equal(execution.status, 'success', `${provider.name}: ${execution.error}`);
			const [created] = outputsOf(execution, 'Refund')[0] ?? [];
			const [checked] = outputsOf(execution, 'Check')[0] ?? [];
			assert.equal(created?.json.amount, '12.50', provider.name);
			assert.equal(checked?.json.status, 'succeeded', provider.name);
			assert.equal(checked?.json.refundId, created?.json.refundId, provider.name);
			for (const item of [created, checked]) {
				shapes.set(
					Object.keys(item?.json ?? {})
						.sort()
						.join(),
					provider.name,
				);
			}
		}
		assert.equal(shapes.size, 1, `records differ in shape: ${[...shapes].join(' | ')}`);
	},
};
