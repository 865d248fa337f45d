import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RefundRecord } from '../../../refunds/refund';
import { badInput } from '../../failures';
import { forEachItem } from '../../operations/run';
import { textOf } from '../../parameters';
import type { ProviderNode } from '../../providerNode';
import { simplified } from '../../simplify';
import type { Connection } from '../../transport';

/** Runs one call on one refund for each item. */
export async function onRefund(
	this: IExecuteFunctions,
	node: ProviderNode,
	act: (connection: Connection, refundId: string, item: number) => Promise<RefundRecord>,
): Promise<INodeExecutionData[][]> {
	return await forEachItem.call(this, node, async (connection, item) => {
		const refundId = textOf(this.getNodeParameter('refundId', item, '', { extractValue: true }));
		if (refundId === '') throw badInput(this.getNode(), 'Refund is empty.', item);
		const simplify = this.getNodeParameter('simplify', item) as boolean;
		return [simplified(await act(connection, refundId, item), simplify)];
	});
}
