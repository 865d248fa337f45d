/** What is Rapyd's own on its node. */
import type { INodeProperties } from 'n8n-workflow';

import { rapyd } from '../../providers/rapyd';
import { metadataOption } from '../fields';
import { commonOperations } from '../operations';
import type { ProviderNode } from '../providerNode';
import { pasteUrlNotice, publicUrlOption } from '../triggerSetup';
import { refundCancel } from './operations/cancel';
import { refundComplete } from './operations/complete';
import { refundCreateForGroup } from './operations/createForGroup';
import { refundUpdate } from './operations/update';

/** A split by amount or by percent is chosen once for all wallets: Rapyd takes no mixture. */
const ewallets: INodeProperties = {
	displayName: 'E-Wallets',
	name: 'ewallets',
	type: 'fixedCollection',
	placeholder: 'Add split',
	default: {},
	description:
		'Which wallets of the payment pay for the refund. If left out, Rapyd splits it in proportion.',
	options: [
		{
			displayName: 'Split',
			name: 'split',
			values: [
				{
					displayName: 'Split By',
					name: 'splitBy',
					type: 'options',
					options: [
						{ name: 'Amount', value: 'amount' },
						{ name: 'Percent', value: 'percent' },
					],
					default: 'amount',
				},
				{
					displayName: 'Wallets',
					name: 'wallets',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add wallet',
					default: {},
					options: [
						{
							displayName: 'Wallet',
							name: 'values',
							values: [
								{
									displayName: 'Wallet ID',
									name: 'ewallet',
									type: 'string',
									default: '',
									placeholder: 'e.g. ewallet_0a1b2c3d',
								},
								{
									displayName: 'Share',
									name: 'value',
									type: 'string',
									default: '',
									placeholder: 'e.g. 12.50',
									description: 'The amount or the percent that this wallet pays',
								},
							],
						},
					],
				},
			],
		},
	],
};

export const rapydNode: ProviderNode = {
	provider: rapyd,
	credential: 'rapydApi',
	payment: 'paymentId',
	examples: { payment: 'payment_0a1b2c3d', refund: 'refund_0a1b2c3d' },
	settlingHours: 72,
	createFields: [
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. EUR',
			description:
				'Only for payments with currency exchange: what the customer gets. If empty, the payment’s own.',
		},
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '',
			placeholder: 'e.g. Merchandise returned',
			description: 'Why the money goes back',
		},
	],
	createOptions: [
		ewallets,
		{
			displayName: 'Idempotency Is On',
			name: 'providerIdempotency',
			type: 'boolean',
			default: false,
			description:
				'Whether Rapyd support has turned idempotency on for all POST calls of this account. Then Rapyd itself refuses a second refund for 24 hours.',
		},
		metadataOption,
	],
	operations: [
		...commonOperations,
		refundCreateForGroup,
		refundUpdate,
		refundCancel,
		refundComplete,
	],
	trigger: {
		secretFields: { secretKey: 'Secret Key' },
		accessKeyField: 'accessKey',
		notice: pasteUrlNotice(
			'Rapyd',
			'In Rapyd’s Client Portal under Developers › Webhooks › Management, paste it and tick Refund Completed, Refund Rejected, Refund Failed and Refund Updated.',
			'Rapyd has one URL for the whole account. Events that are not about refunds are answered and dropped.',
			'If Rapyd reaches n8n under another address, add the option Public URL, because Rapyd signs the URL too.',
		),
		replayNote: '24 hours for Rapyd',
		options: [publicUrlOption],
	},
};
