/** Redstone and Vesicash: two brands of one mobile-money gateway. Facts: docs/providers.md. */
import type { RefundProvider } from '../../refunds/provider';
import { accountOf } from './account';
import { sorterOf } from './answer';
import { brands, type BrandName } from './brands';
import { listPayments } from './lists';
import { lookUp } from './lookUp';
import { checkOrder } from './order';
import { getPayment } from './payments';
import { getRefund } from './refunds';
import { createRequest } from './request';
import { getBalances, listWalletHistory } from './wallet';
import { evidence, listRefunds } from './walletRefunds';
import { webhookOf } from './webhook';

export { listCountries } from './countries';

function mobileMoney(name: BrandName): RefundProvider {
	const brand = brands[name];
	return {
		name,
		title: brand.title,
		paymentTerm: 'payment reference',
		// The request has no field that comes back with the refund and is ours to fill: `reason` is
		// shown to people, and the published records do not repeat it.
		tells: { reference: false, paymentId: false, outcome: false },
		// No idempotency key is documented for any /v1/payment call.
		providerGuards: () => false,
		rateLimits: [],
		paymentsAtOnce: 5,
		listReachDays: null,
		account: (credentials) => accountOf(brand, credentials),
		checkOrder: (order) => checkOrder(brand, order),
		lookUp: async (send, account, order) => await lookUp(send, brand, account, order),
		createRequest: (draft) => createRequest(brand, draft),
		sortAnswer: sorterOf(brand),
		evidence: async (send, _account, draft) => await evidence(send, brand, draft),
		getRefund: async (send, account, ids) => await getRefund(send, brand, account, ids),
		listRefunds: (send, account, filter) => listRefunds(send, brand, account, filter),
		getPayment: async (send, account, id) => await getPayment(send, brand, account, id),
		listPayments: (send, account, filter) => listPayments(send, brand, account, filter),
		getBalances: async (send, account) => await getBalances(send, brand, account),
		listWalletHistory: (send, account, filter) => listWalletHistory(send, brand, account, filter),
		webhook: webhookOf(name),
	};
}

export const redstone = mobileMoney('redstone');
export const vesicash = mobileMoney('vesicash');
