/** The account behind a credential. */
import { createHash } from 'node:crypto';

import { asText, type JsonObject } from '../../refunds/json';
import type { Account } from '../../refunds/exchange';
import type { Mode } from '../../refunds/refund';
import { hostOf, originOf } from '../origin';
import type { Brand } from './brands';

/**
 * The account behind a credential. The public key goes into the identity because merchants may
 * choose payment references themselves, so two accounts can have the same one; the secret never does.
 */
export function accountOf(brand: Brand, credentials: JsonObject): Account {
	const publicKey = asText(credentials.publicKey)?.trim() ?? '';
	const secretKey = asText(credentials.secretKey)?.trim() ?? '';
	const origin = originOf(asText(credentials.baseUrl) ?? brand.defaultOrigin);
	const key = createHash('sha256').update(publicKey).digest('hex').slice(0, 12);
	return {
		mode: modeOfKeys([secretKey, publicKey]),
		origin,
		identity: `${hostOf(origin)}:${key}`,
		earlierIdentities: [],
	};
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
