import type { INodeProperties } from 'n8n-workflow';

import { createdFilters, paymentField } from '../../fields';
import type { OperationDefinition } from '../../providerNode';
import { list, listFields } from '../list';

const statusFilter: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'multiOptions',
	options: [
		{ name: 'Canceled', value: 'canceled' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'Pending', value: 'pending' },
		{ name: 'Requires Action', value: 'requires_action' },
		{ name: 'Reversed', value: 'reversed' },
		{ name: 'Succeeded', value: 'succeeded' },
		{ name: 'Unknown', value: 'unknown' },
	],
	default: [],
	description: 'Only refunds with one of these statuses',
};

export const refundGetAll: OperationDefinition = {
	resource: 'refund',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many refunds',
	description: 'Get a list of refunds',
	schema: 'refund',
	fields: (node) =>
		listFields([
			{ ...paymentField(node, false), description: 'Only refunds of this payment' },
			...createdFilters,
			statusFilter,
		]),
	async run(node, parametersOf) {
		return await list.call(this, node, parametersOf, ({ send, account }, filter) =>
			node.provider.listRefunds(send, account, filter),
		);
	},
};
