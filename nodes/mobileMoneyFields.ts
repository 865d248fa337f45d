/** Fields Redstone and Vesicash share: two brands of one gateway. */
import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from './providerNode';
import { commonOperations, walletOperationsByName } from './operations/description';

export const reasonField: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. Item returned',
	description: 'Why the money goes back. The customer may see it.',
};

export const mobileMoneyNumber: INodeProperties = {
	displayName: 'Mobile Money Number',
	name: 'momoPhoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. 233208000000',
	description: 'The number that gets the money: country code and number, digits only, without +',
};

export const transferTo: INodeProperties = {
	displayName: 'Transfer To',
	name: 'transferTo',
	type: 'options',
	options: [{ name: 'Mobile Number', value: 'mobile_number' }],
	default: 'mobile_number',
	description: 'Where the money goes',
};

export const webhookUrl: INodeProperties = {
	displayName: 'Webhook URL',
	name: 'webhookUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/…',
	description:
		'Where the outcome of this refund is reported, instead of the address in the dashboard. Paste the Refund Trigger’s production URL.',
};

export const mobileMoneyOperations: Record<string, Operation> = {
	...commonOperations,
	...walletOperationsByName,
};
