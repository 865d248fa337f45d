import { createHmac } from 'node:crypto';
import { gateways } from '../../sandbox';
import type { CorpusSandbox, Variant, WebhookUnderTest } from './webhookUnderTest';

export function mobileMoneyWebhook(provider: 'redstone' | 'vesicash'): WebhookUnderTest {
	const { keys } = gateways[provider];
	return {
		registers: false,
		otherEvent: 'payment_successful',
		pendingEvent: 'refund_pending',
		windowMinutes: 1440,
		credential: keys,
		secrets: [
			{ name: 'Webhook Secret', value: keys.webhookSecret },
			{ name: 'Previous Webhook Secret', value: 'the-secret-before-this-one' },
		],
		accessKey: null,
		tellsMode: true,
		inOneHeader: false,
		hasSchemes: true,
		signsUrl: false,
		digest: ({ timestamp, rawBody, digest }, secret) => {
			const hmac = createHmac('sha256', secret);
			if (timestamp !== null) hmac.update(`${timestamp}.`);
			return hmac.update(rawBody).digest(digest.length === 64 ? 'hex' : 'base64');
		},
		variants: (sandbox) => variants(sandbox, provider),
	};
}

function variants(sandbox: CorpusSandbox, provider: 'redstone' | 'vesicash'): Variant[] {
	const paymentId = sandbox.addPayment(provider);
	const refundId = sandbox.addRefund(provider, paymentId, { amount: '12.50' });
	return signatures().flatMap(({ scheme, strict }) =>
		(['succeeded', 'failed'] as const).flatMap((status) =>
			['auto', strict].map((signatureScheme) => ({
				name: `${strict}${scheme.prefix ? ' sha256=' : ''} as ${signatureScheme} ${status}`,
				configure: { mobileMoney: scheme },
				spec: { provider, refundId, status },
				settings: { signatureScheme },
			})),
		),
	);
}

/** Every way it may sign, and what a trigger is set to that takes no other. */
function signatures() {
	return (['mor-signature', 'X-Vesicash-Signature'] as const).flatMap((header) =>
		[true, false].flatMap((timestamp) =>
			(['hex', 'base64'] as const).flatMap((encoding) =>
				[true, false].map((prefix) => ({
					scheme: { header, timestamp, encoding, prefix },
					strict: `${header === 'mor-signature' ? 'mor' : 'vesicash'}_${timestamp ? 'timestamp' : 'body'}_${encoding}`,
				})),
			),
		),
	);
}
