/** Looks payments up before their refunds are planned. */
import { balanceOf } from '../balance';
import { ProviderError, type Failure } from '../exchange';
import type { LookUp, RefundOrder } from '../provider';
import type { RefundRecord } from '../refund';
import type { RefundRun } from './ports';
import type { OpenPayment, PaymentState } from './work';

/** Looks a payment up. Never throws. */
export async function openPayment(
	order: RefundOrder,
	{ ports, provider }: RefundRun,
): Promise<PaymentState> {
	try {
		return openedWith(await ports.lookUp(order), await ports.remembered(order));
	} catch (error) {
		// Where look-ups do not tell, the claim does: it is noted with what was accepted.
		const remembered = provider.tells.reference ? await ports.remembered(order) : [];
		const failure = notLookedUp(order, error);
		return { kind: 'unreadable', failure, remembered, planned: new Map() };
	}
}

/**
 * A payment as it was looked up. Refunds this process remembers count even where no list shows
 * them, and say whose a listed refund is where the provider keeps no reference.
 */
export function openedWith(lookUp: LookUp, remembered: readonly RefundRecord[]): OpenPayment {
	const same = (a: RefundRecord, b: RefundRecord): boolean =>
		a.refundId !== null && a.refundId === b.refundId;
	const listed = lookUp.refunds.map((refund) => {
		const ours = remembered.find((known) => same(known, refund));
		return { ...refund, reference: refund.reference ?? ours?.reference ?? null };
	});
	const missing = remembered.filter((known) => !listed.some((refund) => same(known, refund)));
	const whole = { ...lookUp, refunds: [...listed, ...missing] };
	return { kind: 'open', lookUp: whole, balance: balanceOf(whole), planned: new Map() };
}

function notLookedUp({ paymentId }: RefundOrder, error: unknown): Failure {
	const { code, message, advice } = asFailure(error);
	return {
		code,
		message: `Payment ${paymentId} could not be looked up first, so nothing was sent. ${message}`,
		advice,
	};
}

function asFailure(error: unknown): Failure {
	if (error instanceof ProviderError) {
		return { ...error.failure, code: error.notFound ? 'payment_not_found' : 'lookup_failed' };
	}
	const message = error instanceof Error ? error.message : String(error);
	return { code: 'lookup_failed', message, advice: '' };
}
