import { simplifyField } from '../../fields';
import type { OperationDefinition } from '../../providerNode';
import { simplified } from '../../simplify';
import { forEachItem } from '../run';

/** One item a wallet. */
export const walletGetBalance: OperationDefinition = {
	resource: 'wallet',
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get wallet balances',
	description: 'Get what is in each wallet',
	schema: 'balance',
	fields: () => [simplifyField],
	async run(node) {
		return await forEachItem.call(this, node, async ({ send, account }, item) => {
			const simplify = this.getNodeParameter('simplify', item) as boolean;
			const balances = (await node.provider.getBalances?.(send, account)) ?? [];
			return balances.map((balance) => simplified(balance, simplify));
		});
	},
};
