/** PayMongo (Philippines): refunds over /v1/refunds. */
import { ProviderError, type Account, type Send } from '../../refunds/exchange';
import type { RefundProvider } from '../../refunds/provider';
import type { RefundRecord } from '../../refunds/refund';
import { read } from '../answers';
import { account } from './account';
import { checkOrder, createRequest } from './create';
import { errorReader, unexpectedAnswer } from './errors';
import { listPayments, listRefunds } from './lists';
import { getPayment, lookUp } from './payments';
import { refundFrom } from './refunds';
import { sortAnswer } from './sortAnswer';
import { webhook } from './webhook';
import { readResource, REFUNDS_PATH, TITLE } from './wire';

export { REASONS } from './wire';

export const paymongo: RefundProvider = {
	name: 'paymongo',
	title: TITLE,
	paymentTerm: 'payment ID',
	tells: { reference: true, paymentId: true, outcome: true },
	// The Idempotency-Key is sent, but nobody has shown that refunds honour it.
	providerGuards: () => false,
	// developers.paymongo.com, rate limiting errors: above 100 a second (6,000 a minute).
	rateLimits: [{ calls: 6_000, milliseconds: 60_000 }],
	listReachDays: null,
	account,
	checkOrder,
	lookUp,
	createRequest,
	sortAnswer,
	getRefund,
	listRefunds,
	getPayment,
	listPayments,
	webhook,
};

/**
 * GET /v1/refunds/{id}, on the main host: whether the QR Ph host can be asked is not documented.
 * @throws ProviderError, `notFound` when this key's account and mode have no such refund
 */
async function getRefund(
	send: Send,
	account: Account,
	{ refundId }: { refundId: string },
): Promise<RefundRecord> {
	const path = `${REFUNDS_PATH}/${encodeURIComponent(refundId)}`;
	const body = await read(send, { method: 'GET', path }, errorReader);
	const refund = readResource(body.data, 'refund');
	if (refund?.id !== refundId) throw new ProviderError(unexpectedAnswer(`refund ${refundId}`));
	return refundFrom(refund.raw, account.mode);
}
