/** The operations that every provider has, and those of providers with wallets. */
import type { OperationDefinition } from '../providerNode';
import { paymentGet } from './payment/get';
import { paymentGetAll } from './payment/getAll';
import { refundCreate } from './refund/create';
import { refundGet } from './refund/get';
import { refundGetAll } from './refund/getAll';
import { refundReconcile } from './refund/reconcile';
import { walletGetBalance } from './wallet/getBalance';
import { walletGetHistory } from './wallet/getHistory';

export const commonOperations: readonly OperationDefinition[] = [
	refundCreate,
	refundGet,
	refundGetAll,
	refundReconcile,
	paymentGet,
	paymentGetAll,
];

export const walletOperations: readonly OperationDefinition[] = [
	walletGetBalance,
	walletGetHistory,
];
