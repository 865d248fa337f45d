import { asText, type JsonObject } from '../../refunds/json';
import type { Account } from '../../refunds/provider';
import type { Mode } from '../../refunds/refund';

export const ORIGINS = {
	sandbox: 'https://sandboxapi.rapyd.net',
	production: 'https://api.rapyd.net',
} as const;

const MODES: Readonly<Record<string, Mode>> = { sandbox: 'test', production: 'live' };

/**
 * The account behind a credential. Its fingerprint is the host alone: payment ids are unique at
 * Rapyd, and new keys must not change the names of refunds already made.
 */
export function account(credentials: JsonObject): Account {
	const environment = asText(credentials.environment) ?? 'sandbox';
	const origin =
		environment === 'sandbox' || environment === 'production'
			? ORIGINS[environment]
			: (asText(credentials.baseUrl) ?? ORIGINS.sandbox).trim().replace(/\/+$/, '');
	return {
		mode: MODES[environment] ?? null,
		origin,
		fingerprint: URL.canParse(origin) ? new URL(origin).host : origin,
	};
}
