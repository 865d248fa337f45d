import { createHmac } from 'node:crypto';
import { gateways } from '../../sandbox';
import { STATUSES, type CorpusSandbox, type WebhookUnderTest } from './webhookUnderTest';

/** PayMongo gives each registered webhook a secret; this one is made up. */
const SECRET = 'whsk_corpusSecretNotReal';

const TYPES = ['payment.refunded', 'payment.refund.updated'];

export const paymongoWebhook: WebhookUnderTest = {
	registers: true,
	otherEvent: 'payment.paid',
	pendingEvent: 'payment.refund.updated',
	windowMinutes: 180,
	credential: { secretKey: gateways.paymongo.keys.secretKey, webhookSecret: SECRET },
	secrets: [
		{ name: 'Webhook Secret', value: SECRET },
		{ name: 'Previous Webhook Secret', value: 'the-secret-before-this-one' },
	],
	accessKey: null,
	tellsMode: true,
	inOneHeader: true,
	hasSchemes: false,
	signsUrl: false,
	digest: ({ timestamp, rawBody }, secret) =>
		createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest('hex'),
	variants: (sandbox: CorpusSandbox) =>
		(['test', 'live'] as const).flatMap((mode) => {
			const paymentId = sandbox.addPayment('paymongo', { live: mode === 'live' });
			const refundId = sandbox.addRefund('paymongo', paymentId, { amount: '12.50' });
			return STATUSES.flatMap((status) =>
				TYPES.map((type) => ({
					name: `${mode} ${type} ${status}`,
					spec: { provider: 'paymongo', refundId, type, status, mode, secret: SECRET } as const,
					mode,
				})),
			);
		}),
};
