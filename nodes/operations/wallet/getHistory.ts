import { NodeOperationError } from 'n8n-workflow';

import { createdFilters } from '../../fields';
import type { OperationDefinition } from '../../providerNode';
import { list, listFields } from '../list';

/** One item an entry. */
export const walletGetHistory: OperationDefinition = {
	resource: 'wallet',
	value: 'getHistory',
	name: 'Get History',
	action: 'Get wallet history',
	description: 'Get what went into and out of the wallets',
	schema: 'walletEntry',
	fields: () => listFields(createdFilters),
	async run(node, parametersOf) {
		const { listWalletHistory, title } = node.provider;
		if (!listWalletHistory) {
			throw new NodeOperationError(this.getNode(), `${title} has no wallet history`);
		}
		return await list.call(this, node, parametersOf, ({ send, account }, filter) =>
			listWalletHistory(send, account, filter),
		);
	},
};
