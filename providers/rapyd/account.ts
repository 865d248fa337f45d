/** The account behind a credential. */
import { asText, type JsonObject } from '../../refunds/json';
import type { Account } from '../../refunds/exchange';
import type { Mode } from '../../refunds/refund';
import { hostOf, namedAccount, originOf } from '../origin';

/** docs.rapyd.net "Request Signatures". */
export const ORIGINS = {
	sandbox: 'https://sandboxapi.rapyd.net',
	production: 'https://api.rapyd.net',
} as const;

const MODES: Readonly<Record<string, Mode>> = { sandbox: 'test', production: 'live' };

/**
 * The account behind a credential. Its identity is Rapyd's own host: payment ids are unique at
 * Rapyd, so neither new keys nor a proxy's address change the names of refunds already made. Of an
 * address of one's own nobody knows which environment lies behind it: it counts as production,
 * where a second refund would cost money.
 */
export function account(credentials: JsonObject): Account {
	const environment = asText(credentials.environment) ?? 'sandbox';
	const mode = MODES[environment] ?? null;
	if (environment === 'sandbox' || environment === 'production') {
		const origin = ORIGINS[environment];
		return namedAccount({ mode, origin }, hostOf(origin), []);
	}
	const baseUrl = asText(credentials.baseUrl) ?? ORIGINS.sandbox;
	return namedAccount({ mode, origin: originOf(baseUrl) }, hostOf(ORIGINS.production), [
		hostOf(baseUrl.trim()),
		hostOf(ORIGINS.sandbox),
	]);
}
