/** Fixed and plainly fake, in the shape of Rapyd's own. */
export const keys = {
	accessKey: 'rak_5A4DB0C0FFEE5A4DB0C0',
	secretKey: 'rsk_refundssandboxnotarealkey0000000000000000000000000000',
} as const;

/** Another pair of the same account. Events are signed with the first one. */
export const otherKeys = {
	accessKey: 'rak_5A4DB0C0FFEE5A4DB0C1',
	secretKey: 'rsk_refundssandboxnotarealkey1111111111111111111111111111',
} as const;
