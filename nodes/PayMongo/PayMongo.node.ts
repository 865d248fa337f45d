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
import { payMongoNode } from './payMongo';

export class PayMongo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PayMongo',
		name: 'payMongo',
		icon: { light: 'file:payMongo.svg', dark: 'file:payMongo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Refund PayMongo payments, never twice, and check how refunds ended',
		defaults: { name: 'PayMongo' },
		inputs: oneMain,
		outputs: outputsOf(payMongoNode.operations),
		usableAsTool: true,
		credentials: [{ name: 'payMongoApi', required: true }],
		properties: propertiesFor(payMongoNode),
	};

	methods = { listSearch: searchesFor(payMongoNode) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, payMongoNode);
	}
}
