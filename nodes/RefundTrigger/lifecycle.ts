/** What n8n calls when a workflow is published or unpublished, or a test starts or ends. */
import { NodeApiError, NodeOperationError, type IHookFunctions, type INode } from 'n8n-workflow';

import { ProviderError } from '../../refunds/exchange';
import { connect } from '../transport';
import { adopt, register, retire, type Registrar, type Registration } from './registration';
import { optionsOf, secretsIn, sourceOf } from './settings';
import { keepRegistration, keptRegistration } from './staticData';

/**
 * Whether the provider has this trigger's webhook, set up as it should be. Where the URL is pasted
 * by hand nobody can tell; then the only thing that can be checked is checked.
 */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	if (sourceOf.call(this).provider.webhook.registry === undefined) {
		await requireSecret.call(this);
		return true;
	}
	return await withRegistrar.call(this, async (registrar) => {
		const registration = await adopt(registrar);
		if (registration) keepRegistration.call(this, registration);
		return registration !== null;
	});
}

export async function create(this: IHookFunctions): Promise<boolean> {
	return await withRegistrar.call(this, async (registrar) => {
		keepRegistration.call(this, await register(registrar));
		return true;
	});
}

/** The registration stays kept: its secret is needed when the webhook is enabled again. */
export async function remove(this: IHookFunctions): Promise<boolean> {
	return await withRegistrar.call(this, async (registrar) => {
		await retire(registrar);
		return true;
	});
}

/** An active trigger that refuses every event for want of a secret would look as if it worked. */
async function requireSecret(this: IHookFunctions): Promise<void> {
	const source = sourceOf.call(this);
	const secrets = secretsIn(source, await this.getCredentials(source.credential));
	if (secrets.length > 0) return;
	const [field] = Object.values(source.secretFields);
	throw new NodeOperationError(
		this.getNode(),
		`The ${source.provider.title} credential has no ${field}`,
		{ description: `Events are checked with it. Enter the ${field} in the credential.` },
	);
}

/** Runs a part of the registration; where the URL is pasted by hand there is nothing to do. */
async function withRegistrar(
	this: IHookFunctions,
	run: (registrar: Registrar) => Promise<boolean>,
): Promise<boolean> {
	const { provider, credential, ...source } = sourceOf.call(this);
	const { registry } = provider.webhook;
	if (registry === undefined) return true;
	const credentials = await this.getCredentials(credential);
	const { send } = await connect.call(this, credential, provider);
	const kept: Registration | null = keptRegistration.call(this);
	try {
		return await run({
			title: provider.title,
			registry,
			send,
			workflowId: this.getWorkflow().id ?? '',
			url: urlOf.call(this),
			kept: kept?.workflowId === this.getWorkflow().id ? kept : null,
			hasFallback: secretsIn(source, credentials).length > 0,
		});
	} catch (error) {
		throw asTriggerError(this.getNode(), error);
	}
}

/** What went wrong in n8n's own form, with what to do next. */
function asTriggerError(node: INode, error: unknown): Error {
	if (error instanceof ProviderError) {
		const { code, message, advice } = error.failure;
		return new NodeApiError(node, { code, message }, { message, description: advice });
	}
	return error instanceof Error ? error : new NodeOperationError(node, String(error));
}

/** Where the provider is to send events. A test has n8n's own URL, which no proxy rule knows. */
function urlOf(this: IHookFunctions): string {
	const { publicUrl } = optionsOf.call(this);
	const own = this.getNodeWebhookUrl('default') ?? '';
	return this.getMode() === 'manual' || publicUrl === '' ? own : publicUrl;
}
