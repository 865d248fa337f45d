import type { INode } from 'n8n-workflow';
import { chain, node } from '../../harness/n8n/draw';
import type { WorkflowFile } from '../../harness/n8n/workflows';
import { createNode, type Order } from '../../harness/orders';
import { paymentId, type ProviderUnderTest } from '../../harness/providers';

/** An order for a payment whose refund is pending at first. */
export function orderForOne({ name: provider }: ProviderUnderTest, name: string): Order {
	return {
		provider,
		payment: paymentId(provider, 'later', name),
		amount: '12.50',
		reference: `${name}-${provider}`,
	};
}

/** Makes one refund by hand, and waits for its outcome. */
export function refundThenCheck(provider: ProviderUnderTest, name: string): WorkflowFile {
	const order = orderForOne(provider, name);
	const start = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
	const ticket = node('Ticket', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: JSON.stringify(order),
		options: {},
	});
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
		},
	};
	return chain(`${name} at ${provider.name}`, [start, ticket, refund, check]);
}
