import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { gateways, providerNames, type ProviderName, type Sandbox } from '../../sandbox';

/** The sandbox's credentials as n8n would keep them, by credential type, with these fields changed. */
export function credentialsFor(
	{ origin }: Pick<Sandbox, 'origin'>,
	change: (provider: ProviderName) => Record<string, string> = () => ({}),
): Record<string, ICredentialDataDecryptedObject> {
	return Object.fromEntries(
		Object.values(gateways).map(({ credential }, index) => [
			credential.type,
			{ ...credential.fields(origin), ...change(providerNames[index] as ProviderName) },
		]),
	);
}
