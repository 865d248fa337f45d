/** The account behind a credential. */
import { asText, type JsonObject } from '../../refunds/json';
import type { Account } from '../../refunds/exchange';
import type { Mode } from '../../refunds/refund';
import { cleanKey, keyDigest } from '../keys';
import { hostOf, namedAccount, originOf } from '../origin';
import type { Brand } from './brands';

/**
 * The account behind a credential. The public key goes into the identity because merchants may
 * choose payment references themselves, so two accounts can have the same one; the secret never
 * does. The key is named as it is sent, and under the brand's own host whatever the Base URL is:
 * a proxy's address is no other account.
 */
export function accountOf(brand: Brand, credentials: JsonObject): Account {
	const baseUrl = asText(credentials.baseUrl) ?? brand.defaultOrigin;
	const pasted = asText(credentials.publicKey)?.trim() ?? '';
	const publicKey = cleanKey(pasted);
	const mode = modeOfKeys([cleanKey(credentials.secretKey), publicKey]);
	const host = hostOf(brand.defaultOrigin);
	const nameOf = (at: string, key: string): string => `${at}:${keyDigest(key)}`;
	return namedAccount({ mode, origin: originOf(baseUrl) }, nameOf(host, publicKey), [
		nameOf(firstHostOf(baseUrl), pasted),
		nameOf(firstHostOf(baseUrl), publicKey),
		nameOf(host, pasted),
	]);
}

/** The host as release 0.1 read it, with whatever else people had in their Base URL. */
function firstHostOf(baseUrl: string): string {
	const base = baseUrl.trim().replace(/\/+$/, '').replace(/\/v1$/i, '').replace(/\/+$/, '');
	return base.replace(/^[a-z]+:\/\//i, '').toLowerCase();
}

/**
 * redSec_test_, redPub_test_ (documented by Redstone), morSec_live_, morPub_live_ (seen in code).
 * Keys of another form, or one test and one live key, say nothing.
 */
function modeOfKeys(keys: readonly string[]): Mode | null {
	const modes = new Set(keys.map((key) => /^[A-Za-z]+_(test|live)_/.exec(key)?.[1]));
	modes.delete(undefined);
	if (modes.size !== 1) return null;
	return modes.has('live') ? 'live' : 'test';
}
