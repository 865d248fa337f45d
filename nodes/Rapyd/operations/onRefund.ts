import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RefundRecord } from '../../../refunds/refund';
import { ParameterError } from '../../failures';
import { forEachItem } from '../../operations/run';
import type { Parameters } from '../../parameters';
import type { ProviderNode } from '../../providerNode';
import { simplified } from '../../simplify';
import type { Connection } from '../../transport';

/** Runs one call on one refund for each item. */
export async function onRefund(
	this: IExecuteFunctions,
	node: ProviderNode,
	parametersOf: (item: number) => Parameters,
	act: (connection: Connection, refundId: string, given: Parameters) => Promise<RefundRecord>,
): Promise<INodeExecutionData[][]> {
	return await forEachItem.call(this, node, parametersOf, async (connection, given) => {
		const refundId = given.text('refundId');
		if (refundId === '') throw new ParameterError('Refund is empty.');
		const simplify = given.flag('simplify');
		return [simplified(await act(connection, refundId, given), simplify)];
	});
}
