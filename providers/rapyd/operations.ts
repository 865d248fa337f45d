/** Rapyd's operations on a refund that exists. Each is sent once. */
import type { JsonObject } from '../../refunds/json';
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import type { RefundRecord } from '../../refunds/refund';
import { readObject } from './wire';
import { pathOf, refundFrom } from './refunds';

/**
 * Sets a refund's metadata; nothing else of it can be changed. Whether Rapyd merges the metadata
 * with what is there or replaces it is documented nowhere. Source: docs.rapyd.net "Update Refund".
 */
export async function updateRefund(
	send: Send,
	{ mode }: Account,
	refundId: string,
	metadata: JsonObject,
): Promise<RefundRecord> {
	const request = { method: 'POST' as const, path: pathOf(refundId), body: { metadata } };
	return refundFrom(await readObject(send, request, 'the refund', refundId), mode);
}

/**
 * Cancels a refund that is pending or completed; Rapyd has to allow it for the account and the
 * payment method. Sent without a body, as the current page has no parameters.
 * Source: docs.rapyd.net "Cancel Refund".
 */
export async function cancelRefund(
	send: Send,
	{ mode }: Account,
	refundId: string,
): Promise<RefundRecord> {
	const request = { method: 'DELETE' as const, path: pathOf(refundId) };
	return refundFrom(await readObject(send, request, 'the refund', refundId), mode);
}

/**
 * Simulates the third party that completes a refund, in Rapyd's sandbox. What it does in
 * production is documented nowhere, so it is not sent there.
 * Source: docs.rapyd.net "Complete Refund".
 */
export async function completeRefund(
	send: Send,
	{ mode }: Account,
	refundId: string,
): Promise<RefundRecord> {
	if (mode === 'live') {
		throw new ProviderError({
			code: 'sandbox_only',
			message:
				'Completing a refund is a simulation for Rapyd’s sandbox; this credential is for production. Nothing was sent.',
			advice: 'In production Rapyd completes refunds itself. Use Get to see how this one ended.',
		});
	}
	const request = {
		method: 'POST' as const,
		path: '/v1/refunds/complete',
		body: { token: refundId },
	};
	return refundFrom(await readObject(send, request, 'the refund', refundId), mode);
}
