/** The account behind a credential, and the hosts a refund may go to. */
import { isLoopback } from '../../refunds/address';
import { asText, type JsonObject } from '../../refunds/json';
import type { Account } from '../../refunds/exchange';
import type { Mode } from '../../refunds/refund';
import { cleanKey } from '../keys';
import { hostOf, namedAccount, originOf } from '../origin';
import { DEFAULT_ORIGIN } from './wire';

/**
 * Reads the account from the credential. The mode is the key's prefix (there is one host for test
 * and live). The identity leaves the key out: PayMongo's payment ids are unique across accounts,
 * and a rotated key must not make an old reference look new. Nor does the address of a proxy: the
 * host in it is PayMongo's own, whatever the Base URL is. A key that does not say its mode counts as
 * live, where a second refund would cost money.
 */
export function account(credentials: JsonObject): Account {
	const baseUrl = asText(credentials.baseUrl) ?? DEFAULT_ORIGIN;
	const mode = modeOfKey(cleanKey(credentials.secretKey));
	const host = hostOf(DEFAULT_ORIGIN);
	const firstNameAt = (at: string): string => `${at} ${mode ?? 'unknown'}`;
	return namedAccount({ mode, origin: originOf(baseUrl) }, `${host} ${mode ?? 'live'}`, [
		firstNameAt(host),
		firstNameAt(hostOf(baseUrl.trim())),
	]);
}

function modeOfKey(key: string): Mode | null {
	if (key.startsWith('sk_live_')) return 'live';
	return key.startsWith('sk_test_') ? 'test' : null;
}

/** The origin of the QR Ph host, or null for the main host. `checkQrPh` has seen it before. */
export function qrPhOrigin(options: JsonObject): string | null {
	const address = asText(options.qrPh);
	return address === null ? null : originOf(address);
}

/**
 * What is wrong with the QR Ph host, or null. The secret key is sent there, and the option may be
 * an expression, so it goes to PayMongo's own hosts, and to this machine for sandboxes.
 */
export function checkQrPh({ qrPh }: JsonObject): string | null {
	if (qrPh === undefined || qrPh === null || qrPh === '') return null;
	const url = typeof qrPh === 'string' ? readOrigin(qrPh) : null;
	if (url === null) {
		return 'QR Ph Host is not an address such as https://refunds-api.paymongo.com.';
	}
	if (isLoopback(url) || (url.protocol === 'https:' && isPayMongo(url))) return null;
	return "QR Ph Host must be one of PayMongo's own, such as https://refunds-api.paymongo.com, because the secret key is sent to it.";
}

/** An address that is an origin and nothing more (but /v1, as people copy it), or null. */
function readOrigin(address: string): URL | null {
	const text = address.trim();
	if (!URL.canParse(text) || !URL.canParse(originOf(text))) return null;
	const { username, password, search, hash } = new URL(text);
	const url = new URL(originOf(text));
	const isBare = [username, password, search, hash].every((part) => part === '');
	return isBare && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url : null;
}

function isPayMongo({ hostname }: URL): boolean {
	return /^([a-z\d-]+\.)*paymongo\.com$/.test(hostname);
}
