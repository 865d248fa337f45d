/** The only list of the providers that the sandbox stands in for. */
import type { Gateway } from './gateway';
import { redstone, vesicash } from './mobileMoney/gateway';
import type { ProviderName } from './names';
import { paymongo } from './paymongo/gateway';
import { rapyd } from './rapyd/gateway';

export const gateways = { paymongo, rapyd, redstone, vesicash } satisfies Record<
	ProviderName,
	Gateway
>;

/** The same without what only one of them has. */
export const gatewayOf = (provider: ProviderName): Gateway => gateways[provider];
