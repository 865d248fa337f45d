/** The refund page's four errors (docs.vesicash.com, Initiate a Refund), in words to act on. */
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
	/** The words themselves say that no refund was started, however the answer came. */
	nothingStarted: boolean;
}

const documented: readonly Documented[] = [
	{
		words: 'exceeds the remaining refundable balance',
		code: 'amount_exceeds_remaining',
		what: (payment, amount) => `${amount} is more than is left to refund of payment ${payment}`,
		advice: 'Look at the payment and its earlier refunds, then enter a smaller amount.',
		nothingStarted: true,
	},
	{
		words: 'payment not found',
		code: 'payment_not_found',
		what: (payment) => `the account has no payment ${payment}`,
		advice:
			'Check the Payment Reference, and that the keys belong to the account of the payment (test or live).',
		nothingStarted: true,
	},
	{
		// The table's description is cut off after one letter. The message says that the refund was
		// prevented, which is why it counts as one that was not started.
		words: 'insufficient funds or wallet error',
		code: 'insufficient_funds',
		what: () => 'your wallet does not have the money for it, or could not be debited',
		advice:
			"Look at the balance of the wallet in the payment's currency, top it up, then run this again.",
		nothingStarted: true,
	},
	{
		// The documented cause is a bad telephone number. The words could also cover a downstream
		// service that failed half-way, so they count only as the documented HTTP 400, and the advice
		// is to look at the wallet first.
		words: 'refund provider service returned an error',
		code: 'refund_provider_error',
		what: () => 'the mobile-money service did not take it, by the documents because of the number',
		advice:
			'Check the Mobile Money Number: country code and number, digits only, for example 233208123456. Make sure that the wallet history shows no refund debit, then run this again.',
		nothingStarted: false,
	},
];

/** The documented refusal in a message, matched by part and without regard to case; or null. */
export function documentedRefusal(
	brand: Brand,
	message: string,
	draft: RefundDraft,
): { failure: Failure; nothingStarted: boolean } | null {
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
		nothingStarted: found.nothingStarted,
	};
}
