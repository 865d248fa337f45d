/** Confirm With Provider: the event is a hint, the API the truth. */
import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import type { RefundRecord } from '../../refunds/refund';
import type { RefundEvent } from '../../refunds/webhooks/webhook';
import { connect } from '../transport';
import { optionsOf, providerNodeOf } from './parameters';

export interface ConfirmedEvent extends RefundEvent {
	/** Whether the refund is as the API gave it, not as the event told it. */
	confirmed: boolean;
}

/** Seconds a read may take; PayMongo waits 30 for the answer to its delivery. */
const TIMEOUT = 5;

/** Milliseconds between reads while the API is behind its own event. */
const PAUSES = [1000, 2000];

/** The event with the refund as the API has it, where that was asked for and can be had. */
export async function confirm(
	this: IWebhookFunctions,
	event: RefundEvent,
): Promise<ConfirmedEvent> {
	const { refundId, paymentId, reference } = event.refund;
	if (!optionsOf.call(this).confirmWithProvider || refundId === null) {
		return { ...event, confirmed: false };
	}
	const { provider, credential } = providerNodeOf.call(this);
	try {
		const connection = await connect.call(this, credential, provider, TIMEOUT);
		const ids = { refundId, paymentId };
		const refund = await readUntilFinal(event, () =>
			provider.getRefund(connection.send, connection.account, ids),
		);
		return {
			...event,
			// What the event knows and the API leaves out is still true.
			refund: {
				...refund,
				paymentId: refund.paymentId ?? paymentId,
				reference: refund.reference ?? reference,
			},
			confirmed: true,
		};
	} catch (error) {
		const why = error instanceof Error ? error.message : 'unknown';
		this.logger.warn(`"${this.getNode().name}" could not confirm refund ${refundId}: ${why}`);
		return { ...event, confirmed: false };
	}
}

/** Gives an API that is a moment behind its own event the time to catch up. */
async function readUntilFinal(
	event: RefundEvent,
	read: () => Promise<RefundRecord>,
): Promise<RefundRecord> {
	let refund = await read();
	for (const pause of PAUSES) {
		if (refund.final || !event.refund.final) break;
		await sleep(pause);
		refund = await read();
	}
	return refund;
}
