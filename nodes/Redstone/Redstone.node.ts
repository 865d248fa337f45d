import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { propertiesFor } from '../operations/description';
import { runOperation } from '../operations/run';
import { oneMain, outputsOf } from '../outputs';
import { redstoneNode } from './redstone';

export class Redstone implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Redstone',
		name: 'redstone',
		icon: { light: 'file:redstone.svg', dark: 'file:redstone.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Refund Redstone payments, never twice, and check how refunds ended',
		defaults: { name: 'Redstone' },
		inputs: oneMain,
		outputs: outputsOf(redstoneNode.operations),
		usableAsTool: true,
		credentials: [{ name: 'redstoneApi', required: true }],
		properties: propertiesFor(redstoneNode),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, redstoneNode);
	}
}
