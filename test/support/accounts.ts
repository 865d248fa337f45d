import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { gateways, type Sandbox } from '../../sandbox';

/** The sandbox's credentials as n8n would keep them, by credential type. */
export function credentialsFor({
	origin,
}: Pick<Sandbox, 'origin'>): Record<string, ICredentialDataDecryptedObject> {
	return Object.fromEntries(
		Object.values(gateways).map(({ credential }) => [credential.type, credential.fields(origin)]),
	);
}
