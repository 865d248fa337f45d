import { checkMetadata, readMetadata, updateRefund } from '../../../providers/rapyd';
import { ParameterError } from '../../failures';
import { metadataOption, refundField, simplifyField } from '../../fields';
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
	async run(node, parametersOf) {
		return await onRefund.call(
			this,
			node,
			parametersOf,
			async ({ send, account }, refundId, given) => {
				const metadata = given.values('metadata');
				const problem = checkMetadata(metadata);
				if (problem !== null) throw new ParameterError(problem);
				return await updateRefund(send, account, refundId, readMetadata(metadata));
			},
		);
	},
};
