import { gateways, type ProviderName } from '../sandbox';

/** What differs between the four nodes when a workflow is drawn with them. */
export interface ProviderUnderTest {
	name: ProviderName;
	nodeType: string;
	credentialType: string;
	/** The secret in the credential whose wrong value its test must notice. */
	secretField: string;
	/** How the payment and the refund are given to the node. */
	payment: (value: string) => Record<string, unknown>;
	refund: (value: string) => Record<string, unknown>;
	reason: string;
}

const byId = (parameter: string) => (value: string) => ({
	[parameter]: { __rl: true, mode: 'id', value },
});
const asText = (parameter: string) => (value: string) => ({ [parameter]: value });

export const providersUnderTest: ProviderUnderTest[] = [
	{
		name: 'paymongo',
		nodeType: 'n8n-nodes-refunds.payMongo',
		credentialType: 'payMongoApi',
		secretField: 'secretKey',
		payment: byId('paymentId'),
		refund: byId('refundId'),
		reason: 'requested_by_customer',
	},
	{
		name: 'rapyd',
		nodeType: 'n8n-nodes-refunds.rapyd',
		credentialType: 'rapydApi',
		secretField: 'secretKey',
		payment: byId('paymentId'),
		refund: byId('refundId'),
		reason: 'Item never arrived',
	},
	{
		name: 'redstone',
		nodeType: 'n8n-nodes-refunds.redstone',
		credentialType: 'redstoneApi',
		secretField: 'secretKey',
		payment: asText('paymentReference'),
		refund: asText('refundId'),
		reason: 'Item never arrived',
	},
	{
		name: 'vesicash',
		nodeType: 'n8n-nodes-refunds.vesicash',
		credentialType: 'vesicashApi',
		secretField: 'secretKey',
		payment: asText('paymentReference'),
		refund: asText('refundId'),
		reason: 'Item never arrived',
	},
];

/** The id of a sandbox payment: its behaviour, then anything that makes it one of its own. */
export function paymentId(provider: ProviderName, behaviour: string, suffix: string): string {
	return `${gateways[provider].speaking.prefix}_${behaviour}_${suffix}`;
}
