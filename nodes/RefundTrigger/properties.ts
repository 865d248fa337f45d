import type { INodeProperties } from 'n8n-workflow';

import { simplifyField, sortByName } from '../fields';
import { providerNodes } from '../providers';

const nodes = Object.values(providerNodes);
const [firstProvider = ''] = Object.keys(providerNodes);

const notices = nodes.map(({ provider, trigger }): INodeProperties => ({
	displayName: trigger.notice,
	name: `${provider.name}Setup`,
	type: 'notice',
	displayOptions: { show: { provider: [provider.name] } },
	default: '',
}));

/** Each provider's own options, shown for the providers that have them. */
const ownOptions = [...new Set(nodes.flatMap(({ trigger }) => trigger.options))].map((option) => {
	const having = nodes.filter(({ trigger }) => trigger.options.includes(option));
	const names = having.map(({ provider }) => provider.name);
	return { ...option, displayOptions: { show: { '/provider': names } } };
});

/** What people set. The names are fixed: saved workflows hold them. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		noDataExpression: true,
		options: nodes.map(({ provider }) => ({ name: provider.title, value: provider.name })),
		default: firstProvider,
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
		options: sortByName([
			{
				displayName: 'Confirm With Provider',
				name: 'confirmWithProvider',
				type: 'boolean',
				default: false,
				description:
					'Whether to read the refund again through the API and pass that on instead. Where it cannot be read, the event is passed on with <code>confirmed</code> false.',
			},
			{
				displayName: 'Replay Window (Minutes)',
				name: 'replayWindow',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 180,
				description: `How old a signed event may be. Without this option: ${nodes
					.map(({ trigger }) => trigger.replayNote)
					.join('; ')}.`,
			},
			...ownOptions,
		]),
	},
];
