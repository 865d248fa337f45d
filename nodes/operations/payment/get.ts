import type { OperationDefinition } from '../../providerNode';
import { paymentField, simplifyField } from '../../fields';
import { simplified } from '../../simplify';
import { ParameterError } from '../../failures';
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
			const paymentId = given.text(node.payment);
			// At most providers, no ID at all is the address of the list.
			if (paymentId === '') throw new ParameterError(`${paymentField(node).displayName} is empty.`);
			const payment = await node.provider.getPayment(send, account, paymentId);
			return [simplified(payment, given.flag('simplify'))];
		});
	},
};
