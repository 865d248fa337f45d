import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { oneMain, outputsByOperation } from '../connections';
import { propertiesFor } from '../operations/description';
import { runOperation } from '../providerNode';
import { searchesFor } from '../search';
import { payMongo } from './payMongo';

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
		outputs: outputsByOperation,
		usableAsTool: true,
		credentials: [{ name: 'payMongoApi', required: true }],
		properties: propertiesFor(payMongo),
	};

	methods = { listSearch: searchesFor(payMongo) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, payMongo);
	}
}
