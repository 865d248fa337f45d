/** The only place that calls n8n's HTTP helper. */
import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IN8nHttpFullResponse,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { parseJson, type JsonObject } from '../refunds/json';
import type { Account, Answer, ProviderRequest, Send } from '../refunds/exchange';
import type { RefundProvider } from '../refunds/provider';

export type RefundsContext =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

export interface Connection {
	send: Send;
	account: Account;
}

const DEFAULT_TIMEOUT_SECONDS = 30;
const READ_TRIES = 4;
/** Longer pauses than this are left to whoever runs the workflow again. */
const LONGEST_PAUSE = 60_000;

/** Axios and Node codes that prove that no byte of the request left this machine. */
const NEVER_SENT = new Set([
	'ENOTFOUND',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Connects a node to its provider's account.
 * @param timeout seconds a request may take
 */
export async function connect(
	this: RefundsContext,
	credentialType: string,
	provider: RefundProvider,
	timeout = DEFAULT_TIMEOUT_SECONDS,
): Promise<Connection> {
	const account = provider.account((await this.getCredentials(credentialType)) as JsonObject);
	const once = async (request: ProviderRequest): Promise<Answer> =>
		await exchange.call(this, credentialType, account.origin, request, timeout * 1000);
	const signal = cancelSignal.call(this);
	const send: Send = async (request) =>
		request.method === 'GET' ? await readPatiently(request, once, signal) : await once(request);
	return { send, account };
}

/** The signal of a canceled execution, where this context and this n8n have one. */
export function cancelSignal(this: RefundsContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in this ? this.getExecutionCancelSignal() : undefined;
}

/**
 * One HTTP exchange, one request on the wire. `ignoreHttpStatusErrors` keeps n8n from repeating a
 * request that was answered 401; redirects are not followed, because a POST would be sent again.
 * The body is taken as text, so that a cut-off or HTML answer is seen as what it is.
 */
async function exchange(
	this: RefundsContext,
	credentialType: string,
	origin: string,
	request: ProviderRequest,
	timeout: number,
): Promise<Answer> {
	const query = new URLSearchParams(request.query ?? {}).toString();
	const options: IHttpRequestOptions = {
		method: request.method,
		url: `${request.origin ?? origin}${request.path}${query === '' ? '' : `?${query}`}`,
		headers: { Accept: 'application/json', ...request.headers },
		timeout,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	if (request.body !== undefined) {
		options.body = JSON.stringify(request.body);
		options.headers = { ...options.headers, 'Content-Type': 'application/json' };
	}
	try {
		const response = (await this.helpers.httpRequestWithAuthentication.call(
			this,
			credentialType,
			options,
		)) as IN8nHttpFullResponse;
		const text = typeof response.body === 'string' ? response.body : '';
		return {
			kind: 'answer',
			status: response.statusCode,
			headers: headersOf(response.headers),
			text,
			body: parseJson(text),
		};
	} catch (error) {
		const code = codeOf(error);
		return {
			kind: NEVER_SENT.has(code) ? 'not_sent' : 'no_answer',
			message: describeCode(code, timeout),
		};
	}
}

function headersOf(headers: IDataObject): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

/** The first code found on an error or on what caused it; n8n wraps axios' errors. */
function codeOf(error: unknown, depth = 0): string {
	if (typeof error !== 'object' || error === null || depth > 4) return '';
	const { code, httpCode, cause } = error as {
		code?: unknown;
		httpCode?: unknown;
		cause?: unknown;
	};
	if (typeof code === 'string' && code !== '') return code;
	if (typeof httpCode === 'string' && /^E[A-Z_]+$/.test(httpCode)) return httpCode;
	return codeOf(cause, depth + 1);
}

function describeCode(code: string, timeout: number): string {
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') return `no answer in ${timeout / 1000} s`;
	if (code === 'ECONNRESET') return 'the connection was cut off';
	if (code === 'ERR_CANCELED') return 'the execution was canceled';
	return code === '' ? 'the connection failed' : code;
}

/** Repeats a read that met a passing fault. A refund is never sent this way. */
async function readPatiently(
	request: ProviderRequest,
	once: Send,
	signal: AbortSignal | undefined,
): Promise<Answer> {
	for (let tries = 1; ; tries += 1) {
		const answer = await once(request);
		if (tries >= READ_TRIES || !isPassing(answer) || signal?.aborted === true) return answer;
		const pause = pauseAfter(answer, tries);
		if (pause > LONGEST_PAUSE) return answer;
		await sleep(pause, signal);
	}
}

function isPassing(answer: Answer): boolean {
	if (answer.kind !== 'answer') return true;
	return answer.status === 408 || answer.status === 429 || answer.status >= 500;
}

/** Milliseconds: what Retry-After says, else exponential with full jitter. */
function pauseAfter(answer: Answer, tries: number): number {
	const wanted = answer.kind === 'answer' ? Number(answer.headers['retry-after'] ?? NaN) : NaN;
	if (wanted >= 0) return wanted * 1000;
	return Math.random() * 250 * 2 ** tries;
}
