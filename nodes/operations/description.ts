/** Resources and operations every provider node offers, with their parameters. */
import type { INodeProperties } from 'n8n-workflow';

import { operationField, resourceField } from '../fields';
import type { Operation, ProviderNode } from '../providerNode';
import { create } from './refund/create';
import { createFields } from './refund/create/fields';
import { get, getFields } from './refund/get';
import { getPayment, getPaymentFields } from './payment/get';
import {
	getAll,
	getAllFields,
	getAllPayments,
	getAllPaymentsFields,
	getHistoryFields,
} from './lists';
import { reconcile } from './refund/reconcile';
import { reconcileFields } from './refund/reconcile/fields';
import { getBalance, getBalanceFields, getHistory } from './wallet';

export interface OperationChoice {
	name: string;
	value: string;
	action: string;
	description: string;
}

const refundOperations: OperationChoice[] = [
	{
		name: 'Create',
		value: 'create',
		action: 'Create a refund',
		description: 'Give money of a payment back, never twice',
	},
	{
		name: 'Get',
		value: 'get',
		action: 'Get a refund',
		description: 'Look at a refund, or wait for its outcome',
	},
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many refunds',
		description: 'Get a list of refunds',
	},
	{
		name: 'Reconcile',
		value: 'reconcile',
		action: 'Reconcile refunds',
		description: 'Compare your books with the provider’s refunds and name every difference',
	},
];

const paymentOperations: OperationChoice[] = [
	{
		name: 'Get',
		value: 'get',
		action: 'Get a payment',
		description: 'Look at a payment and what is left of it to refund',
	},
	{
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many payments',
		description: 'Get a list of payments',
	},
];

const walletOperations: OperationChoice[] = [
	{
		name: 'Get Balance',
		value: 'getBalance',
		action: 'Get wallet balances',
		description: 'Get what is in each wallet',
	},
	{
		name: 'Get History',
		value: 'getHistory',
		action: 'Get wallet history',
		description: 'Get what went into and out of the wallets',
	},
];

/** What every provider can do. */
export const commonOperations: Record<string, Operation> = {
	'refund:create': create,
	'refund:get': get,
	'refund:getAll': getAll,
	'refund:reconcile': reconcile,
	'payment:get': getPayment,
	'payment:getAll': getAllPayments,
};

export const walletOperationsByName: Record<string, Operation> = {
	'wallet:getBalance': getBalance,
	'wallet:getHistory': getHistory,
};

/** The whole parameter list of a provider node, with its own refund operations if it has any. */
export function propertiesFor(
	node: ProviderNode,
	own: { operations: OperationChoice[]; fields: INodeProperties[] } = {
		operations: [],
		fields: [],
	},
): INodeProperties[] {
	const hasWallet = 'wallet:getBalance' in node.operations;
	return [
		resourceField([
			{ name: 'Refund', value: 'refund' },
			{ name: 'Payment', value: 'payment' },
			...(hasWallet ? [{ name: 'Wallet', value: 'wallet' }] : []),
		]),
		operationField('refund', [...refundOperations, ...own.operations], 'create'),
		operationField('payment', paymentOperations, 'get'),
		...(hasWallet ? [operationField('wallet', walletOperations, 'getBalance')] : []),
		...createFields(node),
		...getFields(node),
		...getAllFields(node),
		...reconcileFields(node),
		...own.fields,
		...getPaymentFields(node),
		...getAllPaymentsFields(),
		...(hasWallet ? [...getBalanceFields(), ...getHistoryFields()] : []),
	];
}
