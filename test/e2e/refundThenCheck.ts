import { NodeConnectionTypes, type INode } from 'n8n-workflow';
import type { WorkflowFile } from '../../scripts/n8n/workflows';
import { createNode, type Order } from './orders';
import { paymentId, type ProviderUnderTest } from './providers';

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
		name: `${name} at ${provider.name}`,
		nodes: [start, ticket, refund, check],
		connections: {
			[start.name]: { main: to(ticket) },
			[ticket.name]: { main: to(refund) },
			[refund.name]: { main: to(check) },
		},
	};
}
