/** A refund by webhook: with our node, and drawn with n8n's own HTTP Request nodes. */
import type { INode } from 'n8n-workflow';

import { chain, node, onlyIf } from '../../harness/n8n/draw';
import type { WorkflowFile } from '../../harness/n8n/workflows';
import { createNode } from '../../harness/orders';
import { providersUnderTest } from '../../harness/providers';

/** Takes an order and answers once the last node has ended. */
function orders(path: string): INode {
	return {
		...node('Order', 'n8n-nodes-base.webhook', 2, {
			httpMethod: 'POST',
			path,
			responseMode: 'lastNode',
			options: {},
		}),
		webhookId: path,
	};
}

const order = node('Fields', 'n8n-nodes-base.set', 3.4, {
	mode: 'raw',
	jsonOutput: '={{ $json.body }}',
	options: {},
});

/** PayMongo's node as it comes: look-up, claim and check of the answer included. */
export function withOurNode(): WorkflowFile {
	const { paymongo } = providersUnderTest;
	if (!paymongo) throw new Error('PayMongo is not under test.');
	return chain('PayMongo node', [orders('ours'), order, createNode(paymongo, {}, {})]);
}

export function withHttpRequests(origin: string): WorkflowFile {
	const nodes = httpRequests(origin, order.name);
	return chain('HTTP Request nodes', [orders('by-hand'), order, ...nodes]);
}

/**
 * What a careful user draws without it: look at the payment, compare the amounts, refund.
 * @param before the name of the node that puts the orders out
 */
export function httpRequests(origin: string, before: string): INode[] {
	const asked = `$('${before}').item.json`;
	const request = (name: string, parameters: object): INode => ({
		...node(name, 'n8n-nodes-base.httpRequest', 4.2, {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'payMongoApi',
			options: {},
			...parameters,
		}),
		credentials: { payMongoApi: { id: null, name: '' } },
	});
	const look = request('Look up', { url: `=${origin}/v1/payments/{{ $json.payment }}` });
	const enough = onlyIf('Enough left', {
		id: 'enough',
		leftValue: '={{ $json.data.attributes.amount }}',
		rightValue: `={{ Math.round(Number(${asked}.amount) * 100) }}`,
		operator: { type: 'number', operation: 'gte' },
	});
	const refund = request('Refund', {
		method: 'POST',
		url: `${origin}/v1/refunds`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ JSON.stringify({ data: { attributes: { amount: Math.round(Number(${asked}.amount) * 100), payment_id: ${asked}.payment, reason: 'requested_by_customer', metadata: { reference: ${asked}.reference } } } }) }}`,
	});
	return [look, enough, refund];
}
