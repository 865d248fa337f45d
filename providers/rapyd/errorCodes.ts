/**
 * What Rapyd's error codes mean and what to do about them, in plain words. The list is not
 * complete and need not be: a code that is not in it is passed on with Rapyd's own words.
 * Sources: docs.rapyd.net "Refund Errors", "General Errors", "Troubleshooting Authentication and
 * Authorization Errors", "Card Network Errors"; codes marked (others) were seen by others only.
 */
export interface Explanation {
	meaning: string;
	advice: string;
	/** The payment or refund that was asked for is not there. */
	notFound?: true;
	/** The same would be said if our own refund had just been made, so that a look has to tell. */
	suspect?: true;
}

const CHECK_PAYMENT = 'Check the Payment ID, and that the credential is for the same environment.';
const CHECK_REFUND = 'Check the Refund ID, and that the credential is for the same environment.';
const CHECK_SPLIT =
	'Check the E-Wallets option against the payment in the Client Portal, then run this again.';
const LOWER_AMOUNT = 'Look at what is left of the payment and enter that or less.';

export const ERRORS: Readonly<Record<string, Explanation>> = {
	MISSING_AUTHENTICATION_HEADERS: {
		meaning: 'Rapyd did not get all four authentication headers.',
		advice: 'Enter both keys in the credential. A proxy may drop headers with an underscore.',
	},
	UNAUTHENTICATED_API_CALL: {
		meaning: 'Rapyd did not accept the keys or the signature.',
		advice:
			'Check both keys, that they belong to the chosen environment, and that this computer’s clock is right.',
	},
	UNAUTHORIZED_API_CALL: {
		meaning: 'Rapyd knows no such ID in this environment, or the keys may not use this call.',
		advice:
			'Check the ID and that the credential is for the same environment; otherwise ask Rapyd to allow the call.',
		notFound: true,
	},
	ROUTE_PERMISSION_ERROR: {
		meaning: 'This Rapyd account is not set up for this call.',
		advice: 'Ask Rapyd’s support to switch it on.',
	},
	ERROR_GET_PAYMENT: {
		meaning: 'Rapyd does not know this payment.',
		advice: CHECK_PAYMENT,
		notFound: true,
	},
	ERROR_ADDING_REFUND: {
		meaning: 'Rapyd does not know this payment, or it is not closed (paid).',
		advice: CHECK_PAYMENT,
	},
	PAYMENT_NOT_COMPLETED: {
		meaning: 'The payment is not closed (paid), so there is nothing to refund.',
		advice: 'Wait until the payment is closed, or cancel it instead.',
	},
	ERROR_CREATE_REFUND: {
		meaning: 'Rapyd could not make the refund.',
		advice: 'Check the payment in the Client Portal (it must be closed) and the values sent.',
		suspect: true,
	},
	ERROR_CREATE_PARTIAL_REFUND_NOT_READY: {
		meaning: 'The acquirer has not processed this card payment yet.',
		advice: 'Run this again in 24 hours.',
	},
	ERROR_CREATE_REFUND_CURRENCY_NOT_VALID: {
		meaning: 'The refund’s currency is not one of the payment’s.',
		advice:
			'Leave Currency empty, or use the payment’s currency_code or merchant_requested_currency.',
	},
	ERROR_CREATE_REFUND_DUPLICATE_EWALLET: {
		meaning: 'A wallet is listed twice.',
		advice: CHECK_SPLIT,
	},
	ERROR_CREATE_REFUND_EWALLET_ALREADY_FULLY_REFUNDED: {
		meaning: 'This wallet has nothing left to refund of the payment.',
		advice: 'Nothing is left to do here; pay the customer another way if more is owed.',
		suspect: true,
	},
	ERROR_CREATE_REFUND_EWALLET_NOT_FOUND_IN_PAYMENT: {
		meaning: 'A wallet is not part of the payment.',
		advice: CHECK_SPLIT,
	},
	ERROR_CREATE_REFUND_EWALLETS_INCONSISTENCY: {
		meaning: 'Amounts and percents are mixed, or earlier refunds were split another way.',
		advice: CHECK_SPLIT,
	},
	ERROR_CREATE_REFUND_INVALID_EWALLETS_AMOUNT: {
		meaning: 'The wallets’ amounts do not fit the refund or what is left of them.',
		advice: CHECK_SPLIT,
		suspect: true,
	},
	ERROR_CREATE_REFUND_INVALID_EWALLETS_PERCENTAGE: {
		meaning: 'The wallets’ percents are not valid.',
		advice: CHECK_SPLIT,
	},
	ERROR_CREATE_REFUND_MISSING_EWALLET_ID: {
		meaning: 'A wallet has no ID.',
		advice: CHECK_SPLIT,
	},
	ERROR_CREATE_REFUND_PAYMENT_NOT_REFUNDABLE: {
		meaning: 'This payment, or its payment method, cannot be refunded.',
		advice: 'Pay the customer back another way.',
		suspect: true,
	},
	ERROR_GET_EWALLET_NOT_ENOUGH_FUNDS: {
		meaning: 'Your Rapyd wallet does not hold enough for this refund.',
		advice: 'Add funds to the wallet, then run this again.',
		suspect: true,
	},
	ERROR_REFUND_AMOUNT_EXCEEDS_PAYMENT_AMOUNT: {
		// (others)
		meaning: 'The refund is more than what is left of the payment.',
		advice: LOWER_AMOUNT,
		suspect: true,
	},
	ERROR_GROUP_PAYMENT_CAN_NOT_BE_REFUNDED: {
		meaning: 'This group payment cannot be refunded.',
		advice: 'All payments of a group must be closed (paid) before it is refunded.',
		suspect: true,
	},
	ERROR_REFUND_GROUP_PAYMENT_INVALID_AMOUNT: {
		meaning: 'The amount does not fit this group payment.',
		advice: LOWER_AMOUNT,
		suspect: true,
	},
	ERROR_UPDATE_REFUND: { meaning: 'Rapyd could not change this refund.', advice: CHECK_REFUND },
	INVALID_REFUND: {
		meaning: 'Rapyd does not know this refund.',
		advice: CHECK_REFUND,
		notFound: true,
	},
	INVALID_REFUND_TOKEN: {
		meaning: 'Rapyd does not know this refund.',
		advice: CHECK_REFUND,
		notFound: true,
	},
	INVALID_REFUND_STATUS: {
		meaning: 'The refund is in a state in which this cannot be done.',
		advice: 'Get the refund and look at its status.',
	},
	ERROR_AMOUNT_MUST_BE_POSITIVE: {
		meaning: 'The amount must be above zero.',
		advice: 'Enter an amount above zero.',
	},
	ERROR_AMOUNT_NOT_VALID: {
		meaning: 'Rapyd does not accept this amount.',
		advice: 'Check the amount and its decimals.',
		suspect: true,
	},
	MISSING_INVALID_PARAMETERS: {
		meaning: 'A value is missing or not valid.',
		advice: 'Check the values sent.',
	},
	INVALID_LIMIT: { meaning: 'The page size is not valid.', advice: 'Use a Limit from 1 to 100.' },
	ERROR_QUERY_DATE_RANGE_EXCEEDS_90_DAYS: {
		meaning: 'Rapyd lists at most 90 days at a time.',
		advice: 'Ask for a shorter time.',
	},
	REQUEST_DECLINED: {
		meaning: 'Rapyd’s fraud protection declined this.',
		advice: 'Ask Rapyd’s support why.',
	},
	REQUEST_UNDER_REVIEW: {
		meaning: 'Rapyd’s operations department is reviewing this.',
		advice: 'Ask Rapyd’s support how it ends.',
	},
	GENERAL_ERROR: {
		meaning: 'Rapyd had an error it does not name.',
		advice: 'Ask Rapyd’s support.',
	},
	IDEMPOTENCY_ERROR: {
		// (others) Its exact meaning is documented nowhere.
		meaning: 'Rapyd has seen this request’s idempotency key before.',
		advice: 'Ask Rapyd’s support.',
	},
};
