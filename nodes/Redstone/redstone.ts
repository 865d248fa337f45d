/** What is Redstone's own on its node: the fields of its documented example, all optional. */
import type { INodeProperties } from 'n8n-workflow';

import { redstone as provider } from '../../providers/mobileMoney';
import {
	mobileMoneyNumber,
	mobileMoneyOperations,
	reasonField,
	transferTo,
	webhookUrl,
} from '../mobileMoneyFields';
import type { ProviderNode } from '../providerNode';

const text = (displayName: string, name: string, description: string, placeholder = '') =>
	({
		displayName,
		name,
		type: 'string',
		default: '',
		description,
		...(placeholder === '' ? {} : { placeholder }),
	}) satisfies INodeProperties;

export const redstone: ProviderNode = {
	provider,
	credential: 'redstoneApi',
	payment: 'paymentReference',
	createFields: [reasonField],
	createOptions: [
		text(
			'Country',
			'country',
			'The country by its full name, as in Redstone’s example',
			'e.g. Zambia',
		),
		text('Currency', 'currency', 'The currency by its code, as in Redstone’s example', 'e.g. ZMW'),
		text('Email', 'email', 'The customer’s email address', 'e.g. name@email.com'),
		text('Narration', 'narration', 'A text that goes along with the money', 'e.g. Item returned'),
		mobileMoneyNumber,
		transferTo,
		webhookUrl,
	],
	operations: mobileMoneyOperations,
};
