import { cancelRefund } from '../../../providers/rapyd';
import { refundField, simplifyField } from '../../fields';
import type { OperationDefinition } from '../../providerNode';
import { onRefund } from './onRefund';

export const refundCancel: OperationDefinition = {
	resource: 'refund',
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel a refund',
	description: 'Cancel a refund, where Rapyd allows it for your account and the payment method',
	schema: 'refund',
	fields: (node) => [refundField(node), simplifyField],
	async run(node, parametersOf) {
		return await onRefund.call(this, node, parametersOf, async ({ send, account }, refundId) =>
			cancelRefund(send, account, refundId),
		);
	},
};
