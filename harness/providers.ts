/** The only list of providers for tests, benchmarks and the harness: what they expect of each. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { PayMongoApi } from '../credentials/PayMongoApi.credentials';
import { RapydApi } from '../credentials/RapydApi.credentials';
import { RedstoneApi } from '../credentials/RedstoneApi.credentials';
import { VesicashApi } from '../credentials/VesicashApi.credentials';
import { redstone, vesicash } from '../providers/mobileMoney';
import { paymongo } from '../providers/paymongo';
import { rapyd } from '../providers/rapyd';
import type { JsonObject } from '../refunds/json';
import type { RefundProvider } from '../refunds/provider';
import { gateways, type MovedRefund, type ProviderName } from '../sandbox';
import { mobileMoneyWebhook } from './webhooks/mobileMoney';
import { paymongoWebhook } from './webhooks/paymongo';
import { rapydWebhook } from './webhooks/rapyd';
import type { WebhookUnderTest } from './webhooks/webhookUnderTest';

/** A credential whose `authenticate` is a method: all of ours are. */
interface SigningCredential extends ICredentialType {
	authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions>;
}

export interface ProviderUnderTest {
	name: ProviderName;
	/** As people know it. */
	title: string;
	/** The shipped domain code. */
	provider: RefundProvider;
	credential: SigningCredential;
	/** The node's short name, e.g. `payMongo`, and n8n's name of its type. */
	node: string;
	nodeType: string;
	credentialType: string;
	/** The secret in the credential whose wrong value its test must notice. */
	secretField: string;
	/** How the credential dialog says that the provider did not take the keys, and what to do. */
	refusesKeys: RegExp;
	/** The currency of the sandbox's payments. */
	currency: string;
	/** What the ids of the sandbox's payments begin with, without the underscore. */
	prefix: string;
	/** The node's parameters for a payment and a refund, by id. */
	payment: (id: string) => Record<string, unknown>;
	refund: (id: string) => Record<string, unknown>;
	/** The node's parameters for the sandbox's payment that behaves like this. */
	paymentThat: (behaves: string) => Record<string, unknown>;
	/** A reason the node takes. */
	reason: string;
	/** The node's parameters that bring a text to the provider, and where the sandbox shows it. */
	note: {
		parameters: (text: string) => { reason: string; options: Record<string, unknown> };
		of: (refund: MovedRefund) => string | null | undefined;
	};
	/** What the provider's records tell. */
	tells: {
		/** A refund is found again by the reference it was made under. */
		reference: boolean;
		/** The answer to a refund says how much it is. */
		amountInAnswer: boolean;
		/** A payment says how much of it was refunded. */
		refundedAmount: boolean;
		/** A refund is read like a payment: by the same request. */
		refundAsPayment: boolean;
	};
	/**
	 * What it says with HTTP 400 about a refund that it may have made all the same; none where its
	 * refusals have codes that are documented.
	 */
	doubtfulRefusals: readonly string[];
	/** A refund with this status, as the provider answers when it is asked for it. */
	refundAnswer: (status: string) => JsonObject;
	webhook: WebhookUnderTest;
}

type Facts = Pick<
	ProviderUnderTest,
	| 'credential'
	| 'node'
	| 'secretField'
	| 'refusesKeys'
	| 'payment'
	| 'refund'
	| 'reason'
	| 'note'
	| 'tells'
	| 'doubtfulRefusals'
	| 'refundAnswer'
>;

const byId = (parameter: string) => (value: string) => ({
	[parameter]: { __rl: true, mode: 'id', value },
});
const asText = (parameter: string) => (value: string) => ({ [parameter]: value });

const noteInReason: Facts['note'] = {
	parameters: (text) => ({ reason: text, options: {} }),
	of: ({ reason }) => reason,
};

const mobileMoney = (title: string): Omit<Facts, 'credential' | 'node'> => ({
	secretField: 'secretKey',
	refusesKeys: new RegExp(`${title} did not accept the keys\\. Check that both`),
	payment: asText('paymentReference'),
	refund: asText('refundId'),
	reason: 'Item never arrived',
	note: noteInReason,
	tells: { reference: false, amountInAnswer: false, refundedAmount: false, refundAsPayment: true },
	doubtfulRefusals: [
		'EOF',
		'connection reset by peer',
		'context canceled',
		'bad gateway',
		'Refund is being processed',
		'Refund Provider service returned an error',
	],
	refundAnswer: (status) => ({
		status: 'success',
		code: 200,
		message: '',
		data: { type: 'refund', reference: 'r', amount: 1, currency: 'ZMW', status },
	}),
});

function underTest(
	provider: RefundProvider,
	facts: Facts,
	webhook: WebhookUnderTest,
): ProviderUnderTest {
	const { title, speaking } = gateways[provider.name];
	return {
		...facts,
		name: provider.name,
		title,
		provider,
		nodeType: `n8n-nodes-refunds.${facts.node}`,
		credentialType: facts.credential.name,
		currency: speaking.currency,
		prefix: speaking.prefix,
		paymentThat: (behaves) => facts.payment(`${speaking.prefix}_${behaves}`),
		webhook,
	};
}

export const providersUnderTest = {
	paymongo: underTest(
		paymongo,
		{
			credential: new PayMongoApi(),
			node: 'payMongo',
			secretField: 'secretKey',
			refusesKeys: /PayMongo .*secret key.* Check it before testing again/,
			payment: byId('paymentId'),
			refund: byId('refundId'),
			reason: 'requested_by_customer',
			note: {
				// Its reasons are a fixed list.
				parameters: (text) => ({ reason: 'others', options: { notes: text } }),
				of: ({ notes }) => notes,
			},
			tells: {
				reference: true,
				amountInAnswer: true,
				refundedAmount: true,
				refundAsPayment: false,
			},
			doubtfulRefusals: [],
			refundAnswer: (status) => ({
				data: { id: 'r', type: 'refund', attributes: { amount: 100, currency: 'PHP', status } },
			}),
		},
		paymongoWebhook,
	),
	rapyd: underTest(
		rapyd,
		{
			credential: new RapydApi(),
			node: 'rapyd',
			secretField: 'secretKey',
			refusesKeys: /Rapyd did not accept the keys\. Check both/,
			payment: byId('paymentId'),
			refund: byId('refundId'),
			reason: 'Item never arrived',
			note: noteInReason,
			tells: {
				reference: true,
				amountInAnswer: true,
				refundedAmount: true,
				refundAsPayment: false,
			},
			doubtfulRefusals: [],
			refundAnswer: (status) => ({
				status: { status: 'SUCCESS', error_code: '' },
				data: { id: 'r', amount: 1, currency: 'EUR', payment: 'payment_1', status },
			}),
		},
		rapydWebhook,
	),
	redstone: underTest(
		redstone,
		{ credential: new RedstoneApi(), node: 'redstone', ...mobileMoney('Redstone') },
		mobileMoneyWebhook('redstone'),
	),
	vesicash: underTest(
		vesicash,
		{ credential: new VesicashApi(), node: 'vesicash', ...mobileMoney('Vesicash') },
		mobileMoneyWebhook('vesicash'),
	),
} satisfies Record<ProviderName, ProviderUnderTest>;

export const everyProvider: readonly ProviderUnderTest[] = Object.values(providersUnderTest);

/** The id of a sandbox payment: its behaviour, then anything that makes it one of its own. */
export function paymentId(provider: ProviderName, behaviour: string, suffix: string): string {
	return `${gateways[provider].speaking.prefix}_${behaviour}_${suffix}`;
}
