/** What the trigger is set to. */
import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { asText, isObject } from '../../refunds/json';
import type { VerificationSettings } from '../../refunds/webhooks/webhook';
import { sources, type Source } from './sources';

export type TriggerContext = IHookFunctions | IWebhookFunctions;

export interface TriggerOptions {
	confirmWithProvider: boolean;
	/** '' where none is set. */
	publicUrl: string;
	/** Minutes; null is the provider's default. */
	replayWindow: number | null;
	signatureScheme: string;
}

/** The provider the trigger is set to. */
export function sourceOf(this: TriggerContext): Source {
	const name = this.getNodeParameter('provider');
	const source = sources.find(({ provider }) => provider.name === name);
	if (source) return source;
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

/** The secrets a credential has, under the names of their fields. */
export function secretsIn(
	{ secretFields }: Pick<Source, 'secretFields'>,
	credentials: object,
): VerificationSettings['secrets'] {
	return Object.entries(secretFields).flatMap(([field, name]) => {
		const value = asText((credentials as Record<string, unknown>)[field])?.trim() ?? '';
		return value === '' ? [] : [{ name, value }];
	});
}
