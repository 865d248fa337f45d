import type { JsonObject } from '../../refunds/json';
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import type { RefundRecord } from '../../refunds/refund';
import type { Brand } from './brands';
import { readRecord } from './payments';
import { paymentFrom, refundFrom, wordOf } from './records';

/**
 * One refund. Vesicash says that a refund's reference can be looked up where payments are, without
 * showing the answer; a draft shows refunds only inside their payment. Both are tried, and a
 * payment's own status is never taken for its refund's.
 * @throws ProviderError where neither shows it
 */
export async function getRefund(
	send: Send,
	brand: Brand,
	account: Account,
	ids: { refundId: string; paymentId: string | null },
): Promise<RefundRecord> {
	const { refundId } = ids;
	const paymentId = ids.paymentId === '' ? null : ids.paymentId;
	if (refundId === '') return await onlyRefund(send, brand, account, paymentId);

	const record = await readIfThere(send, brand, refundId);
	if (record && wordOf(record.type) === 'refund') {
		return refundFrom(brand, account, record, { refundId, paymentId });
	}
	const shown = record ? refundsIn(brand, account, record, paymentId ?? refundId) : [];
	if (paymentId !== null && paymentId !== refundId) {
		const payment = await readRecord(send, brand, paymentId);
		shown.push(...refundsIn(brand, account, payment, paymentId));
	}
	const found = shown.find(
		(refund) => refund.refundId === refundId || refund.raw?.refund_id === refundId,
	);
	if (!found) throw notVisible(brand, `refund ${refundId}`, paymentId);
	return found;
}

/** The refund of a payment, where the payment shows exactly one. */
async function onlyRefund(
	send: Send,
	brand: Brand,
	account: Account,
	paymentId: string | null,
): Promise<RefundRecord> {
	if (paymentId === null) {
		throw new ProviderError({
			code: 'invalid_input',
			message: 'Neither a refund reference nor a payment reference was given.',
			advice: 'Enter the Refund ID, the Payment Reference or both.',
		});
	}
	const record = await readRecord(send, brand, paymentId);
	if (wordOf(record.type) === 'refund') {
		return refundFrom(brand, account, record, { refundId: paymentId, paymentId: null });
	}
	const [refund, ...others] = refundsIn(brand, account, record, paymentId);
	if (!refund) throw notVisible(brand, `a refund of payment ${paymentId}`, paymentId);
	if (others.length > 0) {
		const names = [refund, ...others].map((one) => one.refundId ?? 'one without a reference');
		throw new ProviderError({
			code: 'several_refunds',
			message: `Payment ${paymentId} has ${names.length} refunds: ${names.join(', ')}.`,
			advice: 'Enter the Refund ID of the one you mean.',
		});
	}
	return refund;
}

async function readIfThere(
	send: Send,
	brand: Brand,
	reference: string,
): Promise<JsonObject | null> {
	return await readRecord(send, brand, reference).catch((error: unknown) => {
		if (error instanceof ProviderError && error.notFound) return null;
		throw error;
	});
}

function refundsIn(
	brand: Brand,
	account: Account,
	record: JsonObject,
	paymentId: string,
): RefundRecord[] {
	return paymentFrom(brand, account, record, paymentId).refunds;
}

/** Not the same as "not there": the published answers do not show refunds at all. */
function notVisible(brand: Brand, what: string, paymentId: string | null): ProviderError {
	const first =
		paymentId === null
			? 'Enter the Payment Reference as well: some accounts show refunds there. '
			: '';
	return new ProviderError({
		code: 'refund_not_visible',
		message: `${brand.title} does not show ${what}. This does not mean that it was not made.`,
		advice: `${first}Look at the wallet history or the dashboard, or wait for the webhook.`,
	});
}
