import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { propertiesFor } from '../operations/description';
import { runOperation } from '../operations/run';
import { oneMain, outputsOf } from '../outputs';
import { searchesFor } from '../search';
import { rapydNode } from './rapyd';

export class Rapyd implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Rapyd',
		name: 'rapyd',
		icon: { light: 'file:rapyd.svg', dark: 'file:rapyd.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Refund Rapyd payments, never twice, and check how refunds ended',
		defaults: { name: 'Rapyd' },
		inputs: oneMain,
		outputs: outputsOf(rapydNode.operations),
		usableAsTool: true,
		credentials: [{ name: 'rapydApi', required: true }],
		properties: propertiesFor(rapydNode),
	};

	methods = { listSearch: searchesFor(rapydNode) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, rapydNode);
	}
}
