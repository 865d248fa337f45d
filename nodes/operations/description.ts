/** The parameters of a provider node, made from the definitions of its operations. */
import type { INodeProperties } from 'n8n-workflow';

import { showFor, sortByName } from '../fields';
import type { ProviderNode } from '../providerNode';

/** What operations are about, in the order people see, with the operation that is set at first. */
const RESOURCES = [
	{ name: 'Refund', value: 'refund', first: 'create' },
	{ name: 'Payment', value: 'payment', first: 'get' },
	{ name: 'Wallet', value: 'wallet', first: 'getBalance' },
] as const;

/** Resource and operation, and under them the parameters of each operation. */
export function propertiesFor(node: ProviderNode): INodeProperties[] {
	const { operations } = node;
	const resources = RESOURCES.filter(({ value }) =>
		operations.some(({ resource }) => resource === value),
	);
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: 'refund',
		},
		...resources.map(({ value, first }): INodeProperties => ({
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [value] } },
			options: sortByName(operations.filter(({ resource }) => resource === value)).map(
				({ name, value, action, description }) => ({ name, value, action, description }),
			),
			default: first,
		})),
		...operations.flatMap((operation) =>
			showFor(operation.resource, operation.value, operation.fields(node)),
		),
	];
}
