import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { propertiesFor } from '../operations/description';
import { runOperation } from '../operations/run';
import { oneMain, outputsOf } from '../outputs';
import { searchCountries, vesicashNode } from './vesicash';

export class Vesicash implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Vesicash',
		name: 'vesicash',
		icon: { light: 'file:vesicash.svg', dark: 'file:vesicash.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Refund Vesicash payments, never twice, and check how refunds ended',
		defaults: { name: 'Vesicash' },
		inputs: oneMain,
		outputs: outputsOf(vesicashNode.operations),
		usableAsTool: true,
		credentials: [{ name: 'vesicashApi', required: true }],
		properties: propertiesFor(vesicashNode),
	};

	methods = { listSearch: { searchCountries } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, vesicashNode);
	}
}
