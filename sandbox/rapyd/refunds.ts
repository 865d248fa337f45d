/** Rapyd's refunds. Codes are those of its error table (rapyd.md, 5.3). */
import { toMinor } from '../money';
import { asObject, asText } from '../read';
import { refundableMinor } from '../state';
import type { Answer, Incoming, Payment, Refund, RefundDraft } from '../types';
import type { World } from '../world';
import { rapydData, rapydError, unauthorizedCall } from './envelope';
import { toCustomer } from './fx';
import { refundObject } from './resources';
import { splitRefund } from './wallets';

const parameterError = (message: string): Answer =>
	rapydError('MISSING_INVALID_PARAMETERS', message);

export function createRefund(request: Incoming, world: World): Answer {
	const body = asObject(request.body);
	const invalid = checkFields(body);
	if (invalid) return invalid;
	const payment = world.store.payment('rapyd', String(body.payment));
	if (!payment) {
		return rapydError('ERROR_ADDING_REFUND', 'The payment was not found or is not closed.');
	}
	const money = askedMoney(payment, body);
	if ('refused' in money) return money.refused;
	const draft = prepareRefund(payment, money.amountMinor, body);
	if ('refused' in draft) return draft.refused;
	const { asked } = money;
	return rapydData(refundObject(world.store.makeRefund(payment, { ...draft, asked })));
}

/** What is asked for in the payment's currency, and as it was asked where that is another one. */
function askedMoney(
	payment: Payment,
	{ amount, currency }: Record<string, unknown>,
): Pick<RefundDraft, 'amountMinor' | 'asked'> | { refused: Answer } {
	const { fx } = payment;
	if (currency !== undefined && currency !== payment.currency && currency !== fx?.currency) {
		const message = `The payment was made in ${payment.currency}.`;
		return { refused: rapydError('ERROR_CREATE_REFUND_CURRENCY_NOT_VALID', message) };
	}
	// Without an amount Rapyd refunds everything that is left.
	if (amount === undefined) return { amountMinor: refundableMinor(payment) };
	if (fx && currency === undefined) {
		const message = 'amount and currency are required together: the payment was exchanged.';
		return { refused: parameterError(message) };
	}
	const isMerchants = fx !== null && currency === fx.currency;
	const amountMinor = toMinor(amount, isMerchants ? fx.currency : payment.currency);
	if (amountMinor === null) {
		return { refused: rapydError('ERROR_AMOUNT_NOT_VALID', 'The amount is not valid.') };
	}
	if (!isMerchants) return { amountMinor };
	const asked = { amountMinor, currency: fx.currency };
	return { amountMinor: toCustomer(payment, amountMinor), asked };
}

function checkFields(body: Record<string, unknown>): Answer | undefined {
	if (asText(body.payment) === null) return parameterError('payment is required.');
	for (const field of ['currency', 'merchant_reference_id', 'reason']) {
		const value = body[field];
		if (value !== undefined && typeof value !== 'string') {
			return parameterError(`${field} must be a text.`);
		}
	}
	if (String(body.merchant_reference_id ?? '').length > 255) {
		return parameterError('merchant_reference_id has more than 255 characters.');
	}
	const { metadata } = body;
	if (metadata !== undefined && (typeof metadata !== 'object' || Array.isArray(metadata))) {
		return parameterError('metadata must be an object.');
	}
	return undefined;
}

/** The refund as it would be stored, or the error code of the rule that forbids it. */
export function prepareRefund(
	payment: Payment,
	amountMinor: bigint,
	body: Record<string, unknown>,
): RefundDraft | { refused: Answer } {
	const refuse = (code: string, message: string) => ({ refused: rapydError(code, message) });
	const { refusal } = payment.behaviour;
	const left = refundableMinor(payment);
	if (payment.status !== 'paid')
		return refuse('PAYMENT_NOT_COMPLETED', 'The payment is not closed.');
	if (refusal === 'declined') {
		return refuse('ERROR_CREATE_REFUND_PAYMENT_NOT_REFUNDABLE', 'The payment cannot be refunded.');
	}
	if (refusal === 'no_funds') {
		return refuse('ERROR_GET_EWALLET_NOT_ENOUGH_FUNDS', 'The wallet does not hold enough.');
	}
	if (amountMinor <= 0n && body.amount !== undefined) {
		return refuse('ERROR_AMOUNT_MUST_BE_POSITIVE', 'The amount must be positive.');
	}
	if (amountMinor > left || left === 0n) {
		const message = 'The refund exceeds what is left of the payment.';
		return refuse('ERROR_REFUND_AMOUNT_EXCEEDS_PAYMENT_AMOUNT', message);
	}
	// "A disputed payment cannot be fully refunded" (rapyd.md, 2.1): a partial refund can be made.
	if (payment.disputed && amountMinor === left) {
		return refuse('ERROR_CREATE_REFUND_PAYMENT_NOT_REFUNDABLE', 'The payment is disputed.');
	}
	const split = splitRefund(payment, amountMinor, body.ewallets);
	if ('refused' in split) return split;
	return {
		amountMinor,
		reference: asText(body.merchant_reference_id),
		reason: asText(body.reason),
		metadata: asObject(body.metadata),
		...split,
	};
}

function withRefund(request: Incoming, world: World, answer: (refund: Refund) => Answer): Answer {
	const refund = world.store.refund('rapyd', request.params.id ?? '');
	return refund ? answer(refund) : unauthorizedCall();
}

export function getRefund(request: Incoming, world: World): Answer {
	return withRefund(request, world, (refund) => rapydData(refundObject(refund)));
}

export function updateRefund(request: Incoming, world: World): Answer {
	return withRefund(request, world, (refund) => {
		const { metadata } = asObject(request.body);
		if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
			return parameterError('metadata must be an object.');
		}
		// Merge or replace is not documented; here it replaces.
		refund.metadata = metadata as Record<string, unknown>;
		refund.updatedAt = Date.now();
		world.webhooks.refundUpdated(refund);
		return rapydData(refundObject(refund));
	});
}

export function cancelRefund(request: Incoming, world: World): Answer {
	return withRefund(request, world, (refund) => {
		if (refund.status !== 'succeeded' && refund.status !== 'pending') {
			return rapydError('INVALID_REFUND_STATUS', 'The refund cannot be canceled any more.');
		}
		world.store.setStatus(refund, 'canceled');
		// The documented sample has no envelope and another spelling than the webhook page.
		return { status: 200, body: { ...refundObject(refund), status: 'Cancelled' } };
	});
}

/** Rapyd's own simulation of the third party that finishes a refund. */
export function completeRefund(request: Incoming, world: World): Answer {
	const refund = world.store.refund('rapyd', String(asObject(request.body).token ?? ''));
	if (!refund) return rapydError('INVALID_REFUND_TOKEN', 'There is no such refund.');
	if (refund.status !== 'pending') {
		return rapydError('INVALID_REFUND_STATUS', 'The refund is not pending.');
	}
	world.store.setStatus(refund, 'succeeded');
	return rapydData(refundObject(refund));
}
