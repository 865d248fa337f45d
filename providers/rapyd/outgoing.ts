/**
 * Signs a request of n8n's helpers, just before it is sent. What is signed must be what is sent,
 * byte for byte, so the query is put into the URL and the body turned into text here, and nothing
 * is left for n8n or axios to serialise.
 */
import { parseJson } from '../../refunds/json';
import { signRequest } from './signature';

/** What is read and written of n8n's request options, those of its older helper included. */
interface Outgoing {
	method?: string;
	baseURL?: string;
	url?: string;
	/** The older helper (HTTP Request node) has the address here. */
	uri?: string;
	qs?: unknown;
	/** How lists in `qs` are written, in n8n's newer and older helper. */
	arrayFormat?: string;
	qsStringifyOptions?: { arrayFormat?: string };
	headers?: Record<string, unknown>;
	body?: unknown;
	/** The older helper's form bodies. */
	form?: unknown;
	formData?: unknown;
}

interface Signer {
	accessKey: string;
	secretKey: string;
	/** New for each call. */
	salt: string;
	/** Unix seconds. */
	timestamp: string;
}

const OWN_HEADERS = ['content-type', 'access_key', 'salt', 'timestamp', 'signature'];
const WITHOUT_BODY = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Signs the request in place and gives it back. Signing it again (n8n does so when it repeats a
 * request) replaces the headers and changes nothing else.
 * @throws Error in plain words where the request cannot be signed
 */
export function signOutgoing<T extends Outgoing>(request: T, signer: Signer): T {
	const method = request.method ?? 'GET';
	const url = wholeUrl(request);
	const body = bodyText(request, method);

	request.url = url.href;
	delete request.uri;
	delete request.baseURL;
	delete request.qs;
	if (body === '') delete request.body;
	else request.body = body;

	const pathWithQuery = url.pathname + url.search;
	const others = Object.entries(request.headers ?? {}).filter(
		([name]) => !OWN_HEADERS.includes(name.toLowerCase()),
	);
	request.headers = {
		...Object.fromEntries(others),
		'Content-Type': 'application/json',
		access_key: signer.accessKey,
		salt: signer.salt,
		timestamp: signer.timestamp,
		signature: signRequest({ ...signer, method, pathWithQuery, body }),
	};
	return request;
}

/** The address with its query. As `URL` writes it, because axios sends what `URL` makes of it. */
function wholeUrl(request: Outgoing): URL {
	const given = request.url ?? request.uri ?? '';
	const { baseURL = '' } = request;
	const isWhole = baseURL === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(given);
	const joined = isWhole ? given : `${baseURL.replace(/\/+$/, '')}/${given.replace(/^\/+/, '')}`;
	if (!URL.canParse(joined)) throw new Error(`"${joined}" is not a complete web address.`);
	const url = new URL(joined);
	url.hash = '';
	const query = queryText(request);
	if (query !== '') url.search = url.search === '' ? query : `${url.search}&${query}`;
	return url;
}

function queryText({ qs, arrayFormat, qsStringifyOptions }: Outgoing): string {
	if (qs instanceof URLSearchParams) return qs.toString();
	if (typeof qs !== 'object' || qs === null) return '';
	const format = arrayFormat ?? qsStringifyOptions?.arrayFormat ?? 'indices';
	return new URLSearchParams(
		Object.entries(qs).flatMap(([k, v]) => pairs(k, v, format)),
	).toString();
}

/** One parameter as name and value; lists and objects as n8n writes them (a[0]=1, a[b]=2). */
function pairs(name: string, value: unknown, format: string): Array<[string, string]> {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) {
		if (format === 'comma') return [[name, value.join(',')]];
		return value.flatMap((entry, index) => {
			const suffixes: Record<string, string> = { repeat: '', brackets: '[]' };
			return pairs(name + (suffixes[format] ?? `[${index}]`), entry, format);
		});
	}
	if (typeof value === 'object' && !(value instanceof Date)) {
		return Object.entries(value).flatMap(([key, entry]) => pairs(`${name}[${key}]`, entry, format));
	}
	return [[name, value instanceof Date ? value.toISOString() : String(value)]];
}

/**
 * The body as the text to sign and send; '' where nothing is sent, also for {} (Rapyd's own samples
 * sign that as nothing). Text is written anew without blanks between its parts, because Rapyd signs
 * JSON in that form; what is not JSON it does not take.
 */
function bodyText(request: Outgoing, method: string): string {
	const { body } = request;
	if (WITHOUT_BODY.includes(method.toUpperCase())) return '';
	if (isFilled(request.form) || isFilled(request.formData) || isForm(body)) {
		throw new Error(
			'Rapyd takes JSON only: forms and files cannot be signed. Send the body as JSON.',
		);
	}
	if (body === undefined || body === null) return '';
	const value = typeof body === 'string' || Buffer.isBuffer(body) ? parse(String(body)) : body;
	const text = JSON.stringify(value) ?? '';
	return text === '{}' || text === '""' ? '' : text;
}

function isFilled(form: unknown): boolean {
	return typeof form === 'object' && form !== null ? Object.keys(form).length > 0 : Boolean(form);
}

/** Form data and streams (both have `pipe`), and URL-encoded forms. */
function isForm(body: unknown): boolean {
	if (typeof body !== 'object' || body === null) return false;
	return body instanceof URLSearchParams || 'pipe' in body || body instanceof FormData;
}

function parse(text: string): unknown {
	if (text.trim() === '') return '';
	const value = parseJson(text);
	if (value !== undefined) return value;
	throw new Error('Rapyd takes JSON only, and the body is not valid JSON.');
}
