import { describeAmountProblem, readDecimal } from '../../../../refunds/money';
import type { RefundOrder, RefundProvider } from '../../../../refunds/provider';
import { checkReference } from '../../../../refunds/create/reference';
import { quoted } from '../../../failures';
import type { Parameters } from '../../../parameters';

/** One item's order, or what is wrong with it, and how its outcome is to be shown. */
export type Checked = Shown & ({ order: RefundOrder } | { problem: string; paymentId: string });

export interface Shown {
	simplify: boolean;
	/** Whether an earlier refund goes to Not Refunded. */
	duplicatesAside: boolean;
}

/** Reads one item's parameters and checks them. Nothing is sent. */
export function readOrder(
	provider: RefundProvider,
	paymentParameter: string,
	given: Parameters,
): Checked {
	const shown: Shown = { simplify: true, duplicatesAside: false };
	let paymentId = '';
	const wrong = (problem: string): Checked => ({ ...shown, problem, paymentId });
	try {
		paymentId = given.text(paymentParameter);
		shown.simplify = given.flag('simplify');
		const options = given.values('options');
		shown.duplicatesAside = options.onDuplicate === 'notRefunded';

		const refundAmount = given.text('refundAmount') === 'remaining' ? 'remaining' : 'partial';
		const text = refundAmount === 'remaining' ? null : given.text('amount');
		const amount = text === null ? null : readDecimal(text);
		if (typeof amount === 'string') {
			const named = amount === 'empty' ? 'Amount' : `Amount ${quoted(text)}`;
			return wrong(`${named} ${describeAmountProblem(amount, null)}`);
		}

		const reference = given.text('reference');
		const problem = checkReference(reference);
		if (problem !== null) return wrong(problem);

		const order: RefundOrder = {
			paymentId,
			refundAmount,
			amount,
			currency: given.has('currency') ? given.text('currency').toUpperCase() || null : null,
			reason: given.text('reason') || null,
			reference: reference || null,
			options,
		};
		const refusal = provider.checkOrder(order);
		return refusal === null ? { ...shown, order } : wrong(refusal);
	} catch (error) {
		// Also an expression that fails: nothing is thrown for one item while others may be refunded.
		return wrong(error instanceof Error ? error.message : String(error));
	}
}
