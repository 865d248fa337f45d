/** What can be wrong with an order before anything is sent. No I/O. */
import type { Json } from '../../refunds/json';
import { describeAmountProblem, MOST_DIGITS, toMinor } from '../../refunds/money';
import type { RefundOrder } from '../../refunds/provider';
import type { Brand } from './brands';

/** What is wrong with an order, naming the parameter; null when nothing is. */
export function checkOrder(brand: Brand, order: RefundOrder): string | null {
	const reference = referenceProblem(order.paymentId);
	if (reference) return `Payment Reference ${reference}`;
	const amount = amountProblem(order);
	if (amount) return `Amount ${amount}`;
	for (const field of brand.options) {
		const value = order.options[field.name];
		if (isEmpty(value)) continue;
		const problem =
			typeof value === 'string' || typeof value === 'number'
				? field.problem(String(value).trim())
				: 'must be text.';
		if (problem) return `${field.label} ${problem}`;
	}
	return null;
}

/**
 * What is wrong with a reference, as the end of a sentence; null when nothing is. It becomes part
 * of a path: with a slash, or as "..", it would ask for something else, and an empty one for the
 * list of all payments.
 */
export function referenceProblem(reference: string): string | null {
	if (reference.trim() === '') return 'is empty.';
	if (/[\s/\\]/.test(reference)) return 'holds a blank or a slash. Copy it again.';
	return /^\.+$/.test(reference) ? 'is not a reference. Copy it again.' : null;
}

function amountProblem({ refundAmount, amount }: RefundOrder): string | null {
	if (refundAmount === 'remaining') return null;
	if (amount === null) return describeAmountProblem('empty', null);
	// What is too large with four digits is too large; below that, a JSON number carries it exactly.
	const minor = toMinor(amount, MOST_DIGITS);
	return typeof minor === 'string' ? describeAmountProblem(minor, null) : null;
}

/** Empty options are never sent: n8n hands over '' for a field that was added and left alone. */
export function isEmpty(value: Json | undefined): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}
