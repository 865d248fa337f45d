/** What the trigger is set to. */
import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { asText, isObject } from '../../refunds/json';
import type { ProviderNode } from '../providerNode';
import { providerNodes } from '../providers';

export type TriggerContext = IHookFunctions | IWebhookFunctions;

interface TriggerOptions {
	confirmWithProvider: boolean;
	/** '' where none is set. */
	publicUrl: string;
	/** Minutes; null is the provider's default. */
	replayWindow: number | null;
	signatureScheme: string;
}

/** The provider the trigger is set to. */
export function providerNodeOf(this: TriggerContext): ProviderNode {
	const name = this.getNodeParameter('provider');
	const node = Object.values(providerNodes).find(({ provider }) => provider.name === name);
	if (node) return node;
	throw new NodeOperationError(this.getNode(), `No provider is called "${String(name)}"`, {
		description: 'Choose the provider again from the list.',
	});
}

export function optionsOf(this: TriggerContext): TriggerOptions {
	const value = this.getNodeParameter('options', {});
	const options = isObject(value) ? value : {};
	const { replayWindow } = options;
	return {
		confirmWithProvider: options.confirmWithProvider === true,
		publicUrl: asText(options.publicUrl)?.trim() ?? '',
		replayWindow: typeof replayWindow === 'number' ? replayWindow : null,
		signatureScheme: asText(options.signatureScheme) ?? 'auto',
	};
}
