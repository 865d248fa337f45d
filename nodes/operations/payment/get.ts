import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { paymentField, showFor, simplifyField } from '../../fields';
import { simplified } from '../../output';
import { forEachItem, paymentOf, type ProviderNode } from '../../providerNode';

export function getPaymentFields(node: ProviderNode): INodeProperties[] {
	const payment = { ...paymentField(node), description: 'The payment to look at' };
	return showFor('payment', ['get'], [payment, simplifyField]);
}

/** Runs `payment: get`: the payment with what is left to refund. */
export async function getPayment(
	this: IExecuteFunctions,
	node: ProviderNode,
): Promise<INodeExecutionData[][]> {
	return await forEachItem.call(this, node, async ({ send, account }, item) => {
		const paymentId = paymentOf.call(this, node, item);
		const simplify = this.getNodeParameter('simplify', item) as boolean;
		return [simplified(await node.provider.getPayment(send, account, paymentId), simplify)];
	});
}
