/** Fixed and plainly fake, with the prefixes PayMongo documents. */
export const keys = {
	secretKey: 'sk_test_refundsSandboxNotARealKey1',
	liveSecretKey: 'sk_live_refundsSandboxNotARealKey1',
} as const;

/** Another key of the same account. */
export const otherKeys = { secretKey: 'sk_test_refundsSandboxNotARealKey2' } as const;
