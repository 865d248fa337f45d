import { emailProblem, localOrE164Problem, e164Problem, webhookUrlProblem } from './optionChecks';

export type BrandName = 'redstone' | 'vesicash';

/** One optional field of a refund request. */
interface OptionField {
	/** Our parameter's name. */
	name: string;
	/** As people see it. */
	label: string;
	/** The gateway's name for it. */
	wire: string;
	/** What is wrong with a value that is not empty, continuing the label; null when nothing is. */
	problem(text: string): string | null;
}

/** Where two brands of the same gateway differ. */
export interface Brand {
	name: BrandName;
	title: string;
	/** Best known host; neither brand publishes its base URL (docs/providers.md). */
	defaultOrigin: string;
	paymentsPath: string;
	walletsPath: string;
	options: readonly OptionField[];
	/** Said when the wallets answer 401, where the documents leave a doubt. */
	walletKeysHint: string | null;
}

const anything = (): null => null;

const webhookUrl: OptionField = {
	name: 'webhookUrl',
	label: 'Webhook URL',
	wire: 'webhook_url',
	problem: webhookUrlProblem,
};

/**
 * Redstone's parameter list names only amount, payment_reference and reason, its example the rest
 * (developer.redstonepgs.com, Refund). Which of the two holds is not said, so all of it is optional.
 */
const redstoneOptions: readonly OptionField[] = [
	{ name: 'country', label: 'Country', wire: 'country', problem: anything },
	{ name: 'currency', label: 'Currency', wire: 'currency', problem: currencyProblem },
	{ name: 'narration', label: 'Narration', wire: 'narration', problem: anything },
	{ name: 'transferTo', label: 'Transfer To', wire: 'transfer_to', problem: anything },
	{ name: 'email', label: 'Email', wire: 'email', problem: emailProblem },
	webhookUrl,
	{
		name: 'momoPhoneNumber',
		label: 'Mobile Money Number',
		wire: 'momo_phone_number',
		problem: localOrE164Problem,
	},
];

/** docs.vesicash.com, Initiate a Refund. Only `reason` is marked optional, nothing as required. */
const vesicashOptions: readonly OptionField[] = [
	{
		name: 'countryId',
		label: 'Country',
		wire: 'country_id',
		problem: (text) =>
			/[\s/]/.test(text) ? 'must be an ID from the list of countries, without blanks.' : null,
	},
	{
		name: 'transferTo',
		label: 'Transfer To',
		wire: 'transfer_to',
		problem: (text) =>
			text === 'mobile_number' ? null : 'must be mobile_number: Vesicash documents no other.',
	},
	{
		name: 'momoPhoneNumber',
		label: 'Mobile Money Number',
		wire: 'momo_phone_number',
		problem: e164Problem,
	},
	webhookUrl,
];

export const brands: Record<BrandName, Brand> = {
	redstone: {
		name: 'redstone',
		title: 'Redstone',
		defaultOrigin: 'https://api.gateway.redstonepgs.com',
		paymentsPath: '/v1/payment',
		walletsPath: '/v1/account/get-wallet',
		options: redstoneOptions,
		walletKeysHint: null,
	},
	vesicash: {
		name: 'vesicash',
		title: 'Vesicash',
		defaultOrigin: 'https://api.mor.vesicash.com',
		// The slash at the end is documented for Vesicash only.
		paymentsPath: '/v1/payment/',
		walletsPath: '/v1/account/wallets',
		options: vesicashOptions,
		walletKeysHint:
			"Vesicash's page for this call also names a bearer token, which API keys do not come with; if both keys are right, ask Vesicash.",
	},
};

function currencyProblem(text: string): string | null {
	return /^[A-Za-z]{3}$/.test(text) ? null : 'must be a code of three letters, for example ZMW.';
}
