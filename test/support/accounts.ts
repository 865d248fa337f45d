import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';

/** The sandbox's credentials as n8n would keep them, by credential type. */
export function credentialsFor(
	sandbox: Pick<Sandbox, 'origin' | 'keys'>,
): Record<string, ICredentialDataDecryptedObject> {
	const { keys, origin } = sandbox;
	return {
		payMongoApi: { ...keys.paymongo, baseUrl: origin },
		rapydApi: { ...keys.rapyd, environment: 'custom', baseUrl: origin },
		redstoneApi: { ...keys.redstone, baseUrl: origin },
		vesicashApi: { ...keys.vesicash, baseUrl: origin },
	};
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
