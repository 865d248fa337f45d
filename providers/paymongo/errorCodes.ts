/**
 * PayMongo's error codes for refunds: what each means and what to do next.
 *
 * Sources: "Refund errors" and "Errors" in the documentation (older copies; the current page could
 * not be read), and the codes marked *seen*, which client code of others matches. The set is open.
 */
import type { WireError } from './wire';

interface Meaning {
	meaning: string;
	advice: string;
	/**
	 * Whether it says for certain that no refund was made: the request, the payment or the account
	 * was found unfit before anything was done. Not so for "failed while processing", which says
	 * nothing about how far the processing came.
	 */
	certain: boolean;
	/** The same would be said if our own refund had just been made, so that a look has to tell. */
	suspect?: true;
}

const refused = (meaning: string, advice: string): Meaning => ({ meaning, advice, certain: true });
const suspect = (meaning: string, advice: string): Meaning => ({
	...refused(meaning, advice),
	suspect: true,
});
const perhaps = (meaning: string, advice: string): Meaning => ({ meaning, advice, certain: false });

const CORRECT = 'Correct this value, then try again.';
const CHECK_ID =
	'Check the ID, and that the credential has the key of the same account and mode (test or live).';
export const CHECK_KEY =
	'Check the Secret Key in the credential before trying again: repeated attempts with a wrong key can get the address blocked.';
const OTHER_WAY = 'Return the money to the customer in another way.';
const WHOLE = 'Refund the whole payment, or try a partial refund from tomorrow on.';
const LATER = 'Read the payment again in a few minutes, and refund what is left then.';
const LESS = 'Read the payment to see what is left to refund, and ask for that or less.';

export const DISPUTED = refused(
	'The customer disputes this payment; PayMongo does not refund disputed payments.',
	'Answer the dispute in the PayMongo dashboard: the money goes back through it.',
);

/** Said with `parameter_invalid` by the main host, pointing at payment_id (seen live, 2026). */
export const QR_PH_REFUSED = refused(
	'Payments by QR Ph are not refunded by the main API host.',
	'Set the option "QR Ph Host" to refund it. The customer gets a link and must open it to claim the money.',
);

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
	['parameter_required', refused('A required value is missing.', CORRECT)],
	['parameter_data_type_invalid', refused('A value is of the wrong type.', CORRECT)],
	['parameter_format_invalid', refused('A value is in the wrong form.', CORRECT)],
	['parameter_invalid', refused('A value is not accepted.', CORRECT)],
	['parameter_below_minimum', refused("The amount is below PayMongo's minimum.", CORRECT)],
	[
		'parameter_above_maximum',
		suspect(
			'The amount is more than the payment, more than what is left of it, or partial where only the whole payment can be refunded.',
			LESS,
		),
	],
	['resource_not_found', refused('PayMongo has no such payment or refund.', CHECK_ID)],
	['livemode_mismatched', refused('The key and the payment differ in mode.', CHECK_ID)],
	[
		'resource_failed_state',
		suspect('The payment is not paid, so there is nothing to refund.', 'Check the payment ID.'),
	],
	['resource_disputed_state', DISPUTED],
	['resource_pending_state', suspect('An earlier refund of this payment is pending.', LATER)],
	[
		'resource_processing_state',
		suspect('An earlier refund of this payment is being processed.', LATER),
	],
	['resource_processing_error', perhaps('The refund failed while PayMongo processed it.', LATER)],
	[
		'provider_processing_error',
		perhaps("The refund failed at PayMongo's own payment provider.", LATER),
	],
	[
		// The guide says such a refund waits for the balance, the error list says it is refused. The
		// look-up before the next try shows it, should it have been kept.
		'available_balance_insufficient',
		suspect(
			'Your PayMongo balance is too low for this refund.',
			'Top the balance up or wait for new sales, then try again.',
		),
	],
	['allowed_date_exceeded', refused('The time for refunding this payment is over.', OTHER_WAY)],
	[
		'payment_method_not_allowed',
		refused(
			'This payment method cannot be refunded like this (card instalments, for example).',
			'Refund the whole payment, or contact PayMongo.',
		),
	],
	[
		'refund_not_allowed',
		refused(
			'PayMongo does not let this payment be refunded here.',
			'A payment that came through Shopify is refunded in the Shopify admin.',
		),
	],
	[
		'organization_not_allowed',
		refused(
			'This PayMongo account may not make refunds through the API.',
			'Ask PayMongo to enable it.',
		),
	],
	['too_many_requests', refused('PayMongo limits the rate of requests.', 'Try again in a minute.')],
	['authentication_invalid', refused('PayMongo did not accept the secret key.', CHECK_KEY)],
	[
		'access_denied',
		refused('PayMongo denied access: the secret key is wrong, or may not do this.', CHECK_KEY),
	],
	// Seen.
	['refund_amount_exceeds_payment', suspect('The amount is more than the payment.', LESS)],
	['payment_not_refundable', suspect('This payment cannot be refunded.', OTHER_WAY)],
	['payment_not_found', refused('PayMongo has no such payment.', CHECK_ID)],
	[
		'partial_refund_not_allowed',
		refused('Only the whole payment can be refunded.', 'Refund the whole payment.'),
	],
	[
		'same_day_partial_refund_not_allowed',
		refused('On the day of the payment only the whole of it can be refunded.', WHOLE),
	],
]);

/** Whether listing all refunds of an account works without naming a payment is not documented. */
const PAYMENT_NEEDED = refused(
	'PayMongo wants to know the payment.',
	'Give the payment ID, in lists as a filter.',
);

/** What an error means, or null for a code that is not known. */
export function meaningOf({ code, detail, field }: WireError): Meaning | null {
	if (code === 'parameter_invalid' && /\bqrph\b/i.test(detail ?? '')) return QR_PH_REFUSED;
	if (code === 'parameter_required' && /payment_id$/.test(field ?? '')) return PAYMENT_NEEDED;
	return MEANINGS.get(code ?? '') ?? null;
}
