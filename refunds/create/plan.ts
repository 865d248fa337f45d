/** What is to be done about one refund order, once its payment has been looked up. Pure. */
import { balanceOf, type Balance } from '../balance';
import { describeAmountProblem, digitsOf, formatMoney, toDecimal, toMinor } from '../money';
import type { Account, Failure } from '../exchange';
import type { LookUp, RefundDraft, RefundOrder, RefundProvider } from '../provider';
import type { RefundRecord } from '../refund';
import { claimKey, deriveReference, idempotencyKey, type RefundName } from './reference';
import { checkBalance, referenceConflict, unknownCurrency } from './refusals';
import type { ClaimRequest } from './ports';
import { asDuplicate, askedBy, failed, type Asked } from './outcome';

/** A refund that may be sent once its claim is won. */
export interface Plan {
	asked: Asked;
	draft: RefundDraft;
	name: RefundName;
	/** 1, or one more than the refunds under this reference that failed at the provider. */
	attempt: number;
	claim: ClaimRequest;
	/**
	 * Why nothing may be sent even so. Where the look-up may hide a refund of ours, only the claim
	 * can tell whether an earlier run has made it: then it is not "certainly not refunded".
	 */
	refusal: Failure | null;
}

export type Decision =
	| { settled: RefundRecord }
	| { plan: Plan }
	/** The same refund as an earlier order of this batch. */
	| { follows: Plan };

/** A payment's book during one batch: the look-up, and what this batch has planned of it. */
export interface Book {
	lookUp: LookUp;
	balance: Balance;
	/** By reference. */
	planned: Map<string, Plan>;
	/** Minor units of this batch's refunds that may be there without being told from others. */
	unclear: Set<bigint>;
}

/**
 * Opens a payment's book. Refunds this process remembers count even where no list shows them, and
 * say whose a listed refund is where the provider keeps no reference.
 */
export function openBook(lookUp: LookUp, remembered: readonly RefundRecord[]): Book {
	const same = (a: RefundRecord, b: RefundRecord): boolean =>
		a.refundId !== null && a.refundId === b.refundId;
	const listed = lookUp.refunds.map((refund) => {
		const ours = remembered.find((known) => same(known, refund));
		return { ...refund, reference: refund.reference ?? ours?.reference ?? null };
	});
	const missing = remembered.filter((known) => !listed.some((refund) => same(known, refund)));
	const whole = { ...lookUp, refunds: [...listed, ...missing] };
	return { lookUp: whole, balance: balanceOf(whole), planned: new Map(), unclear: new Set() };
}

/**
 * Decides one order against its payment. A plan's amount is reserved in the book, so that several
 * orders of one batch can never together exceed what is left.
 */
export function decide(
	order: RefundOrder,
	book: Book,
	provider: RefundProvider,
	account: Account,
): Decision {
	const { lookUp, balance } = book;
	const currency = (order.currency ?? lookUp.payment.currency)?.toUpperCase() ?? null;
	const digits = digitsOf(currency);
	const no = (failure: Failure): Decision => ({
		settled: failed(provider, account, askedBy(order), failure),
	});
	if (currency === null || digits === null) return no(unknownCurrency(provider, currency));

	const minor = order.amount === null ? null : toMinor(order.amount, digits);
	if (typeof minor === 'string') {
		const problem = describeAmountProblem(minor, digits);
		return no({
			code: 'invalid_input',
			message: `Amount ${problem} Nothing was sent.`,
			advice: '',
		});
	}

	const reference =
		order.reference ??
		deriveReference({
			provider: provider.name,
			account: account.identity,
			paymentId: order.paymentId,
			amount: minor ?? 'remaining',
			currency,
		});
	const money = minor === null ? null : { minor, currency, digits };
	const named = { ...askedBy(order), reference, money };
	const refuse = (failure: Failure): Decision => ({
		settled: failed(provider, account, named, failure),
	});

	const earlier = lookUp.refunds.filter((refund) => refund.reference === reference);
	const standing = newest(earlier.filter((refund) => !isOver(refund)));
	if (standing) {
		const conflict = minor !== null && isOtherAmount(standing, toDecimal(minor, digits), currency);
		return conflict
			? refuse(referenceConflict(reference, standing.amount, standing.currency))
			: { settled: { ...asDuplicate(standing, reference), protection: 'lookup' } };
	}
	const twin = book.planned.get(reference);
	if (twin) {
		const same = twin.draft.partial ? twin.draft.money.minor === minor : minor === null;
		return same
			? { follows: twin }
			: refuse(referenceConflict(reference, formatMoney(twin.draft.money), currency));
	}
	const left = balance.currency === currency ? balance.left : null;
	const amount = minor ?? left ?? 0n;
	const refusal = lookUp.obstacle ?? checkBalance(minor, left, currency, digits, provider);
	if (refusal && lookUp.complete && provider.tells.reference) return refuse(refusal);
	if (!refusal && left !== null) balance.left = left - amount;

	const name = {
		provider: provider.name,
		account: account.identity,
		paymentId: order.paymentId,
		reference,
	};
	const attempt = earlier.length + 1;
	const sent = { minor: amount, currency, digits };
	const plan: Plan = {
		asked: refusal ? named : { ...named, money: sent },
		name,
		attempt,
		claim: {
			keys: [claimKey(name, attempt)],
			amount: minor === null ? 'remaining' : `${minor} ${currency}`,
		},
		refusal,
		draft: {
			paymentId: order.paymentId,
			money: sent,
			partial: minor !== null,
			reason: order.reason,
			reference,
			idempotencyKey: idempotencyKey(name, attempt),
			options: order.options,
			mode: account.mode,
		},
	};
	book.planned.set(reference, plan);
	return { plan };
}

/** Certainly not refunded, so that the reference is free again. */
function isOver(refund: RefundRecord): boolean {
	return refund.status === 'failed' || refund.status === 'canceled';
}

function newest(refunds: readonly RefundRecord[]): RefundRecord | undefined {
	return [...refunds].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))[0];
}

/** Whether a refund is of another amount (decimal) or currency than one that was asked for. */
export function isOtherAmount(refund: RefundRecord, amount: string, currency: string): boolean {
	if (refund.amount === null) return false;
	return refund.amount !== amount || (refund.currency !== null && refund.currency !== currency);
}
