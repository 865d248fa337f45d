/** Rapyd's signature, written from its documents alone (rapyd.md, 1.3 and 4.3). */
import { createHmac } from 'node:crypto';

/** base64 of the lower-case hex digest, not of the raw digest. */
function sign(secretKey: string, parts: ReadonlyArray<string | Buffer>): string {
	const hmac = createHmac('sha256', secretKey);
	for (const part of parts) hmac.update(part);
	return Buffer.from(hmac.digest('hex'), 'ascii').toString('base64');
}

interface SignedRequest {
	method: string;
	/** Everything after the host, the query included. */
	path: string;
	salt: string;
	timestamp: string;
	accessKey: string;
	secretKey: string;
	body: string | Buffer;
}

export function requestSignature(request: SignedRequest): string {
	const { method, path, salt, timestamp, accessKey, secretKey, body } = request;
	return sign(secretKey, [method.toLowerCase(), path, salt, timestamp, accessKey, secretKey, body]);
}

interface SignedWebhook {
	/** The whole URL as configured in the portal. */
	url: string;
	salt: string;
	timestamp: string;
	accessKey: string;
	secretKey: string;
	body: string | Buffer;
}

export function webhookSignature(webhook: SignedWebhook): string {
	const { url, salt, timestamp, accessKey, secretKey, body } = webhook;
	return sign(secretKey, [url, salt, timestamp, accessKey, secretKey, body]);
}
