/** Queueing a refund, with the four errors Vesicash documents. */
import { toMinor } from '../money';
import { asObject, asText } from '../read';
import { shownAs } from '../shown';
import { refundableMinor } from '../state';
import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { countries } from './countries';
import { failure, success } from './envelope';
import { findPayment } from './find';
import { refundWord } from './resources';

const overBalance = 'Refund amount exceeds the remaining refundable balance';
const noFunds = 'Insufficient funds or wallet error preventing refund processing';
const providerError = 'Refund Provider service returned an error';

export function createRefund(request: Incoming, world: World): Answer {
	const body = asObject(request.body);
	const invalid = checkFields(body);
	if (invalid) return invalid;
	const { provider } = request;
	const payment = findPayment(request, world, String(body.payment_reference));
	if (!payment) return failure(400, 'payment not found');
	const amountMinor = toMinor(body.amount, payment.currency);
	if (amountMinor === null) return failure(400, 'amount has too many decimals');
	// No page says what refunding an unpaid payment answers; nothing of it can be refunded.
	const left = payment.status === 'paid' ? refundableMinor(payment) : 0n;
	if (amountMinor <= 0n || amountMinor > left) return failure(400, overBalance);
	const { refusal } = payment.behaviour;
	// The documents have no plain "declined"; these words are the clearest no there is.
	const isRefused = refusal === 'declined' || refusal === 'no_funds';
	if (isRefused || !world.ledger.holds(provider, payment.currency, amountMinor)) {
		return failure(400, noFunds);
	}
	const reason = asText(body.reason) ?? asText(body.narration);
	const refund = world.store.makeRefund(payment, {
		amountMinor,
		// No field carries a caller's reference; what comes back is the reason, as narration.
		reference: reason,
		reason,
		webhookUrl: asText(body.webhook_url),
		phone: asText(body.momo_phone_number),
	});
	const message = 'refund queued successfully';
	const accepted = { status: refundWord(refund.status), message, reference: refund.id };
	return success(message, shownAs(payment.shows, accepted));
}

function checkFields(body: Record<string, unknown>): Answer | undefined {
	if (asText(body.payment_reference) === null) {
		return failure(400, 'payment_reference is required');
	}
	if (typeof body.amount !== 'number') return failure(400, 'amount must be a number');
	const { transfer_to: transferTo, momo_phone_number: phone, country_id: countryId } = body;
	if (transferTo !== undefined && transferTo !== 'mobile_number') {
		return failure(400, 'transfer_to must be mobile_number');
	}
	// E.164 without the plus sign.
	if (phone !== undefined && !/^[1-9]\d{7,14}$/.test(String(phone))) {
		return failure(400, providerError);
	}
	if (countryId !== undefined && !countries.some(({ id }) => id === countryId)) {
		return failure(400, 'country_id is not known');
	}
	return undefined;
}
