import type { OperationDefinition } from '../../providerNode';
import { paymentField, simplifyField } from '../../fields';
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
	async run(node, parametersOf) {
		return await forEachItem.call(this, node, parametersOf, async ({ send, account }, given) => {
			const payment = await node.provider.getPayment(send, account, given.text(node.payment));
			return [simplified(payment, given.flag('simplify'))];
		});
	},
};
