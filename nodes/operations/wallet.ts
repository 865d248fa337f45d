import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { showFor, simplifyField } from '../fields';
import { simplified } from '../output';
import { forEachItem, type ProviderNode } from '../providerNode';
import { list } from './lists';

export const getBalanceFields = (): INodeProperties[] =>
	showFor('wallet', ['getBalance'], [simplifyField]);

/** Runs `wallet: getBalance`: one item a wallet. */
export async function getBalance(
	this: IExecuteFunctions,
	node: ProviderNode,
): Promise<INodeExecutionData[][]> {
	return await forEachItem.call(this, node, async ({ send, account }, item) => {
		const simplify = this.getNodeParameter('simplify', item) as boolean;
		const balances = (await node.provider.getBalances?.(send, account)) ?? [];
		return balances.map((balance) => simplified(balance, simplify));
	});
}

/** Runs `wallet: getHistory`: one item an entry. */
export async function getHistory(
	this: IExecuteFunctions,
	node: ProviderNode,
): Promise<INodeExecutionData[][]> {
	const { listWalletHistory } = node.provider;
	if (!listWalletHistory) {
		throw new NodeOperationError(this.getNode(), `${node.provider.title} has no wallet history`);
	}
	return await list.call(this, node, ({ send, account }, filter) =>
		listWalletHistory(send, account, filter),
	);
}
