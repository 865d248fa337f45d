import { asText, type JsonObject } from '../../refunds/json';
import type { Account } from '../../refunds/exchange';
import type { Mode } from '../../refunds/refund';

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
		identity: URL.canParse(origin) ? new URL(origin).host : origin,
		earlierIdentities: [],
	};
}

/** People copy the address with /v1 at its end, and every path begins with that. */
function originOf(baseUrl: string): string {
	return baseUrl.trim().replace(/\/+$/, '').replace(/\/v1$/i, '');
}
