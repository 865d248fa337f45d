/** Rapyd as a refund provider, and its own operations. */
import type { RefundProvider } from '../../refunds/provider';
import { account } from './account';
import { sortAnswer } from './answer';
import { createGroupRequest, getGroupPayment, lookUpGroup, sortGroupAnswer } from './group';
import { listPayments, listRefunds } from './lists';
import { listOnePayment, lookUpPayment } from './lookUp';
import { checkGroupOrder, checkOrder } from './order';
import { getRefund } from './refunds';
import { createRequest, providerGuards } from './request';
import { webhook } from './webhook';

export { getGroupPayment } from './group';
export { checkMetadata, readMetadata } from './metadata';
export { cancelRefund, completeRefund, updateRefund } from './operations';

export const rapyd: RefundProvider = {
	name: 'rapyd',
	title: 'Rapyd',
	paymentTerm: 'payment ID',
	tells: { reference: true, paymentId: true, outcome: true },
	providerGuards,
	// docs.rapyd.net "Request Rate Limits".
	rateLimits: [
		{ calls: 200, milliseconds: 60_000 },
		{ calls: 1_000, milliseconds: 300_000 },
	],
	// Three requests a refund: more at once would only run into the limit earlier.
	paymentsAtOnce: 5,
	// docs.rapyd.net "List Refunds": a span of 1 to 90 days.
	listReachDays: 90,
	account,
	checkOrder,
	lookUp: async (send, of, order) => await lookUpPayment(send, of, order.paymentId, order.currency),
	createRequest,
	sortAnswer,
	getRefund,
	listRefunds,
	getPayment: async (send, of, id) => (await lookUpPayment(send, of, id)).payment,
	listPayments: (send, of, filter) =>
		filter.paymentId === undefined
			? listPayments(send, of, filter)
			: listOnePayment(send, of, filter.paymentId),
	webhook,
};

/** The same, for refunds of a group payment: its `paymentId` is the group payment's id. */
export const rapydGroup: RefundProvider = {
	...rapyd,
	paymentTerm: 'group payment ID',
	tells: { reference: false, paymentId: false, outcome: false },
	checkOrder: checkGroupOrder,
	lookUp: async (send, of, order) => await lookUpGroup(send, of, order.paymentId),
	createRequest: createGroupRequest,
	sortAnswer: sortGroupAnswer,
	getPayment: getGroupPayment,
};
