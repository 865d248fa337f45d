/** What is PayMongo's own on its node. */
import { paymongo } from '../../providers/paymongo';
import { commonOperations } from '../operations/description';
import type { ProviderNode } from '../providerNode';
import { metadataOption } from '../fields';

export const payMongo: ProviderNode = {
	provider: paymongo,
	credential: 'payMongoApi',
	payment: 'paymentId',
	createFields: [
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'options',
			options: [
				{ name: 'Duplicate', value: 'duplicate' },
				{ name: 'Fraudulent', value: 'fraudulent' },
				{ name: 'Others', value: 'others' },
				{ name: 'Requested by Customer', value: 'requested_by_customer' },
			],
			default: 'others',
			description: 'Why the money goes back, as PayMongo keeps it',
		},
	],
	createOptions: [
		metadataOption,
		{
			displayName: 'Notes',
			name: 'notes',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			description: 'A remark kept with the refund, up to 255 characters',
		},
		{
			displayName: 'QR Ph Host',
			name: 'qrPh',
			type: 'string',
			default: 'https://refunds-api.paymongo.com',
			description:
				'Payments made with QR Ph are refunded at another host. Add this option for them only. The customer gets a link to claim the money; turn Simplify off to see it under raw.',
		},
	],
	operations: commonOperations,
};
