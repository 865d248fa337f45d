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
import { ownChoices, ownFields } from './ownOperations';
import { rapyd } from './rapyd';

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
		outputs: outputsByOperation,
		usableAsTool: true,
		credentials: [{ name: 'rapydApi', required: true }],
		properties: propertiesFor(rapyd, { operations: ownChoices, fields: ownFields(rapyd) }),
	};

	methods = { listSearch: searchesFor(rapyd) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, rapyd);
	}
}
