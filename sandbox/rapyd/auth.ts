/** The four headers of each Rapyd request, checked in the order measured at Rapyd's sandbox. */
import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { rapydError } from './envelope';
import { keys, otherKeys } from './keys';
import { requestSignature } from './signature';

/** Documented: less than 60 s old and not in the future; a few seconds for clocks that differ. */
const oldestSeconds = 60;
const aheadSeconds = 5;

const unauthenticated = (message: string): Answer =>
	rapydError('UNAUTHENTICATED_API_CALL', message, 401);

/**
 * Rapyd writes the body anew before it checks the signature: its own Python SDK signs compact UTF-8
 * and sends spaced, escaped JSON, and a number such as 12.50 never matches (rapyd.md, 1.3).
 */
function reserialised(body: Buffer): Buffer | string {
	try {
		return JSON.stringify(JSON.parse(body.toString('utf8')));
	} catch {
		return body;
	}
}

export function authenticate(request: Incoming, world: World): Answer | undefined {
	const { access_key: accessKey, salt, timestamp, signature } = request.headers;
	const complete = [accessKey, salt, timestamp, signature].every(
		(header) => typeof header === 'string' && header !== '',
	);
	if (!complete || !/^\d+$/.test(String(timestamp))) {
		const message = 'The request is missing an authentication header.';
		return rapydError('MISSING_AUTHENTICATION_HEADERS', message);
	}
	const pair = accessKey === otherKeys.accessKey ? otherKeys : keys;
	const expected = requestSignature({
		method: request.method,
		path: request.url,
		salt: String(salt),
		timestamp: String(timestamp),
		...pair,
		body: reserialised(request.rawBody),
	});
	if (pair.accessKey !== accessKey || signature !== expected) {
		return unauthenticated(
			'The API received a request, but the signature did not match. Remove trailing zeroes and ' +
				'decimal points, or wrap numbers in a string.',
		);
	}
	const age = Math.floor(Date.now() / 1000) - Number(timestamp);
	if (age > oldestSeconds || age < -aheadSeconds) {
		return unauthenticated('The timestamp header is out of allowed range.');
	}
	if (!world.salts.use(String(salt))) {
		return unauthenticated('The salt header value is not valid, same value used not long ago.');
	}
	return undefined;
}
