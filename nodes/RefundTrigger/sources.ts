/** Where refund events can come from: the only list of providers the trigger has. */
import { mobileMoneySetup, payMongoSetup, rapydSetup } from './setupTexts';
import { redstone, vesicash } from '../../providers/mobileMoney';
import { paymongo } from '../../providers/paymongo';
import { rapyd } from '../../providers/rapyd';
import type { RefundProvider } from '../../refunds/provider';

export interface Source {
	provider: RefundProvider;
	credential: string;
	/** Credential fields that events may be signed with, by the name they have in the log. */
	secretFields: Record<string, string>;
	/** The credential field that goes into the signed text (Rapyd). */
	accessKeyField: string | null;
	/** What a person has to set up at the provider, as HTML for the node's parameters. */
	setup: string;
}

const WEBHOOK_SECRETS = {
	webhookSecret: 'Webhook Secret',
	previousWebhookSecret: 'Previous Webhook Secret',
};

export const sources: readonly Source[] = [
	{
		provider: paymongo,
		credential: 'payMongoApi',
		secretFields: WEBHOOK_SECRETS,
		accessKeyField: null,
		setup: payMongoSetup,
	},
	{
		provider: rapyd,
		credential: 'rapydApi',
		secretFields: { secretKey: 'Secret Key' },
		accessKeyField: 'accessKey',
		setup: rapydSetup,
	},
	{
		provider: redstone,
		credential: 'redstoneApi',
		secretFields: WEBHOOK_SECRETS,
		accessKeyField: null,
		setup: mobileMoneySetup('Redstone'),
	},
	{
		provider: vesicash,
		credential: 'vesicashApi',
		secretFields: WEBHOOK_SECRETS,
		accessKeyField: null,
		setup: mobileMoneySetup('Vesicash'),
	},
];
