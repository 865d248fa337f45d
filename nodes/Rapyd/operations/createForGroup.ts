import type { INodeProperties } from 'n8n-workflow';

import { rapydGroup } from '../../../providers/rapyd';
import { makeRefunds } from '../../operations/refund/create';
import { refundFields } from '../../operations/refund/create/fields';
import type { OperationDefinition, ProviderNode } from '../../providerNode';

const groupPayment: INodeProperties = {
	displayName: 'Group Payment ID',
	name: 'groupPaymentId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. gp_0a1b2c3d',
	description: 'The group payment the money goes back for',
};

/** A group's currency is its own, and Rapyd splits its refunds itself. */
const notForGroups = new Set(['currency', 'ewallets', 'metadata']);

/** The node as it is for groups. */
function groupNode(node: ProviderNode): ProviderNode {
	return {
		...node,
		provider: rapydGroup,
		createFields: node.createFields.filter(({ name }) => !notForGroups.has(name)),
		createOptions: node.createOptions.filter(({ name }) => !notForGroups.has(name)),
	};
}

export const refundCreateForGroup: OperationDefinition = {
	resource: 'refund',
	value: 'createForGroup',
	name: 'Create for Group',
	action: 'Create a refund for a group payment',
	description: 'Give money of a group payment back, never twice',
	schema: 'refund',
	outputs: ['Refunded', 'Not Refunded'],
	fields: (node) => [groupPayment, ...refundFields(groupNode(node))],
	async run(node, parametersOf) {
		const maker = {
			node: groupNode(node),
			provider: rapydGroup,
			paymentParameter: groupPayment.name,
		};
		return await makeRefunds.call(this, maker, parametersOf);
	},
};
