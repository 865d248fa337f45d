/**
 * The keys this sandbox accepts. Fixed and plainly fake, so that they can stand in documents and
 * saved workflows. Their shapes follow the providers' own (prefixes as the providers document them).
 */
export const keys = {
	paymongo: {
		secretKey: 'sk_test_refundsSandboxNotARealKey1',
		liveSecretKey: 'sk_live_refundsSandboxNotARealKey1',
	},
	rapyd: {
		accessKey: 'rak_5A4DB0C0FFEE5A4DB0C0',
		secretKey: 'rsk_refundssandboxnotarealkey0000000000000000000000000000',
	},
	redstone: {
		secretKey: 'redSec_test_refundsSandboxNotARealKey1',
		publicKey: 'redPub_test_refundsSandboxNotARealKey1',
		webhookSecret: 'redstone-sandbox-webhook-secret-1',
	},
	vesicash: {
		secretKey: 'morSec_test_refundsSandboxNotARealKey1',
		publicKey: 'morPub_test_refundsSandboxNotARealKey1',
		webhookSecret: 'vesicash-sandbox-webhook-secret-1',
	},
} as const;

export type Keys = typeof keys;
