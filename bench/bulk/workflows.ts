/** Many refunds in one run: with our node, and drawn with n8n's own HTTP Request nodes. */
import { chain, node } from '../../harness/n8n/draw';
import type { WorkflowFile } from '../../harness/n8n/workflows';
import { createNode } from '../../harness/orders';
import type { ProviderUnderTest } from '../../harness/providers';
import { httpRequests } from '../n8n/workflows';

/** Takes orders by webhook, and answers with nothing but that the last node has ended. */
const orders = (path: string) => ({
	...node('Orders', 'n8n-nodes-base.webhook', 2, {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'noData',
	}),
	webhookId: path,
});

const split = node('One item per order', 'n8n-nodes-base.splitOut', 1, {
	fieldToSplitOut: 'body.orders',
});

/** The node as it comes. */
export function withOurNode(provider: ProviderUnderTest): WorkflowFile {
	const refund = createNode(provider, {}, {});
	return chain(`${provider.title} node`, [orders(`bulk-${provider.name}`), split, refund]);
}

/** Its batching is n8n's default: nothing waits for anything. */
export function withHttpRequests(origin: string): WorkflowFile {
	const nodes = [orders('bulk-by-hand'), split, ...httpRequests(origin, split.name)];
	return chain('HTTP Request nodes', nodes);
}
