/** What verifying needs, from the request and from the node. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { asText, type JsonObject } from '../../refunds/json';
import type { Delivery, VerificationSettings } from '../../refunds/webhooks/webhook';
import { optionsOf, providerNodeOf } from './parameters';
import { secretsIn } from './secrets';
import { keptRegistration } from './staticData';

/** The delivery as it arrived. */
export async function readDelivery(this: IWebhookFunctions): Promise<Delivery> {
	const request = this.getRequestObject();
	// n8n skips reading a body whose type it cannot parse.
	if (!Buffer.isBuffer(request.rawBody)) await request.readRawBody?.();
	return {
		rawBody: Buffer.isBuffer(request.rawBody) ? request.rawBody : null,
		headers: Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		urls: urlsOf.call(this),
		now: Math.floor(Date.now() / 1000),
	};
}

/**
 * Every URL the provider may know this trigger by: the one a person entered, and n8n's own. While
 * a test listens, getNodeWebhookUrl still gives the production URL and only newer versions of n8n
 * say the test URL, so the path that was asked for is tried on n8n's address as well.
 */
function urlsOf(this: IWebhookFunctions): string[] {
	const { publicUrl } = optionsOf.call(this);
	const own = this.getNodeWebhookUrl('default') ?? '';
	const [path = ''] = this.getRequestObject().originalUrl.split('?');
	const asked = URL.canParse(own) ? new URL(own).origin + path : '';
	return [...new Set([publicUrl, own, asked])].filter((url) => url !== '');
}

export async function readVerification(this: IWebhookFunctions): Promise<VerificationSettings> {
	const { provider, credential, trigger } = providerNodeOf.call(this);
	const { replayWindow, signatureScheme } = optionsOf.call(this);
	const credentials = (await this.getCredentials(credential)) as JsonObject;
	const registered = keptRegistration.call(this)?.secret ?? '';
	const kept = [{ name: 'Registered Secret', value: registered }];
	const { accessKeyField } = trigger;
	return {
		secrets: [
			...(provider.webhook.registry && registered !== '' ? kept : []),
			...secretsIn(trigger, credentials),
		],
		accessKey:
			accessKeyField === null ? null : (asText(credentials[accessKeyField])?.trim() ?? null),
		account: provider.account(credentials),
		replayWindow,
		signatureScheme,
	};
}
