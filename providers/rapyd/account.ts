/** The account behind a credential. */
import { asText, type JsonObject } from '../../refunds/json';
import type { Account } from '../../refunds/exchange';
import type { Mode } from '../../refunds/refund';
import { hostOf, originOf } from '../origin';

/** docs.rapyd.net "Request Signatures". */
export const ORIGINS = {
	sandbox: 'https://sandboxapi.rapyd.net',
	production: 'https://api.rapyd.net',
} as const;

const MODES: Readonly<Record<string, Mode>> = { sandbox: 'test', production: 'live' };

/**
 * The account behind a credential. Its identity is the host alone: payment ids are unique at
 * Rapyd, and new keys must not change the names of refunds already made.
 */
export function account(credentials: JsonObject): Account {
	const environment = asText(credentials.environment) ?? 'sandbox';
	const origin =
		environment === 'sandbox' || environment === 'production'
			? ORIGINS[environment]
			: originOf(asText(credentials.baseUrl) ?? ORIGINS.sandbox);
	return {
		mode: MODES[environment] ?? null,
		origin,
		identity: hostOf(origin),
		earlierIdentities: [],
	};
}
