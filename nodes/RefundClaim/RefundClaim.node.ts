import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { actions } from '../claim/actions';
import { stepUnderWay, type ClaimAction } from '../claim/steps';
import { oneMain } from '../outputs';

/**
 * Does one step in the row that n8n keeps for this node's own id. The provider nodes run it in an
 * inline sub-workflow (see ../claim); it is hidden, because it does nothing for a person who adds it.
 */
export class RefundClaim implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Refund Claim',
		name: 'refundClaim',
		icon: { light: 'file:refundClaim.svg', dark: 'file:refundClaim.dark.svg' },
		group: ['transform'],
		version: 1,
		hidden: true,
		subtitle: '={{$parameter["action"]}}',
		description: 'Keeps a refund from being made twice. Used by the refund nodes, not by people.',
		defaults: { name: 'Refund Claim' },
		inputs: oneMain,
		outputs: oneMain,
		usableAsTool: undefined,
		properties: [
			{
				displayName: 'Action',
				name: 'action',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Claim', value: 'claim' },
					{ name: 'Confirm', value: 'confirm' },
					{ name: 'Read', value: 'read' },
					{ name: 'Release', value: 'release' },
				],
				default: 'read',
			},
			{
				displayName: 'Entry',
				name: 'entry',
				type: 'string',
				noDataExpression: true,
				default: '',
			},
			{
				displayName: 'Call',
				name: 'call',
				type: 'string',
				noDataExpression: true,
				default: '',
			},
			{
				displayName: 'Step',
				name: 'step',
				type: 'number',
				noDataExpression: true,
				default: 0,
			},
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const action = this.getNodeParameter('action', 0) as ClaimAction;
		const entry = this.getNodeParameter('entry', 0) as string;
		const call = this.getNodeParameter('call', 0) as string;
		const step = this.getNodeParameter('step', 0) as number;
		await actions[action].call(this, entry, () => stepUnderWay(call, step));
		return [[{ json: {}, pairedItem: { item: 0 } }]];
	}
}
