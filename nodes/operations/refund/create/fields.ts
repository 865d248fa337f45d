import type { INodeProperties } from 'n8n-workflow';

import { paymentField, simplifyField, sortByName } from '../../../fields';
import type { ProviderNode } from '../../../providerNode';
import { DEFAULT_TIMEOUT_SECONDS, LONGEST_TIMEOUT_SECONDS } from '../../../transport';

/** How much goes back. Everything that is left is a choice, never what an empty amount means. */
const amountFields: INodeProperties[] = [
	{
		displayName: 'Refund Amount',
		name: 'refundAmount',
		type: 'options',
		options: [
			{
				name: 'An Amount',
				value: 'partial',
				description: 'Give back the amount entered below',
			},
			{
				name: 'Everything That Is Left',
				value: 'remaining',
				description: 'Give back what earlier refunds have left of the payment',
			},
		],
		default: 'partial',
		description: 'How much goes back to the customer',
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		required: true,
		displayOptions: { show: { refundAmount: ['partial'] } },
		default: '',
		placeholder: 'e.g. 12.50',
		description:
			'In the payment’s currency, as people write it: 12.50 means twelve and a half. Never rounded.',
	},
];

const referenceField: INodeProperties = {
	displayName: 'Refund Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. TICKET-1042',
	hint: 'The same reference is never refunded twice',
	description:
		'Names this one refund, best by its ticket number. If empty, one is made from payment, amount and currency; then the same amount of a payment is refunded only once.',
};

/** Options every provider has. */
const commonOptions = (paymentsAtOnce: number): INodeProperties[] => [
	{
		displayName: 'Payments at Once',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: paymentsAtOnce,
		description:
			'How many payments are worked on side by side. Refunds of one payment are always made one after the other.',
	},
	{
		displayName: 'On Duplicate',
		name: 'onDuplicate',
		type: 'options',
		options: [
			{ name: 'Return Earlier Refund', value: 'return' },
			{ name: 'Send to Not Refunded', value: 'notRefunded' },
		],
		default: 'return',
		description: 'What to do with an item whose refund was already made under this reference',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: LONGEST_TIMEOUT_SECONDS },
		default: DEFAULT_TIMEOUT_SECONDS,
		description: 'How long to wait for each answer of the provider',
	},
];

/** The parameters of `refund: create` for one provider. */
export function createFields(node: ProviderNode): INodeProperties[] {
	return [paymentField(node), ...refundFields(node)];
}

/** What making a refund asks for beside the payment; shared with Rapyd's group refunds. */
export function refundFields(node: ProviderNode): INodeProperties[] {
	return [
		...amountFields,
		...node.createFields,
		referenceField,
		simplifyField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: sortByName([...commonOptions(node.provider.paymentsAtOnce), ...node.createOptions]),
		},
	];
}
