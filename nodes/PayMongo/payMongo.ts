/** What is PayMongo's own on its node. */
import { paymongo } from '../../providers/paymongo';
import { metadataOption } from '../fields';
import { commonOperations } from '../operations';
import type { ProviderNode } from '../providerNode';
import { publicUrlOption, webhookSecrets } from '../triggerSetup';

export const payMongoNode: ProviderNode = {
	provider: paymongo,
	credential: 'payMongoApi',
	payment: 'paymentId',
	examples: { payment: 'pay_qOShdAuD3p8tKa6A', refund: 'ref_vPSqdAPD2pmtKj6A' },
	settlingHours: 24,
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
	trigger: {
		secretFields: webhookSecrets,
		accessKeyField: null,
		notice:
			'Nothing to paste: publishing this workflow registers its webhook at PayMongo, and unpublishing it disables it. ' +
			'PayMongo must reach n8n over public HTTPS. ' +
			'Test keys get test events only, live keys live ones.',
		replayNote: '180 minutes for PayMongo, which repeats deliveries for about 137',
		options: [publicUrlOption],
	},
};
