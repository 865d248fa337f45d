import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { oneMain, outputsByOperation } from '../connections';
import { propertiesFor } from '../operations/description';
import { runOperation } from '../providerNode';
import { redstone } from './redstone';

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
		outputs: outputsByOperation,
		usableAsTool: true,
		credentials: [{ name: 'redstoneApi', required: true }],
		properties: propertiesFor(redstone),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, redstone);
	}
}
