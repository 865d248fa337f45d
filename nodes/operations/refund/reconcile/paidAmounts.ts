/** What was paid, where more may have been refunded than that. */
import type { PaidAmount } from '../../../../refunds/reconcile';
import type { Reading } from './pages';

/** Payments with several refunds whose paid amount is looked at, at most. */
const MOST_PAYMENTS = 100;

/**
 * What was paid.
 * @param several payments with more than one refund: only those can be refunded too much
 * @param limits what cannot be told is said here
 */
export async function paidAmounts(
	{ provider, send, account }: Reading,
	several: ReadonlySet<string>,
	limits: string[],
): Promise<Map<string, PaidAmount>> {
	if (several.size > MOST_PAYMENTS) {
		limits.push(
			`${several.size} payments have several refunds; whether more was refunded than paid was checked for ${MOST_PAYMENTS} of them.`,
		);
	}
	const paid = new Map<string, PaidAmount>();
	for (const paymentId of [...several].slice(0, MOST_PAYMENTS)) {
		try {
			paid.set(paymentId, await provider.getPayment(send, account, paymentId));
		} catch (error) {
			limits.push(
				`Payment ${paymentId} could not be read, so whether too much of it was refunded is not known: ${error instanceof Error ? error.message : String(error)}`,
			);
		}
	}
	return paid;
}
