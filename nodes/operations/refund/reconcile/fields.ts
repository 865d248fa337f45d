import type { INodeProperties } from 'n8n-workflow';

import type { ProviderNode } from '../../../providerNode';

const fieldName = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	noDataExpression: true,
	default: name,
	description,
});

/** The parameters of `refund: reconcile`. The input items are the rows of the ledger. */
export function reconcileFields({ settlingHours }: ProviderNode): INodeProperties[] {
	return [
		{
			displayName:
				'The input items are the rows of your books, one refund a row. Their fields are called refundId, reference, paymentId, amount, currency, status and date; where yours have other names, add those under Ledger Fields.',
			name: 'reconcileNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description:
				'Beginning of the period to compare. If empty, as far back as the provider goes.',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'End of the period to compare. If empty, now.',
		},
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{
					name: 'All Rows',
					value: 'all',
					description: 'One item for each row of either side, also the matching ones',
				},
				{
					name: 'Only Differences',
					value: 'differences',
					description: 'One item for each row that does not match, biggest risk first',
				},
				{
					name: 'Summary With Report',
					value: 'summary',
					description: 'One item with counts and sums, and a report as a file to open or mail',
				},
			],
			default: 'differences',
			description: 'What to return',
		},
		{
			displayName: 'Settling Time (Hours)',
			name: 'settlingHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: settlingHours,
			description: 'A refund younger than this may still be on its way, and is not called missing',
		},
		{
			displayName: 'Amount Tolerance',
			name: 'amountTolerance',
			type: 'string',
			default: '0',
			placeholder: 'e.g. 0.01',
			description: 'Differences of amount up to this are accepted, and said',
		},
		{
			displayName: 'Ledger Fields',
			name: 'ledgerFields',
			type: 'collection',
			placeholder: 'Add field name',
			default: {},
			description:
				'What the fields of your rows are called, where they differ from these names. Dots reach inside: payment.ID.',
			options: [
				fieldName('Amount Field', 'amount', 'Name of the field with the amount, in major units'),
				fieldName('Currency Field', 'currency', 'Name of the field with the currency code'),
				fieldName('Date Field', 'date', 'Name of the field with the date of the refund'),
				fieldName(
					'Payment Field',
					'paymentId',
					'Name of the field with the payment’s ID or reference',
				),
				fieldName('Reference Field', 'reference', 'Name of the field with the Refund Reference'),
				fieldName('Refund ID Field', 'refundId', 'Name of the field with the provider’s refund ID'),
				fieldName('Status Field', 'status', 'Name of the field with the refund’s status'),
			],
		},
	];
}
