import { DOUBT, NONE, type Matching, noteRefund, noteRow } from '../matching';
import { isSpentRefund, refundAt } from '../sides';
import { BIT } from '../findings';
import { compareRefunds } from '../contentOrder';

/**
 * Marks the refunds that took a payment beyond what was paid: in order of time, those at which
 * the sum of what was given back is too large. Needs the payments; without them it says nothing.
 */
export function markOverRefunded(matching: Matching): void {
	for (const [paymentId, refunds] of overdrawn(matching)) {
		const paid = matching.input.payments?.get(paymentId)?.amountMinor ?? 0;
		let sum = 0;
		for (const refund of refunds.sort((a, b) => compareRefunds(matching, a, b))) {
			sum += refundAt(matching, refund).amountMinor ?? 0;
			if (sum <= paid) continue;
			const row = matching.rowOfRefund[refund] as number;
			if (row !== NONE) noteRow(matching, row, BIT.overRefunded);
			else if (refund < matching.reported) noteRefund(matching, refund, BIT.overRefunded);
		}
	}
}

/** The refunds of each payment that gave back more than was paid. */
function overdrawn(matching: Matching): Map<string, number[]> {
	const { payments } = matching.input;
	const found = new Map<string, number[]>();
	if (!payments || payments.size === 0) return found;
	const sums = new Map<string, number>();
	for (let refund = 0; refund < matching.refunds.length; refund += 1) {
		const paymentId = counted(matching, refund);
		if (paymentId === null) continue;
		// Beyond 2^53 a sum is no longer exact, but it is beyond every payment, too.
		const sum = (sums.get(paymentId) ?? 0) + (refundAt(matching, refund).amountMinor ?? 0);
		sums.set(paymentId, sum);
		const paid = payments.get(paymentId)?.amountMinor ?? Infinity;
		if (sum > paid) found.set(paymentId, []);
	}
	if (found.size === 0) return found;
	for (let refund = 0; refund < matching.refunds.length; refund += 1) {
		const paymentId = counted(matching, refund);
		if (paymentId !== null) found.get(paymentId)?.push(refund);
	}
	return found;
}

/** The payment a refund takes from, or null where it takes nothing or nobody can compare. */
function counted(matching: Matching, refund: number): string | null {
	const { paymentId, amountMinor, currency } = refundAt(matching, refund);
	if (paymentId === null || amountMinor === null || !isSpentRefund(matching, refund)) return null;
	// The same refund listed twice takes once.
	if (matching.doubtOfRefund[refund] === DOUBT.listedTwice) return null;
	return matching.input.payments?.get(paymentId)?.currency === currency ? paymentId : null;
}
