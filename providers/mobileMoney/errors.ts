/**
 * The refund page's four errors (docs.vesicash.com, Initiate a Refund), in words to act on. The
 * words of three say that no refund was started.
 */
import type { Failure } from '../../refunds/exchange';
import type { RefundDraft } from '../../refunds/provider';
import { formatMoney } from '../../refunds/money';
import type { Brand } from './brands';
import { quoted } from './wire';

interface Documented {
	/** Part of the provider's message, in lower case. */
	words: string;
	code: string;
	what(payment: string, amount: string): string;
	advice: string;
	/** The same would be said if our own refund had just been made. */
	isSuspect: boolean;
}

const documented: readonly Documented[] = [
	{
		words: 'exceeds the remaining refundable balance',
		code: 'amount_exceeds_remaining',
		what: (payment, amount) => `${amount} is more than is left to refund of payment ${payment}`,
		advice: 'Look at the payment and its earlier refunds, then enter a smaller amount.',
		isSuspect: true,
	},
	{
		words: 'payment not found',
		code: 'payment_not_found',
		what: (payment) => `the account has no payment ${payment}`,
		advice:
			'Check the Payment Reference, and that the keys belong to the account of the payment (test or live).',
		isSuspect: false,
	},
	{
		// The table's description is cut off after one letter. The message says that the refund was
		// prevented, which is why it counts as one that was not started.
		words: 'insufficient funds or wallet error',
		code: 'insufficient_funds',
		what: () => 'your wallet does not have the money for it, or could not be debited',
		advice:
			"Look at the balance of the wallet in the payment's currency, top it up, then run this again.",
		isSuspect: false,
	},
];

/**
 * The fourth: by the documents the telephone number is wrong then. The words also fit a downstream
 * service that failed half-way, so they do not say that nothing was paid.
 */
const PROVIDER_ERROR = 'refund provider service returned an error';

/** What a message that is no clear refusal may mean, as a sentence; '' where nobody says. */
export function doubtOf(message: string | null): string {
	if (!(message ?? '').toLowerCase().includes(PROVIDER_ERROR)) return '';
	return ' By the documents the Mobile Money Number is wrong then, but they do not say that nothing was paid.';
}

/** The documented refusal in a message, matched by part and without regard to case; or null. */
export function documentedRefusal(
	brand: Brand,
	message: string,
	draft: RefundDraft,
): { failure: Failure; isSuspect: boolean } | null {
	const said = message.toLowerCase();
	const found = documented.find(({ words }) => said.includes(words));
	if (!found) return null;
	const amount = `${formatMoney(draft.money)} ${draft.money.currency}`;
	const what = found.what(draft.paymentId, amount);
	return {
		failure: {
			code: found.code,
			message: `${brand.title} refused the refund: ${what} (${quoted({ message })}).`,
			advice: found.advice,
		},
		isSuspect: found.isSuspect,
	};
}
