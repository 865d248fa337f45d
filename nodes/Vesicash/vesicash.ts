/** What is Vesicash's own on its node. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listCountries, vesicash } from '../../providers/mobileMoney';
import {
	mobileMoneyExamples,
	mobileMoneyNumber,
	mobileMoneyOperations,
	mobileMoneyTrigger,
	reasonField,
	transferTo,
	webhookUrl,
} from '../mobileMoney';
import type { ProviderNode } from '../providerNode';
import { connect } from '../transport';

export const vesicashNode: ProviderNode = {
	provider: vesicash,
	credential: 'vesicashApi',
	payment: 'paymentReference',
	examples: mobileMoneyExamples,
	settlingHours: 24,
	createFields: [reasonField],
	createOptions: [
		{
			displayName: 'Country',
			name: 'countryId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description: 'The country the money goes to',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchCountries', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. f6bf7e2c-0ce1-4b1a-9d3e-5f8c954e9428',
				},
			],
		},
		mobileMoneyNumber,
		transferTo,
		webhookUrl,
	],
	operations: mobileMoneyOperations,
	trigger: mobileMoneyTrigger('Vesicash'),
};

/** The countries Vesicash knows, for choosing one by name. */
export async function searchCountries(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { send } = await connect.call(this, vesicashNode.credential, vesicash);
	const wanted = filter?.toLowerCase() ?? '';
	const results = (await listCountries(send))
		.map(({ id, name, currency }) => ({
			name: [name ?? id, currency].filter((part) => part !== null).join(' · '),
			value: id,
		}))
		.filter((choice) => choice.name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}
