import { createHmac } from 'node:crypto';
import { gateways } from '../../sandbox';
import { STATUSES, type CorpusSandbox, type WebhookUnderTest } from './webhookUnderTest';

const { accessKey, secretKey } = gateways.rapyd.keys;

const TYPES = [
	'REFUND_COMPLETED',
	'PAYMENT_REFUND_REJECTED',
	'PAYMENT_REFUND_FAILED',
	'PAYMENT_REFUND_UPDATED',
];

export const rapydWebhook: WebhookUnderTest = {
	registers: false,
	otherEvent: 'PAYMENT_COMPLETED',
	pendingEvent: 'PAYMENT_REFUND_UPDATED',
	windowMinutes: 1440,
	credential: { accessKey, secretKey, environment: 'sandbox' },
	secrets: [{ name: 'Secret Key', value: secretKey }],
	accessKey,
	tellsMode: false,
	inOneHeader: false,
	hasSchemes: false,
	signsUrl: true,
	// The hexadecimal text of the digest, in base64: so it is documented.
	digest: ({ url, headers, timestamp, accessKey: key, rawBody }, secret) => {
		const hmac = createHmac('sha256', secret);
		hmac.update(`${url}${headers.salt}${timestamp}${key}${secret}`).update(rawBody);
		return Buffer.from(hmac.digest('hex')).toString('base64');
	},
	variants: (sandbox: CorpusSandbox) => {
		const paymentId = sandbox.addPayment('rapyd');
		const refundId = sandbox.addRefund('rapyd', paymentId, { amount: '12.50', reference: 'T-1' });
		return (['A', 'B'] as const).flatMap((rapydShape) =>
			STATUSES.flatMap((status) =>
				TYPES.map((type) => ({
					name: `${rapydShape} ${type} ${status}`,
					configure: { rapydShape },
					spec: { provider: 'rapyd', refundId, type, status } as const,
				})),
			),
		);
	},
};
