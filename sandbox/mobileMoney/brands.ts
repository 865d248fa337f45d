/** The two brands of the mobile money gateway, as data. */
import type { ProviderName } from '../names';

export const brands = {
	redstone: {
		title: 'Redstone',
		credentialType: 'redstoneApi',
		currency: 'ZMW',
		/** How its API keys begin. */
		keyPrefix: /^red(Sec|Pub)_/,
		walletsPath: '/v1/account/get-wallet',
		keys: {
			secretKey: 'redSec_test_refundsSandboxNotARealKey1',
			publicKey: 'redPub_test_refundsSandboxNotARealKey1',
			webhookSecret: 'redstone-sandbox-webhook-secret-1',
		},
		/** Another pair of the same business. */
		otherKeys: {
			secretKey: 'redSec_test_refundsSandboxNotARealKey2',
			publicKey: 'redPub_test_refundsSandboxNotARealKey2',
		},
	},
	vesicash: {
		title: 'Vesicash',
		credentialType: 'vesicashApi',
		currency: 'GHS',
		keyPrefix: /^mor(Sec|Pub)_/,
		walletsPath: '/v1/account/wallets',
		keys: {
			secretKey: 'morSec_test_refundsSandboxNotARealKey1',
			publicKey: 'morPub_test_refundsSandboxNotARealKey1',
			webhookSecret: 'vesicash-sandbox-webhook-secret-1',
		},
		/** Another pair of the same business. */
		otherKeys: {
			secretKey: 'morSec_test_refundsSandboxNotARealKey2',
			publicKey: 'morPub_test_refundsSandboxNotARealKey2',
		},
	},
} as const;

export type Brand = keyof typeof brands;

export const isBrand = (provider: ProviderName): provider is Brand =>
	Object.hasOwn(brands, provider);
