import { checkMetadata, readMetadata, updateRefund } from '../../../providers/rapyd';
import { badInput } from '../../failures';
import { metadataOption, refundField, simplifyField } from '../../fields';
import { collectionOf } from '../../parameters';
import type { OperationDefinition } from '../../providerNode';
import { onRefund } from './onRefund';

export const refundUpdate: OperationDefinition = {
	resource: 'refund',
	value: 'update',
	name: 'Update',
	action: 'Update a refund',
	description: 'Set the metadata of a refund',
	schema: 'refund',
	fields: (node) => [refundField(node), metadataOption, simplifyField],
	async run(node) {
		return await onRefund.call(this, node, async ({ send, account }, refundId, item) => {
			const given = collectionOf(this.getNodeParameter('metadata', item, {}));
			const problem = checkMetadata(given);
			if (problem !== null) throw badInput(this.getNode(), problem, item);
			return await updateRefund(send, account, refundId, readMetadata(given));
		});
	},
};
