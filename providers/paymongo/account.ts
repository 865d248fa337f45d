/** The account behind a credential, and the hosts a refund may go to. */
import { asText, type JsonObject } from '../../refunds/json';
import type { Account } from '../../refunds/exchange';
import type { Mode } from '../../refunds/refund';
import { DEFAULT_ORIGIN } from './wire';

/**
 * Reads the account from the credential. The mode is the key's prefix (there is one host for test
 * and live). The identity leaves the key out: PayMongo's payment ids are unique across
 * accounts, and a rotated key must not make an old reference look new.
 */
export function account(credentials: JsonObject): Account {
	const origin = trimBase(asText(credentials.baseUrl) ?? DEFAULT_ORIGIN);
	const mode = modeOfKey(asText(credentials.secretKey) ?? '');
	return {
		mode,
		origin,
		identity: `${hostOf(origin)} ${mode ?? 'unknown'}`,
		earlierIdentities: [],
	};
}

function modeOfKey(key: string): Mode | null {
	if (key.trim().startsWith('sk_live_')) return 'live';
	return key.trim().startsWith('sk_test_') ? 'test' : null;
}

/** Paths begin with /v1, which people also paste as part of the base URL. */
function trimBase(url: string): string {
	return url.trim().replace(/(\/v1)?\/*$/, '');
}

function hostOf(origin: string): string {
	return URL.canParse(origin) ? new URL(origin).host : origin;
}

/** The origin of the QR Ph host, or null for the main host. `checkQrPh` has seen it before. */
export function qrPhOrigin(options: JsonObject): string | null {
	const address = asText(options.qrPh);
	return address === null ? null : (readOrigin(address)?.origin ?? trimBase(address));
}

/** What is wrong with the QR Ph host, or null. */
export function checkQrPh({ qrPh }: JsonObject): string | null {
	if (qrPh === undefined || qrPh === null || qrPh === '') return null;
	const url = typeof qrPh === 'string' ? readOrigin(qrPh) : null;
	if (url === null) {
		return 'QR Ph Host is not an address such as https://refunds-api.paymongo.com.';
	}
	if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return null;
	return 'QR Ph Host must begin with https://, because the secret key is sent to it.';
}

/** An address that is an origin and nothing more, or null. */
function readOrigin(address: string): URL | null {
	const text = trimBase(address);
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	// With a user, path, query or fragment the parsed form is longer than the origin.
	return url.href === `${url.origin}/` ? url : null;
}

function isLoopback({ hostname }: URL): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
