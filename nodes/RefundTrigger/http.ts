/**
 * What n8n hands a webhook of Express, as far as it is used here. n8n types both by packages that
 * are not installed with it, which makes them `any` where nobody says otherwise.
 */
import { UnexpectedError, type IWebhookFunctions } from 'n8n-workflow';

interface WebhookRequest {
	readonly headers: Readonly<Record<string, unknown>>;
	/** Path and query, as they were asked for. */
	readonly originalUrl: string;
	/** The untouched body, once it was read. */
	readonly rawBody?: unknown;
	readRawBody?(): Promise<void>;
}

interface WebhookResponse {
	readonly statusCode: number;
	status(code: number): WebhookResponse;
	send(): WebhookResponse;
	end(): void;
	once(event: 'finish', listener: () => void): void;
}

export function requestOf(this: IWebhookFunctions): WebhookRequest {
	const request: unknown = this.getRequestObject();
	if (isRequest(request)) return request;
	throw new UnexpectedError('n8n gave the trigger no request');
}

export function responseOf(this: IWebhookFunctions): WebhookResponse {
	const response: unknown = this.getResponseObject();
	if (isResponse(response)) return response;
	throw new UnexpectedError('n8n gave the trigger no response');
}

function isRequest(value: unknown): value is WebhookRequest {
	return (
		typeof value === 'object' &&
		value !== null &&
		'headers' in value &&
		typeof value.headers === 'object' &&
		'originalUrl' in value &&
		typeof value.originalUrl === 'string'
	);
}

function isResponse(value: unknown): value is WebhookResponse {
	if (typeof value !== 'object' || value === null || !('statusCode' in value)) return false;
	const methods = ['status', 'send', 'end', 'once'];
	return methods.every((name) => typeof Reflect.get(value, name) === 'function');
}
