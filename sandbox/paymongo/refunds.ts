/** PayMongo's refunds: what its reference, its guide and its error list say, in that order. */
import { randomBytes } from 'node:crypto';
import { asObject, asText } from '../read';
import { refundableMinor } from '../state';
import type { Answer, Incoming, Payment } from '../types';
import type { World } from '../world';
import { notFound, paymongoError } from './errors';
import { listPage, listParameter } from './lists';
import { refundResource } from './resources';

/** The QR Ph host (refunds-api.paymongo.com) is `localhost` here, the main host `127.0.0.1`. */
const qrPhHost = 'localhost';

const reasons = ['duplicate', 'fraudulent', 'requested_by_customer', 'others'];

const day = 86_400_000;
/** Refund windows by payment method in days (paymongo.md, 2.5). */
const windowDays: Record<string, number> = {
	card: 60,
	gcash: 180,
	grab_pay: 90,
	paymaya: 365,
	shopee_pay: 365,
	bpi: 30,
	billease: 60,
	brankas: 30,
	qrph: 30,
};

export function createRefund(request: Incoming, world: World): Answer {
	const attributes = asObject(asObject(asObject(request.body).data).attributes);
	const invalid = checkAttributes(attributes);
	if (invalid) return invalid;
	const paymentId = String(attributes.payment_id);
	const payment = world.store.payment('paymongo', paymentId, request.live);
	if (!payment) return notFound('payment', paymentId);
	if (payment.live !== request.live) {
		return paymongoError(
			400,
			'livemode_mismatched',
			'Key and payment differ in mode.',
			'payment_id',
		);
	}
	const amountMinor = BigInt(attributes.amount as number);
	const refused = checkPayment(payment, amountMinor, request.host === qrPhHost);
	if (refused) return refused;
	const metadata = attributes.metadata as Record<string, unknown> | null | undefined;
	const qrPh = payment.method === 'qrph';
	const refund = world.store.makeRefund(payment, {
		amountMinor,
		reference: referenceIn(metadata),
		reason: String(attributes.reason),
		notes: asText(attributes.notes),
		metadata: metadata ?? null,
		transferLink: qrPh
			? `https://refunds.paymongo.example/${randomBytes(8).toString('hex')}`
			: null,
	});
	if (qrPh && payment.behaviour.outcome === 'fails') {
		// Seen by clients of the QR Ph host: HTTP 422 with a real refund that failed.
		world.store.setStatus(refund, 'failed');
		return { status: 422, body: { data: refundResource(refund) } };
	}
	return { status: 200, body: { data: refundResource(refund) } };
}

/** Metadata keys are the caller's own: whichever ends in `reference` names the refund. */
function referenceIn(metadata: Record<string, unknown> | null | undefined): string | null {
	const entry = Object.entries(metadata ?? {}).find(([key]) => /reference$/i.test(key));
	return entry ? String(entry[1]) : null;
}

function checkAttributes(attributes: Record<string, unknown>): Answer | undefined {
	const { amount, payment_id: paymentId, reason, notes, metadata } = attributes;
	const fields = { amount, payment_id: paymentId, reason };
	for (const [field, value] of Object.entries(fields)) {
		if (value === undefined || value === null || value === '') {
			return paymongoError(400, 'parameter_required', `${field} is required.`, field);
		}
	}
	if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) {
		return paymongoError(
			400,
			'parameter_data_type_invalid',
			'amount must be an integer.',
			'amount',
		);
	}
	if (amount < 100) {
		const detail = 'The value for amount cannot be less than 100.';
		return paymongoError(400, 'parameter_below_minimum', detail, 'amount');
	}
	if (typeof paymentId !== 'string' || !paymentId.startsWith('pay_')) {
		const detail = 'payment_id must be the id of a payment.';
		return paymongoError(400, 'parameter_format_invalid', detail, 'payment_id');
	}
	if (!reasons.includes(String(reason))) {
		return paymongoError(
			400,
			'parameter_invalid',
			`The reason ${String(reason)} is invalid.`,
			'reason',
		);
	}
	if (notes !== undefined && notes !== null && (typeof notes !== 'string' || notes.length > 255)) {
		const detail = 'notes must be a text of up to 255 characters.';
		return paymongoError(400, 'parameter_invalid', detail, 'notes');
	}
	if (metadata === undefined || metadata === null) return undefined;
	const flat =
		typeof metadata === 'object' &&
		!Array.isArray(metadata) &&
		Object.values(metadata).every((value) => typeof value === 'string');
	if (flat) return undefined;
	const detail = 'metadata takes string values only.';
	return paymongoError(400, 'parameter_data_type_invalid', detail, 'metadata');
}

function checkPayment(
	payment: Payment,
	amountMinor: bigint,
	qrPhHost: boolean,
): Answer | undefined {
	const { behaviour, method } = payment;
	const qrPh = method === 'qrph';
	if (qrPh !== qrPhHost) {
		const detail = `Refunds are not allowed for payments with source type ${method}.`;
		return paymongoError(400, 'parameter_invalid', detail, 'payment_id');
	}
	if (payment.status !== 'paid') {
		return paymongoError(400, 'resource_failed_state', 'The payment was not paid.', 'payment_id');
	}
	if (payment.disputed) {
		return paymongoError(400, 'resource_disputed_state', 'The payment is disputed.', 'payment_id');
	}
	const allowedDays = windowDays[method];
	if (allowedDays !== undefined && Date.now() - payment.createdAt > allowedDays * day) {
		const detail = `Payments by ${method} can be refunded within ${allowedDays} days.`;
		return paymongoError(400, 'allowed_date_exceeded', detail, 'payment_id');
	}
	if (behaviour.refusal === 'declined') {
		return paymongoError(
			400,
			'refund_not_allowed',
			'This payment cannot be refunded here.',
			'payment_id',
		);
	}
	if (behaviour.refusal === 'no_funds') {
		const detail = 'The refund exceeds your available balance.';
		return paymongoError(400, 'available_balance_insufficient', detail, 'amount');
	}
	if (payment.refunds.some(({ status }) => status === 'pending')) {
		const detail = 'An earlier refund of this payment is still pending.';
		return paymongoError(400, 'resource_pending_state', detail, 'payment_id');
	}
	if (amountMinor > refundableMinor(payment)) {
		const detail = 'The amount exceeds what is left of the payment.';
		return paymongoError(400, 'parameter_above_maximum', detail, 'amount');
	}
	if (qrPh && amountMinor < payment.amountMinor) {
		// One reading of the QR Ph page; a later one allows partial refunds (paymongo.md, 2.6).
		const detail = 'QR Ph payments are refunded in full only.';
		return paymongoError(422, 'partial_refund_not_allowed', detail, 'amount');
	}
	return undefined;
}

export function getRefund(request: Incoming, world: World): Answer {
	const id = request.params.id ?? '';
	const refund = world.store.refund('paymongo', id);
	if (!refund || refund.payment.live !== request.live) return notFound('refund', id);
	return { status: 200, body: { data: refundResource(refund) } };
}

export function listRefunds(request: Incoming, world: World): Answer {
	const paymentId = listParameter(request, world, 'payment_id');
	const all =
		paymentId === undefined
			? world.store.refunds('paymongo')
			: (world.store.payment('paymongo', paymentId, request.live)?.refunds ?? []);
	// A key sees only what was made in its own mode.
	const list = all.filter(({ payment }) => payment.live === request.live);
	const find = (id: string) => world.store.refund('paymongo', id);
	return listPage(request, world, list, find, refundResource);
}
