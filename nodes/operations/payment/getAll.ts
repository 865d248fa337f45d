import { createdFilters } from '../../fields';
import type { OperationDefinition } from '../../providerNode';
import { list, listFields } from '../list';

export const paymentGetAll: OperationDefinition = {
	resource: 'payment',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many payments',
	description: 'Get a list of payments',
	schema: 'payment',
	fields: () => listFields(createdFilters),
	async run(node, parametersOf) {
		return await list.call(this, node, parametersOf, ({ send, account }, filter) =>
			node.provider.listPayments(send, account, filter),
		);
	},
};
