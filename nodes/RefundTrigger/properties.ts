import type { INodeProperties } from 'n8n-workflow';

import { SIGNATURE_SCHEMES } from '../../providers/mobileMoney/webhookSignature';
import { simplifyField } from '../fields';
import { sources } from './sources';

const notices = sources.map(({ provider, setup }): INodeProperties => ({
	displayName: setup,
	name: `${provider.name}Setup`,
	type: 'notice',
	displayOptions: { show: { provider: [provider.name] } },
	default: '',
}));

/** What people set. The names are fixed: saved workflows hold them. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		noDataExpression: true,
		options: sources.map(({ provider }) => ({ name: provider.title, value: provider.name })),
		default: 'paymongo',
		description: 'Who reports on the refunds',
	},
	...notices,
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Any',
				value: 'any',
				description: 'Every report on a refund, also with a status that is not known yet',
			},
			{
				name: 'Failed',
				value: 'failed',
				description: 'The money was certainly not returned; canceled refunds too',
			},
			{
				name: 'Pending',
				value: 'pending',
				description: 'The provider has the refund, or someone must act, e.g. claim it by a link',
			},
			{
				name: 'Reversed',
				value: 'reversed',
				description: 'The refund had succeeded, then the money came back',
			},
			{ name: 'Succeeded', value: 'succeeded', description: 'The money was returned' },
		],
		default: ['succeeded', 'failed'],
	},
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Confirm With Provider',
				name: 'confirmWithProvider',
				type: 'boolean',
				default: false,
				description:
					'Whether to read the refund again through the API and pass that on instead. Where it cannot be read, the event is passed on with <code>confirmed</code> false.',
			},
			{
				displayName: 'Public URL',
				name: 'publicUrl',
				type: 'string',
				displayOptions: { show: { '/provider': ['paymongo', 'rapyd'] } },
				default: '',
				placeholder: 'e.g. https://n8n.example.com/…',
				description:
					'The whole URL by which the provider reaches this trigger, if it is not the Production URL above, e.g. behind a reverse proxy',
			},
			{
				displayName: 'Replay Window (Minutes)',
				name: 'replayWindow',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 180,
				description:
					'How old a signed event may be. Without this option, 180 minutes for PayMongo, which repeats deliveries for about 137, and 24 hours for the others. Redstone and Vesicash may send events without a time; those have no window.',
			},
			{
				displayName: 'Signature Scheme',
				name: 'signatureScheme',
				type: 'options',
				displayOptions: { show: { '/provider': ['redstone', 'vesicash'] } },
				options: [...SIGNATURE_SCHEMES].map(([value, { label }]) => ({ name: label, value })),
				default: 'auto',
				description:
					'Which of the ways to sign that the documents mention is accepted. All are tried by default, because the documents disagree.',
			},
		],
	},
];
