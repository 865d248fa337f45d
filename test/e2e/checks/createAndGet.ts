import { strict as assert } from 'node:assert';
import { NodeConnectionTypes, type INode } from 'n8n-workflow';
import { outputsOf, run, waitForExecution } from '../../../scripts/n8n/executions';
import { importWorkflow, type WorkflowFile } from '../../../scripts/n8n/workflows';
import type { Check } from '../check';
import { createNode } from '../orders';
import { paymentId, providersUnderTest, type ProviderUnderTest } from '../providers';

export const createAndGet: Check = {
	name: 'create, then wait for the outcome, gives the same record at each provider',
	async run({ session, credentials }) {
		const shapes = new Map<string, string>();
		for (const provider of providersUnderTest) {
			const saved = await importWorkflow(session, workflow(provider), credentials);
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

function workflow(provider: ProviderUnderTest): WorkflowFile {
	const order = {
		payment: paymentId(provider.name, 'later', 'create-and-get'),
		amount: '12.50',
		reference: `T-${provider.name}`,
	};
	const start: INode = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const ticket: INode = {
		id: 'ticket',
		name: 'Ticket',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [220, 0],
		parameters: { mode: 'raw', jsonOutput: JSON.stringify(order), options: {} },
	};
	const refund = createNode(provider);
	const check: INode = {
		...refund,
		id: 'check',
		name: 'Check',
		position: [660, 0],
		parameters: {
			resource: 'refund',
			operation: 'get',
			...provider.refund('={{ $json.refundId }}'),
			waitForOutcome: true,
			waitLimit: 1,
		} as INode['parameters'],
	};
	const to = (node: INode) => [[{ node: node.name, type: NodeConnectionTypes.Main, index: 0 }]];
	return {
		name: `Create and get at ${provider.name}`,
		nodes: [start, ticket, refund, check],
		connections: {
			[start.name]: { main: to(ticket) },
			[ticket.name]: { main: to(refund) },
			[refund.name]: { main: to(check) },
		},
	};
}
