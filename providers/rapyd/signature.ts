/**
 * Rapyd's signatures: base64 of the lower-case *hex text* of an HMAC-SHA256, not of the digest's
 * bytes. The documentation writes BASE64(HASH(...)); every official sample encodes the hex text.
 */
import { createHmac } from 'node:crypto';

interface SigningKeys {
	/** Random text, new for every request: Rapyd refuses one it has seen lately. */
	salt: string;
	/** Unix seconds. Rapyd refuses the future and anything older than 60 seconds. */
	timestamp: string;
	accessKey: string;
	secretKey: string;
}

interface RequestToSign extends SigningKeys {
	method: string;
	/** Begins with /v1 and has the query, exactly as it is sent. */
	pathWithQuery: string;
	/** Exactly the text that is sent; '' where nothing is sent. */
	body: string;
}

interface WebhookToSign extends SigningKeys {
	/** The whole URL as it is entered in Rapyd's Client Portal. */
	url: string;
	/** The bytes as they arrived. */
	rawBody: Buffer;
}

/**
 * The `signature` header of a request.
 * Source: docs.rapyd.net "Request Signatures"; Rapyd-Samples/rapyd-api-signature-snippets.
 */
export function signRequest(request: RequestToSign): string {
	const { method, pathWithQuery, salt, timestamp, accessKey, secretKey, body } = request;
	return sign(
		secretKey,
		method.toLowerCase() + pathWithQuery + salt + timestamp + accessKey + secretKey + body,
	);
}

/**
 * The `signature` header Rapyd puts on a webhook: no method, and the whole URL for a path.
 * Source: docs.rapyd.net "Webhook Authentication"; Rapyd-Samples/rapyd-curl-request-signature.
 */
export function signWebhook(webhook: WebhookToSign): string {
	const { url, salt, timestamp, accessKey, secretKey, rawBody } = webhook;
	return sign(secretKey, url + salt + timestamp + accessKey + secretKey, rawBody);
}

function sign(secretKey: string, text: string, bytes: Buffer = Buffer.alloc(0)): string {
	const hex = createHmac('sha256', secretKey).update(text, 'utf8').update(bytes).digest('hex');
	return Buffer.from(hex, 'ascii').toString('base64');
}
