import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { oneMain } from '../outputs';
import { providerNodes } from '../providers';
import { checkExists, create, remove } from './lifecycle';
import { properties } from './properties';
import { receive } from './receive';

const nodes = Object.values(providerNodes);

const namesExcept = (name: string) =>
	nodes.map(({ provider }) => provider.name).filter((other) => other !== name);

/** Starts a workflow when a provider reports on a refund. */
export class RefundTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Refund Trigger',
		name: 'refundTrigger',
		icon: { light: 'file:refundTrigger.svg', dark: 'file:refundTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["provider"] + ": " + $parameter["events"].join(", ")}}',
		description: 'Starts the workflow when a payment provider reports on a refund',
		defaults: { name: 'Refund Trigger' },
		inputs: [],
		outputs: oneMain,
		usableAsTool: undefined,
		credentials: nodes.map(({ provider, credential }) => ({
			name: credential,
			required: true,
			// Hidden for the others instead of shown for one: the editor takes a parameter that credentials
			// are shown for as the choice of an authentication method, and hides it in the credential.
			displayOptions: { hide: { provider: namesExcept(provider.name) } },
		})),
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'refunds',
				// Signatures cover the bytes as they arrived.
				rawBody: true,
			},
		],
		properties,
		triggerPanel: {
			header: 'Wait for the provider to report on a refund',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click the button above, then have the provider report on a refund to the Test URL. <b>When it works</b>, publish the workflow: events then go to the Production URL and start it by themselves.',
				active:
					'<b>While you build</b>, click the button above, then have the provider report on a refund to the Test URL. <b>The published workflow</b> starts by itself; its runs are in the executions list, not here.',
			},
			activationHint: 'Publish the workflow to receive every event at the Production URL.',
		},
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists.call(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create.call(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove.call(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}
}
