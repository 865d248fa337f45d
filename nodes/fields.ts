/** Parameters that several operations share, under the same internal names. */
import type { INodeProperties } from 'n8n-workflow';

import type { ProviderNode } from './providerNode';

type FieldsNode = Pick<ProviderNode, 'payment' | 'examples'>;

/** Shows properties for one operation only, beside what they show for already. */
export function showFor(
	resource: string,
	operation: string,
	properties: INodeProperties[],
): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { resource: [resource], operation: [operation], ...property.displayOptions?.show },
		},
	}));
}

/** Options in the order people look for them. */
export function sortByName<T extends { displayName?: string; name: string }>(entries: T[]): T[] {
	return [...entries].sort((a, b) =>
		(a.displayName ?? a.name).localeCompare(b.displayName ?? b.name),
	);
}

/** The payment: from a list or by ID, or a reference that is typed. */
export function paymentField({ payment, examples }: FieldsNode, required = true): INodeProperties {
	if (payment === 'paymentReference') {
		return {
			displayName: 'Payment Reference',
			name: 'paymentReference',
			type: 'string',
			...(required ? { required: true } : {}),
			default: '',
			placeholder: `e.g. ${examples.payment}`,
			description: 'The reference of the original payment',
		};
	}
	return locator({
		displayName: 'Payment',
		name: 'paymentId',
		search: 'searchPayments',
		placeholder: `e.g. ${examples.payment}`,
		description: 'The payment the money goes back for',
		required,
	});
}

/** The refund: from a list or by ID; where no list exists, its ID typed. */
export function refundField({ payment, examples }: FieldsNode): INodeProperties {
	if (payment === 'paymentReference') {
		return {
			displayName: 'Refund ID',
			name: 'refundId',
			type: 'string',
			default: '',
			placeholder: `e.g. ${examples.refund}`,
			description:
				'The refund’s own reference, as Create gave it. May be empty if Payment Reference is set.',
		};
	}
	return locator({
		displayName: 'Refund',
		name: 'refundId',
		search: 'searchRefunds',
		placeholder: `e.g. ${examples.refund}`,
		description: 'The refund to work on',
		required: true,
	});
}

function locator(field: {
	displayName: string;
	name: string;
	search: string;
	placeholder: string;
	description: string;
	required: boolean;
}): INodeProperties {
	return {
		displayName: field.displayName,
		name: field.name,
		type: 'resourceLocator',
		...(field.required ? { required: true } : {}),
		default: { mode: 'list', value: '' },
		description: field.description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: field.search, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: field.placeholder },
		],
	};
}

/** Return All and Limit, as n8n's users know them. */
export const howMany: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		displayOptions: { show: { returnAll: [false] } },
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
];

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Dates that narrow a list. */
export const createdFilters: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description: 'Only what was created at this time or later',
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		description: 'Only what was created before this time',
	},
];

/** Key and value pairs kept with the refund. */
export const metadataOption: INodeProperties = {
	displayName: 'Metadata',
	name: 'metadata',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add entry',
	default: {},
	description: 'Your own details, kept with the refund',
	options: [
		{
			displayName: 'Entry',
			name: 'values',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. ticket',
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};
