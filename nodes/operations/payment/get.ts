import type { OperationDefinition } from '../../providerNode';
import { paymentField, simplifyField } from '../../fields';
import { paymentOf } from '../../parameters';
import { simplified } from '../../simplify';
import { forEachItem } from '../run';

/** The payment with what is left to refund. */
export const paymentGet: OperationDefinition = {
	resource: 'payment',
	value: 'get',
	name: 'Get',
	action: 'Get a payment',
	description: 'Look at a payment and what is left of it to refund',
	schema: 'payment',
	fields: (node) => [
		{ ...paymentField(node), description: 'The payment to look at' },
		simplifyField,
	],
	async run(node) {
		return await forEachItem.call(this, node, async ({ send, account }, item) => {
			const paymentId = paymentOf.call(this, node, item);
			const simplify = this.getNodeParameter('simplify', item) as boolean;
			return [simplified(await node.provider.getPayment(send, account, paymentId), simplify)];
		});
	},
};
