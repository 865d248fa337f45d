import { completeRefund } from '../../../providers/rapyd';
import { refundField, simplifyField } from '../../fields';
import type { OperationDefinition } from '../../providerNode';
import { onRefund } from './onRefund';

export const refundComplete: OperationDefinition = {
	resource: 'refund',
	value: 'complete',
	name: 'Complete (Sandbox)',
	action: 'Complete a refund in the sandbox',
	description: 'Simulate in Rapyd’s sandbox that a pending refund completes',
	schema: 'refund',
	fields: (node) => [refundField(node), simplifyField],
	async run(node, parametersOf) {
		return await onRefund.call(this, node, parametersOf, async ({ send, account }, refundId) =>
			completeRefund(send, account, refundId),
		);
	},
};
