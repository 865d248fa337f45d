/** What can be wrong with an order before anything is sent. No I/O. */
import { asText } from '../../refunds/json';
import { describeAmountProblem, toMinor } from '../../refunds/money';
import type { RefundOrder } from '../../refunds/provider';
import { checkQrPh } from './account';
import { readMetadata } from './metadata';
import { REASONS } from './wire';

/** Resource reference. (An older page speaks of 10.00 for one processor; the API decides that.) */
const MINIMUM_CENTAVOS = 100n;
/** PHP in every sample. The payment's own currency is checked again once it is known. */
const DIGITS = 2;
/** Refund resource page. */
const LONGEST_NOTES = 255;

/** Ids that are often taken for a payment's, by prefix, and where the payment is found in each. */
const OTHER_IDS: ReadonlyMap<string, string> = new Map([
	['pi', 'a payment intent. Take the payment from it: attributes.payments[].id'],
	['cs', 'a checkout session. Take the payment from it: attributes.payments[].id'],
	['link', 'a payment link. Take the payment made through it: attributes.payments[].id'],
	['src', 'a source. Take the payment that was made from it'],
	['ref', 'a refund. Take the payment it belongs to: attributes.payment_id'],
]);

/** What is wrong with an order, naming the parameter, or null. */
export function checkOrder(order: RefundOrder): string | null {
	const metadata = readMetadata(order.options.metadata);
	return (
		checkPaymentId(order.paymentId) ??
		checkAmount(order) ??
		checkReason(order.reason) ??
		checkNotes(order.options.notes) ??
		(typeof metadata === 'string' ? metadata : null) ??
		checkQrPh(order.options)
	);
}

function checkPaymentId(id: string): string | null {
	if (/^pay_[\w-]+$/.test(id)) return null;
	if (id.trim() === '') return 'Payment is empty. Enter an ID that begins with pay_.';
	const other = OTHER_IDS.get(id.slice(0, Math.max(0, id.indexOf('_'))));
	return other
		? `Payment "${id}" is the ID of ${other} (it begins with pay_).`
		: `Payment "${id}" is not the ID of a payment, which begins with pay_.`;
}

function checkAmount({ refundAmount, amount }: RefundOrder): string | null {
	if (refundAmount === 'remaining') return null;
	const minor = amount === null ? 'empty' : toMinor(amount, DIGITS);
	if (typeof minor === 'string') return `Amount ${describeAmountProblem(minor, DIGITS)}`;
	return minor < MINIMUM_CENTAVOS ? 'Amount is below the smallest PayMongo refunds, 1.00.' : null;
}

function checkReason(reason: string | null): string | null {
	if (REASONS.some((known) => known === reason)) return null;
	return `Reason ${reason === null ? 'is empty' : `"${reason}" is not known to PayMongo`}. Use one of ${REASONS.join(', ')}.`;
}

function checkNotes(notes: unknown): string | null {
	const length = [...(asText(notes) ?? '')].length;
	if (length <= LONGEST_NOTES) return null;
	return `Notes has ${length} characters. PayMongo takes up to ${LONGEST_NOTES}.`;
}
