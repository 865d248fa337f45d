/** Operations that only Rapyd has: group refunds, update, cancel, complete. */
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import {
	cancelRefund,
	checkMetadata,
	completeRefund,
	rapydGroup,
	readMetadata,
	updateRefund,
} from '../../providers/rapyd';
import type { RefundRecord } from '../../refunds/refund';
import { badInput } from '../failures';
import { metadataOption, refundField, showFor, simplifyField } from '../fields';
import { makeRefunds } from '../operations/refund/create';
import { refundFields } from '../operations/refund/create/fields';
import type { OperationChoice } from '../operations/description';
import { simplified } from '../output';
import { forEachItem, textOf, type Operation, type ProviderNode } from '../providerNode';
import type { Connection } from '../transport';

export const ownChoices: OperationChoice[] = [
	{
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel a refund',
		description: 'Cancel a refund, where Rapyd allows it for your account and the payment method',
	},
	{
		name: 'Complete (Sandbox)',
		value: 'complete',
		action: 'Complete a refund in the sandbox',
		description: 'Simulate in Rapyd’s sandbox that a pending refund completes',
	},
	{
		name: 'Create for Group',
		value: 'createForGroup',
		action: 'Create a refund for a group payment',
		description: 'Give money of a group payment back, never twice',
	},
	{
		name: 'Update',
		value: 'update',
		action: 'Update a refund',
		description: 'Set the metadata of a refund',
	},
];

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

/** The parameters of Rapyd's own operations. */
export function ownFields(node: ProviderNode): INodeProperties[] {
	const group: ProviderNode = {
		...node,
		provider: rapydGroup,
		createFields: node.createFields.filter(({ name }) => !notForGroups.has(name)),
		createOptions: node.createOptions.filter(({ name }) => !notForGroups.has(name)),
	};
	return [
		...showFor('refund', ['createForGroup'], [groupPayment, ...refundFields(group)]),
		...showFor('refund', ['update'], [refundField(node), metadataOption, simplifyField]),
		...showFor('refund', ['cancel', 'complete'], [refundField(node), simplifyField]),
	];
}

async function createForGroup(
	this: IExecuteFunctions,
	node: ProviderNode,
): Promise<INodeExecutionData[][]> {
	return await makeRefunds.call(this, {
		node: { ...node, createFields: [] },
		provider: rapydGroup,
		paymentParameter: 'groupPaymentId',
	});
}

/** Runs one call on one refund for each item. */
function onRefund(
	act: (
		this: IExecuteFunctions,
		connection: Connection,
		refundId: string,
		item: number,
	) => Promise<RefundRecord>,
): Operation {
	return async function (this: IExecuteFunctions, node: ProviderNode) {
		return await forEachItem.call(this, node, async (connection, item) => {
			const refundId = textOf(this.getNodeParameter('refundId', item, '', { extractValue: true }));
			if (refundId === '') throw badInput(this.getNode(), 'Refund is empty.', item);
			const simplify = this.getNodeParameter('simplify', item) as boolean;
			return [simplified(await act.call(this, connection, refundId, item), simplify)];
		});
	};
}

export const ownOperations: Record<string, Operation> = {
	'refund:createForGroup': createForGroup,
	'refund:update': onRefund(async function ({ send, account }, refundId, item) {
		const given = this.getNodeParameter('metadata', item, {}) as never;
		const problem = checkMetadata(given);
		if (problem !== null) throw badInput(this.getNode(), problem, item);
		return await updateRefund(send, account, refundId, readMetadata(given));
	}),
	'refund:cancel': onRefund(
		async ({ send, account }, refundId) => await cancelRefund(send, account, refundId),
	),
	'refund:complete': onRefund(
		async ({ send, account }, refundId) => await completeRefund(send, account, refundId),
	),
};
