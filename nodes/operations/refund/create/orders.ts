import type { IExecuteFunctions } from 'n8n-workflow';

import { describeAmountProblem, readDecimal } from '../../../../refunds/money';
import type { RefundOrder, RefundProvider } from '../../../../refunds/provider';
import { checkReference } from '../../../../refunds/create/reference';
import { collectionOf, textOf } from '../../../parameters';

/** One item's order, or what is wrong with it, and how its outcome is to be shown. */
export type Checked = Shown & ({ order: RefundOrder } | { problem: string; paymentId: string });

export interface Shown {
	simplify: boolean;
	/** Whether an earlier refund goes to Not Refunded. */
	duplicatesAside: boolean;
}

/**
 * Reads one item's parameters, each once (under n8n's default engine an expression costs about a
 * millisecond), and checks them. Nothing is sent.
 */
export function readOrder(
	this: IExecuteFunctions,
	provider: RefundProvider,
	paymentParameter: string,
	has: { currency: boolean },
	item: number,
): Checked {
	const parameter = (name: string): unknown => this.getNodeParameter(name, item, '');
	const paymentId = textOf(
		this.getNodeParameter(paymentParameter, item, '', { extractValue: true }),
	);
	const options = collectionOf(parameter('options'));
	const shown: Shown = {
		simplify: parameter('simplify') !== false,
		duplicatesAside: options.onDuplicate === 'notRefunded',
	};
	const wrong = (problem: string): Checked => ({ ...shown, problem, paymentId });

	const refundAmount = parameter('refundAmount') === 'remaining' ? 'remaining' : 'partial';
	const amount = refundAmount === 'remaining' ? null : readDecimal(parameter('amount'));
	if (typeof amount === 'string') return wrong(`Amount ${describeAmountProblem(amount, null)}`);

	const reference = textOf(parameter('reference'));
	const problem = checkReference(reference);
	if (problem !== null) return wrong(problem);

	const order: RefundOrder = {
		paymentId,
		refundAmount,
		amount,
		currency: has.currency ? textOf(parameter('currency')).toUpperCase() || null : null,
		reason: textOf(parameter('reason')) || null,
		reference: reference || null,
		options,
	};
	const refusal = provider.checkOrder(order);
	return refusal === null ? { ...shown, order } : wrong(refusal);
}
