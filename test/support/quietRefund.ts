import type { ProviderName } from '../../refunds/refund';
import type { Sandbox } from '../../sandbox';

/** A refund of 12.50 that the sandbox does not report by itself; gives its id. */
export function quietRefund(
	sandbox: Sandbox,
	provider: ProviderName,
	status: 'pending' | 'succeeded' = 'succeeded',
): string {
	const paymentId = sandbox.addPayment(provider, { refunds: [{ amount: '12.50', status }] });
	const refund = sandbox.refunds().find((one) => one.paymentId === paymentId);
	if (!refund) throw new Error('The sandbox made no refund');
	return refund.refundId;
}
