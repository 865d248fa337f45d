/** What is Redstone's own on its node: the fields of its documented example, all optional. */
import type { INodeProperties } from 'n8n-workflow';

import { redstone } from '../../providers/mobileMoney';
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

const text = (displayName: string, name: string, description: string, placeholder = '') =>
	({
		displayName,
		name,
		type: 'string',
		default: '',
		description,
		...(placeholder === '' ? {} : { placeholder }),
	}) satisfies INodeProperties;

export const redstoneNode: ProviderNode = {
	provider: redstone,
	credential: 'redstoneApi',
	payment: 'paymentReference',
	examples: mobileMoneyExamples,
	settlingHours: 24,
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
	trigger: mobileMoneyTrigger('Redstone'),
};
