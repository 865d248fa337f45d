/** Fixed and plainly fake, with the prefixes PayMongo documents. */
export const keys = {
	secretKey: 'sk_test_refundsSandboxNotARealKey1',
	liveSecretKey: 'sk_live_refundsSandboxNotARealKey1',
} as const;
