/** One HTTP exchange through n8n's helper, the only place that calls it. */
import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IN8nHttpFullResponse,
	type IWebhookFunctions,
} from 'n8n-workflow';

import type { Answer, ProviderRequest } from '../refunds/exchange';
import { parseJson } from '../refunds/json';

/** Where our code runs inside n8n. */
export type RefundsContext =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

/** Where requests go, and as whom. */
interface Line {
	credentialType: string;
	/**
	 * Read once, when the node connects: what is sent belongs to the account that was looked up and
	 * claimed, and no send depends on n8n's database being there at that moment.
	 */
	credential: ICredentialDataDecryptedObject;
	origin: string;
	/** Seconds an exchange may take, from its first byte to the last one of the answer. */
	timeout: number;
	/** Takes the credential's keys out of a text. */
	maskSecrets(text: string): string;
	/** Ends an exchange early: the execution was canceled. */
	canceled: AbortSignal | undefined;
}

/** More than any answer the providers document. What is larger is not read to its end. */
const LARGEST_BODY = 5_000_000;

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
 * One request on the wire, and what came of it. It always ends: by an answer, at the deadline (an
 * answer that trickles has none of n8n's time-outs), or when the execution is canceled. Never throws.
 */
export async function exchange(
	this: RefundsContext,
	line: Line,
	request: ProviderRequest,
): Promise<Answer> {
	const over = new AbortController();
	const end = () => over.abort();
	line.canceled?.addEventListener('abort', end, { once: true });
	// A race, because n8n puts its own signal in place of any that is given to its helper.
	const late = sleep(line.timeout * 1000, over.signal).then(
		() => 'ETIMEDOUT',
		() => 'ERR_CANCELED',
	);
	try {
		const first = await Promise.race([answerTo.call(this, line, request, over.signal), late]);
		return typeof first === 'string' ? unanswered(first, line) : first;
	} catch (error) {
		return unanswered(codeOf(error), line);
	} finally {
		line.canceled?.removeEventListener('abort', end);
		// Ends the timer, and an answer that is still being read.
		end();
	}
}

async function answerTo(
	this: RefundsContext,
	{ credentialType, credential, origin, timeout, maskSecrets }: Line,
	request: ProviderRequest,
	over: AbortSignal,
): Promise<Answer> {
	const options = optionsFor(request, origin, timeout);
	const response = (await this.helpers.httpRequestWithAuthentication.call(
		this,
		credentialType,
		options,
		{ credentialsDecrypted: { id: '', name: '', type: credentialType, data: credential } },
	)) as IN8nHttpFullResponse;
	const text = maskSecrets((await readText(response.body, over)) ?? '');
	return {
		kind: 'answer',
		status: response.statusCode,
		headers: headersOf(response.headers),
		text,
		body: parseJson(text),
	};
}

/**
 * `ignoreHttpStatusErrors` keeps n8n from repeating a request that was answered 401; redirects are
 * not followed, because a POST would be sent again. The body is taken as a stream of bytes, so that
 * it can be left when it is too large, and is never parsed by anyone else.
 */
function optionsFor(
	request: ProviderRequest,
	origin: string,
	timeout: number,
): IHttpRequestOptions {
	const query = new URLSearchParams(request.query ?? {}).toString();
	const options: IHttpRequestOptions = {
		method: request.method,
		url: `${request.origin ?? origin}${request.path}${query === '' ? '' : `?${query}`}`,
		headers: { Accept: 'application/json', ...request.headers },
		timeout: timeout * 1000,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	if (request.body !== undefined) {
		options.body = JSON.stringify(request.body);
		options.headers = { ...options.headers, 'Content-Type': 'application/json' };
	}
	return options;
}

interface ByteStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

function isStream(body: unknown): body is ByteStream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/**
 * The body as text; null where it is too large. It ends when the exchange is over.
 * @throws Error of the connection, where it breaks before the body's end
 */
async function readText(body: unknown, over: AbortSignal): Promise<string | null> {
	if (!isStream(body)) return null;
	const leave = () => body.destroy();
	over.addEventListener('abort', leave, { once: true });
	if (over.aborted) leave();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > LARGEST_BODY) return null;
		chunks.push(chunk);
	}
	return new TextDecoder().decode(Buffer.concat(chunks));
}

function headersOf(headers: IDataObject): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

/** No answer: certainly nothing sent, or nobody knows. */
function unanswered(code: string, { timeout }: Line): Answer {
	return {
		kind: NEVER_SENT.has(code) ? 'not_sent' : 'no_answer',
		message: describeCode(code, timeout),
	};
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
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') return `no answer in ${timeout} s`;
	if (code === 'ECONNRESET') return 'the connection was cut off';
	if (code === 'ERR_CANCELED') return 'the execution was canceled';
	return code === '' ? 'the connection failed' : code;
}
