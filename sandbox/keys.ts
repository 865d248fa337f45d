/** The keys this sandbox accepts, for documents, saved workflows and tests. */
import { gateways } from './gateways';
import type { ProviderName } from './names';

export type Keys = { [Name in ProviderName]: (typeof gateways)[Name]['keys'] };

/** Object.fromEntries forgets which keys belong to which provider; the mapped type says it again. */
export const keys = Object.fromEntries(
	Object.entries(gateways).map(([name, gateway]) => [name, gateway.keys]),
) as Keys;
