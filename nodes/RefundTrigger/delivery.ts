/** What verifying needs, from the request and from the node. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { cleanKey } from '../../providers/keys';
import { asText } from '../../refunds/json';
import type { Delivery, VerificationSettings } from '../../refunds/webhooks/webhook';
import { requestOf } from './http';
import { optionsOf, providerNodeOf } from './parameters';
import { keptRegistration } from './registered';
import { credentialFields, secretsIn } from './secrets';

/** The delivery as it arrived. */
export async function readDelivery(this: IWebhookFunctions): Promise<Delivery> {
	const request = requestOf.call(this);
	// n8n skips reading a body whose type it cannot parse.
	if (!Buffer.isBuffer(request.rawBody)) await request.readRawBody?.();
	return {
		rawBody: Buffer.isBuffer(request.rawBody) ? request.rawBody : null,
		headers: Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		urls: urlsOf.call(this, request.originalUrl),
		now: Math.floor(Date.now() / 1000),
	};
}

/**
 * Every URL the provider may know this trigger by: the one a person entered, and n8n's own. While
 * a test listens, getNodeWebhookUrl still gives the production URL and only newer versions of n8n
 * say the test URL, so the path that was asked for is tried on n8n's address as well.
 */
function urlsOf(this: IWebhookFunctions, asked: string): string[] {
	const { publicUrl } = optionsOf.call(this);
	const own = this.getNodeWebhookUrl('default') ?? '';
	const [path = ''] = asked.split('?');
	const askedHere = URL.canParse(own) ? new URL(own).origin + path : '';
	return [...new Set([publicUrl, own, askedHere])].filter((url) => url !== '');
}

/** @param anew whether to read the credential whatever was read of it before */
export async function readVerification(
	this: IWebhookFunctions,
	anew: boolean,
): Promise<VerificationSettings> {
	const { provider, credential, trigger } = providerNodeOf.call(this);
	const { replayWindow, signatureScheme } = optionsOf.call(this);
	const credentials = await credentialFields.call(this, credential, anew);
	const registered = keptRegistration.call(this)?.secret ?? '';
	const kept = [{ name: 'Registered Secret', value: registered }];
	const { accessKeyField } = trigger;
	return {
		secrets: [
			...(provider.webhook.registry && registered !== '' ? kept : []),
			...secretsIn(trigger, credentials),
		],
		accessKey:
			accessKeyField === null ? null : cleanKey(asText(credentials[accessKeyField])) || null,
		account: provider.account(credentials),
		replayWindow,
		signatureScheme,
	};
}
