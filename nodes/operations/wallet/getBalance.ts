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
	async run(node, parametersOf) {
		return await forEachItem.call(this, node, parametersOf, async ({ send, account }, given) => {
			const simplify = given.flag('simplify');
			const balances = (await node.provider.getBalances?.(send, account)) ?? [];
			return balances.map((balance) => simplified(balance, simplify));
		});
	},
};
