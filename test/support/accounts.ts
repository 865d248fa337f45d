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

/** How each provider's node names a payment, and a payment of the sandbox that behaves in a way. */
export const providerNodes = [
	{ node: 'payMongo', name: 'paymongo', currency: 'PHP', payment: locator('paymentId', 'pay') },
	{ node: 'rapyd', name: 'rapyd', currency: 'EUR', payment: locator('paymentId', 'payment') },
	{ node: 'redstone', name: 'redstone', currency: 'ZMW', payment: plain('paymentReference', 'PY') },
	{ node: 'vesicash', name: 'vesicash', currency: 'GHS', payment: plain('paymentReference', 'PY') },
] as const;

function locator(parameter: string, prefix: string) {
	return (behaviour: string) => ({
		[parameter]: { __rl: true, mode: 'id', value: `${prefix}_${behaviour}` },
	});
}

function plain(parameter: string, prefix: string) {
	return (behaviour: string) => ({ [parameter]: `${prefix}_${behaviour}` });
}
