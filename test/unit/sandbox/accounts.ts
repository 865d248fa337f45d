/** What the tests that run over all providers know about each: the one place that tells them apart. */
import { createHmac } from 'node:crypto';
import { keys, type ProviderName } from '../../../sandbox';
import { type Client, mobileMoney, paymongo, rapyd, type Reply } from './http';
import type { Received } from './receiver';

/** What the tests that run over all providers need to know about each. */
export interface Account {
	provider: ProviderName;
	prefix: string;
	currency: string;
	call: Client;
	/** Asks for a refund; the amount is in major units. */
	refund(paymentId: string, amount: string): Promise<Reply>;
	/** The id in the answer to a refund that was made. */
	refundId(reply: Reply): string;
	/** The refund's status at the provider, in the provider's word. */
	status(refundId: string): Promise<string>;
	words: { pending: string; succeeded: string; failed: string };
	/** Code or message of an error. */
	error(reply: Reply): string;
	errors: { over: string; declined: string; unpaid: string; no_funds: string };
	paymentPath(paymentId: string): string;
	webhooks: {
		/** How many events a refund causes that succeeds at once. */
		count: number;
		/** Lets the sandbox tell this URL of these types; resolves to what it signs with. */
		listen(url: string, types?: string[]): Promise<string>;
		/** Whether a delivery is signed as the provider documents. */
		isGenuine(delivery: Received, secret: string, url: string): boolean;
		/** A type that is about no refund. */
		otherType: string;
	};
}

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text);

const mobileMoneyAccount = (
	origin: string,
	provider: 'redstone' | 'vesicash',
	currency: string,
): Account => {
	const call = mobileMoney(origin, keys[provider]);
	return {
		provider,
		prefix: 'PY',
		currency,
		call,
		refund: async (paymentId, amount) =>
			await call('POST', '/v1/payment/refunds/process', {
				amount: Number(amount),
				payment_reference: paymentId,
				reason: 'test',
			}),
		refundId: ({ json }) => String(json.data?.reference),
		status: async (id) => String((await call('GET', `/v1/payment/${id}`)).json.data?.status),
		words: { pending: 'pending', succeeded: 'successful', failed: 'failed' },
		error: ({ json }) => String(json.message),
		errors: {
			over: 'Refund amount exceeds the remaining refundable balance',
			declined: 'Insufficient funds or wallet error preventing refund processing',
			unpaid: 'Refund amount exceeds the remaining refundable balance',
			no_funds: 'Insufficient funds or wallet error preventing refund processing',
		},
		paymentPath: (id) => `/v1/payment/${id}`,
		webhooks: {
			count: 1,
			listen: () => Promise.resolve(keys[provider].webhookSecret),
			isGenuine: ({ headers, body }, secret) =>
				headers['mor-signature'] ===
				hmac(secret, `${String(headers['mor-timestamp'])}.${body}`).digest('hex'),
			otherType: 'payment_successful',
		},
	};
};

export function accounts(origin: string): Record<ProviderName, Account> {
	const payMongo = paymongo(origin);
	const rapydCall = rapyd(origin);
	return {
		paymongo: {
			provider: 'paymongo',
			prefix: 'pay',
			currency: 'PHP',
			call: payMongo,
			refund: async (paymentId, amount) =>
				await payMongo('POST', '/v1/refunds', {
					data: {
						attributes: {
							amount: Number(amount.replace('.', '')),
							payment_id: paymentId,
							reason: 'others',
						},
					},
				}),
			refundId: ({ json }) => String(json.data?.id),
			status: async (id) =>
				String((await payMongo('GET', `/v1/refunds/${id}`)).json.data?.attributes?.status),
			words: { pending: 'pending', succeeded: 'succeeded', failed: 'failed' },
			error: ({ json }) => String(json.errors?.[0]?.code),
			errors: {
				over: 'parameter_above_maximum',
				declined: 'refund_not_allowed',
				unpaid: 'resource_failed_state',
				no_funds: 'available_balance_insufficient',
			},
			paymentPath: (id) => `/v1/payments/${id}`,
			webhooks: {
				count: 2,
				listen: async (url, events = ['payment.refunded', 'payment.refund.updated']) => {
					const body = { data: { attributes: { url, events } } };
					const { json } = await payMongo('POST', '/v1/webhooks', body);
					return String(json.data?.attributes?.secret_key);
				},
				isGenuine: ({ headers, body }, secret) => {
					const header = String(headers['paymongo-signature']);
					const [, t, digest] = /^t=(\d+),te=([0-9a-f]{64}),li=$/.exec(header) ?? [];
					return digest === hmac(secret, `${t}.${body}`).digest('hex');
				},
				otherType: 'payment.paid',
			},
		},
		rapyd: {
			provider: 'rapyd',
			prefix: 'payment',
			currency: 'EUR',
			call: rapydCall,
			refund: async (paymentId, amount) =>
				await rapydCall('POST', '/v1/refunds', { payment: paymentId, amount }),
			refundId: ({ json }) => String(json.data?.id),
			status: async (id) => String((await rapydCall('GET', `/v1/refunds/${id}`)).json.data?.status),
			words: { pending: 'Pending', succeeded: 'Completed', failed: 'Error' },
			error: ({ json }) => String(json.status?.error_code),
			errors: {
				over: 'ERROR_REFUND_AMOUNT_EXCEEDS_PAYMENT_AMOUNT',
				declined: 'ERROR_CREATE_REFUND_PAYMENT_NOT_REFUNDABLE',
				unpaid: 'PAYMENT_NOT_COMPLETED',
				no_funds: 'ERROR_GET_EWALLET_NOT_ENOUGH_FUNDS',
			},
			paymentPath: (id) => `/v1/payments/${id}`,
			webhooks: {
				count: 1,
				listen: () => Promise.resolve(keys.rapyd.secretKey),
				isGenuine: ({ headers, body }, secret, url) => {
					const { accessKey } = keys.rapyd;
					const text = url + headers.salt + headers.timestamp + accessKey + secret + body;
					const hex = hmac(secret, text).digest('hex');
					return headers.signature === Buffer.from(hex).toString('base64');
				},
				otherType: 'PAYMENT_COMPLETED',
			},
		},
		redstone: mobileMoneyAccount(origin, 'redstone', 'ZMW'),
		vesicash: mobileMoneyAccount(origin, 'vesicash', 'GHS'),
	};
}
