import { NodeConnectionTypes, type INode, type IWorkflowSettings } from 'n8n-workflow';
import type { ProviderName } from '../sandbox';
import { node } from './n8n/draw';
import { activate, importWorkflow, type SavedWorkflow, type WorkflowFile } from './n8n/workflows';
import { paymentId, type ProviderUnderTest } from './providers';
import type { Stage } from './stage';

/** A refund somebody asks for. */
export interface Order {
	provider: ProviderName;
	payment: string;
	amount: string;
	reference: string;
}

/** What the workflow answers about one order; the fields of the refund record that matter here. */
export interface Outcome {
	provider: ProviderName;
	paymentId: string | null;
	status: string;
	duplicate: boolean;
	refundId: string | null;
}

/** Where orders are sent. */
export interface OrderDesk {
	workflow: SavedWorkflow;
	/** Delivers orders by webhook, once. Rejects when n8n does not answer with outcomes. */
	send(orders: Order[]): Promise<Outcome[]>;
}

/** The node under test: a refund for each item, its fields by expression. */
export function createNode(
	provider: ProviderUnderTest,
	settings: Partial<INode> = {},
	options: Record<string, unknown> = { timeout: 5 },
): INode {
	return {
		...node('Refund', provider.nodeType, 1, {
			resource: 'refund',
			operation: 'create',
			...provider.payment('={{ $json.payment }}'),
			refundAmount: 'partial',
			amount: '={{ $json.amount }}',
			reason: provider.reason,
			reference: '={{ $json.reference }}',
			options,
		}),
		credentials: { [provider.credentialType]: { id: null, name: '' } },
		...settings,
	};
}

/**
 * Saves and activates a workflow that takes orders by webhook, refunds them with this node and
 * answers with what became of each, from both of the node's outputs.
 */
export async function openOrderDesk(
	stage: Stage,
	refund: INode,
	path: string,
	settings: IWorkflowSettings = {},
): Promise<OrderDesk> {
	const drawn = orderWorkflow(refund, path, settings);
	const saved = await importWorkflow(stage.session, drawn, stage.credentials);
	await activate(stage.session, saved);
	return {
		workflow: saved,
		async send(orders) {
			const response = await fetch(`${stage.webhookUrl}/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ orders }),
			});
			const text = await response.text();
			if (!response.ok) throw new Error(`The order desk answered ${response.status}: ${text}`);
			return JSON.parse(text) as Outcome[];
		},
	};
}

/** Orders of one provider, each for a payment of its own. */
export function ordersFor(provider: ProviderName, name: string, count: number): Order[] {
	return Array.from({ length: count }, (_, index) => ({
		provider,
		payment: paymentId(provider, 'succeeds', `${name}-${index}`),
		amount: '12.50',
		reference: `${name}-${provider}-${index}`,
	}));
}

function orderWorkflow(refund: INode, path: string, settings: IWorkflowSettings): WorkflowFile {
	const webhook: INode = {
		...node('Orders', 'n8n-nodes-base.webhook', 2, {
			httpMethod: 'POST',
			path,
			responseMode: 'lastNode',
			responseData: 'allEntries',
		}),
		webhookId: path,
	};
	const split = node('One item per order', 'n8n-nodes-base.splitOut', 1, {
		fieldToSplitOut: 'body.orders',
	});
	const outcomes = node('Outcomes', 'n8n-nodes-base.merge', 3.1, { numberInputs: 2 });
	const to = (target: INode, index = 0) => [
		{ node: target.name, type: NodeConnectionTypes.Main, index },
	];
	return {
		name: `Orders at ${path}`,
		nodes: [webhook, split, refund, outcomes],
		connections: {
			[webhook.name]: { main: [to(split)] },
			[split.name]: { main: [to(refund)] },
			[refund.name]: { main: [to(outcomes, 0), to(outcomes, 1)] },
		},
		settings: { executionOrder: 'v1', ...settings },
	};
}
