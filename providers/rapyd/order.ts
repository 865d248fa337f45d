/** What can be wrong with an order before anything is sent. No I/O. */
import { describeAmountProblem, digitsOf, MOST_DIGITS, toMinor } from '../../refunds/money';
import type { RefundOrder } from '../../refunds/provider';
import { checkSplit } from './ewallets';
import { checkMetadata } from './metadata';

/** docs.rapyd.net "Create Refund". */
const LONGEST_REFERENCE = 255;

/** What is wrong with an order for one payment, naming the parameter in words, or null. */
export function checkOrder(order: RefundOrder): string | null {
	if (!/^payment_[\w-]+$/.test(order.paymentId)) {
		return order.paymentId === ''
			? 'Payment is empty. Enter an ID that begins with payment_.'
			: `Payment "${order.paymentId}" is not the ID of a payment at Rapyd, which begins with payment_.`;
	}
	return (
		checkMoney(order) ??
		checkReference(order.reference) ??
		checkMetadata(order.options.metadata) ??
		checkSplit(order)
	);
}

/** The same for a group payment, whose refund takes nothing but an amount. */
export function checkGroupOrder(order: RefundOrder): string | null {
	if (!/^gp_[\w-]+$/.test(order.paymentId)) {
		return order.paymentId === ''
			? 'Group Payment ID is empty. Enter an ID that begins with gp_.'
			: `Group Payment ID "${order.paymentId}" is not a group payment of Rapyd. It begins with gp_.`;
	}
	return checkMoney(order) ?? checkReference(order.reference);
}

function checkMoney({ amount, currency }: RefundOrder): string | null {
	const digits = currency === null ? null : digitsOf(currency);
	if (currency !== null && digits === null) {
		return `Currency "${currency}" is not a currency code. Use three letters of ISO 4217, for example EUR.`;
	}
	// The payment's own currency is known only after the look-up; no currency has more than four.
	const minor = amount === null ? null : toMinor(amount, digits ?? MOST_DIGITS);
	if (typeof minor !== 'string' || (digits === null && minor === 'too_large')) return null;
	return `Amount ${describeAmountProblem(minor, digits)}`;
}

function checkReference(reference: string | null): string | null {
	if (reference === null || reference.length <= LONGEST_REFERENCE) return null;
	return `Refund Reference is longer than ${LONGEST_REFERENCE} characters, which is all Rapyd keeps.`;
}
