/** What n8n calls when a workflow is published or unpublished, or a test starts or ends. */
import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { asNodeError } from '../failures';
import { connect } from '../transport';
import { adopt, register, retire, type Registrar, type Registration } from './registration';
import { optionsOf, providerNodeOf } from './parameters';
import { secretsIn } from './secrets';
import { keepRegistration, keptRegistration } from './registered';

/**
 * Whether the provider has this trigger's webhook, set up as it should be. Where the URL is pasted
 * by hand nobody can tell; then the only thing that can be checked is checked.
 */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	if (providerNodeOf.call(this).provider.webhook.registry === undefined) {
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
	const { provider, credential, trigger } = providerNodeOf.call(this);
	const secrets = secretsIn(trigger, await this.getCredentials(credential));
	if (secrets.length > 0) return;
	const [field] = Object.values(trigger.secretFields);
	throw new NodeOperationError(this.getNode(), `The ${provider.title} credential has no ${field}`, {
		description: `Events are checked with it. Enter the ${field} in the credential.`,
	});
}

/** Runs a part of the registration; where the URL is pasted by hand there is nothing to do. */
async function withRegistrar(
	this: IHookFunctions,
	run: (registrar: Registrar) => Promise<boolean>,
): Promise<boolean> {
	const { provider, credential, trigger } = providerNodeOf.call(this);
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
			hasFallback: secretsIn(trigger, credentials).length > 0,
		});
	} catch (error) {
		throw asNodeError(this.getNode(), error);
	}
}

/** Where the provider is to send events. A test has n8n's own URL, which no proxy rule knows. */
function urlOf(this: IHookFunctions): string {
	const { publicUrl } = optionsOf.call(this);
	const own = this.getNodeWebhookUrl('default') ?? '';
	return this.getMode() === 'manual' || publicUrl === '' ? own : publicUrl;
}
