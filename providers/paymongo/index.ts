/** PayMongo (Philippines): refunds over /v1/refunds. */
import type { RefundProvider } from '../../refunds/provider';
import { account } from './account';
import { sortAnswer } from './answer';
import { listPayments, listRefunds } from './lists';
import { lookUp } from './lookUp';
import { checkOrder } from './order';
import { getPayment } from './payments';
import { getRefund } from './refunds';
import { createRequest } from './request';
import { webhook } from './webhook';
import { TITLE } from './wire';

export const paymongo: RefundProvider = {
	name: 'paymongo',
	title: TITLE,
	paymentTerm: 'payment ID',
	tells: { reference: true, paymentId: true, outcome: true },
	// The Idempotency-Key is sent, but nobody has shown that refunds honour it.
	providerGuards: () => false,
	// developers.paymongo.com, rate limiting errors: above 100 a second (6,000 a minute).
	rateLimits: [{ calls: 6_000, milliseconds: 60_000 }],
	// Two requests a refund, each of a fraction of a second: within the limit above.
	paymentsAtOnce: 25,
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
