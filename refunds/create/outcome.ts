/** What `create` says of one refund: the record, and the words on it. */
import { formatMoney, toInteger, type Money } from '../money';
import type { Failure } from '../exchange';
import type { RefundDraft, RefundOrder, RefundProvider } from '../provider';
import { isRefunded, refundRecord, type RefundRecord } from '../refund';
import type { RefundRun } from './ports';
import { normalizeReference } from './reference';

/** What is known of a refund before it exists. */
export interface Asked {
	paymentId: string;
	money: Money | null;
	reference: string | null;
	reason: string | null;
}

/** What an order asks for, before anything of the payment is known. */
export function askedBy({ paymentId, reference, reason }: RefundOrder): Asked {
	const named = normalizeReference(reference ?? '');
	return { paymentId, money: null, reference: named === '' ? null : named, reason };
}

/** A refund that was certainly not made. */
export function failed(run: RefundRun, asked: Asked, failure: Failure): RefundRecord {
	return withoutRefund(run, asked, 'failed', failure);
}

/** A refund nobody can say anything certain about, with what a person does next. */
export function unknownOutcome(run: RefundRun, asked: Asked, failure: Failure): RefundRecord {
	return withoutRefund(run, asked, 'unknown', failure);
}

function withoutRefund(
	{ provider, account }: RefundRun,
	asked: Asked,
	status: 'failed' | 'unknown',
	failure: Failure,
): RefundRecord {
	return refundRecord({
		provider: provider.name,
		mode: account.mode,
		status,
		paymentId: asked.paymentId,
		money: asked.money,
		reference: asked.reference,
		reason: asked.reason,
		failureCode: failure.code,
		failureMessage: [failure.message, failure.advice].filter((text) => text !== '').join(' '),
	});
}

/** How a person finds out about, and frees, a refund whose outcome is unknown. */
export function whatToDo(provider: RefundProvider, paymentId: string): string {
	return (
		`Look at payment ${paymentId} in the ${provider.title} dashboard. ` +
		'If the refund is there, nothing is left to do. ' +
		'If no refund is there, run this again with another Refund Reference.'
	);
}

/** Where a person sees an earlier run's refund, when this run sent nothing and cannot tell of it. */
export function whereToLook(provider: RefundProvider, paymentId: string): string {
	return (
		'Whether an earlier run has made it is not known: ' +
		`the ${provider.title} dashboard shows it at payment ${paymentId}.`
	);
}

/** An earlier refund under the same reference, given back instead of making another. */
export function asDuplicate(earlier: RefundRecord, reference: string): RefundRecord {
	return { ...earlier, reference, duplicate: true };
}

/**
 * A refund that an earlier run made and the provider accepted, at a provider that shows no refund
 * under our reference: that it has it is known, its id and what became of it are not.
 */
export function acceptedEarlier({ provider, account }: RefundRun, asked: Asked): RefundRecord {
	const { paymentId, money, reason, reference } = asked;
	const earlier = refundRecord({
		provider: provider.name,
		mode: account.mode,
		status: 'pending',
		paymentId,
		money,
		reason,
	});
	return { ...earlier, reference, duplicate: true, protection: 'claim' };
}

/**
 * The answer's record with what was asked filled in where the provider does not repeat it, and
 * flagged where it says something else than what was asked: never hidden, never believed silently.
 * @param recordId what the gateway itself calls the payment, if it was asked for by another name
 */
export function checkedAgainst(
	draft: RefundDraft,
	answer: RefundRecord,
	recordId: string | null = null,
): RefundRecord {
	const asked = `${formatMoney(draft.money)} ${draft.money.currency}`;
	const differences: string[] = [];
	const amount = answer.amount ?? formatMoney(draft.money);
	const currency = answer.currency ?? draft.money.currency;
	if (amount !== formatMoney(draft.money) || currency !== draft.money.currency) {
		differences.push(`asked for ${asked}, the answer says ${amount} ${currency}`);
	}
	if (![null, draft.paymentId, recordId].includes(answer.paymentId)) {
		differences.push(`asked for payment ${draft.paymentId}, the answer says ${answer.paymentId}`);
	}
	const filled: RefundRecord = {
		...answer,
		// What was there but could not be read stays unread: only what is absent is filled in.
		...(isMismatch(answer)
			? {}
			: { amount, amountMinor: answer.amountMinor ?? toInteger(draft.money.minor), currency }),
		paymentId: answer.paymentId ?? draft.paymentId,
		reason: answer.reason ?? draft.reason,
		reference: draft.reference,
	};
	if (differences.length === 0) return filled;
	return {
		...filled,
		failureCode: MISMATCH,
		failureMessage: `The provider's answer differs from the request: ${differences.join('; ')}. Look at this refund in the provider's dashboard before doing anything else.`,
	};
}

const MISMATCH = 'response_mismatch';

/** Whether the answer to a refund was not what was asked for. */
export function isMismatch({ failureCode }: RefundRecord): boolean {
	return failureCode === MISMATCH;
}

/** Which output a created refund leaves by: Refunded (true) or Not Refunded. */
export function leavesByRefunded(refund: RefundRecord): boolean {
	return isRefunded(refund.status) && !isMismatch(refund);
}
