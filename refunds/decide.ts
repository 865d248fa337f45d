/** What is to be done about one refund order, once its payment has been looked up. Pure. */
import { balanceOf, type Balance } from './balance';
import { describeAmountProblem, digitsOf, formatMoney, toDecimal, toMinor } from './money';
import type {
	Account,
	Failure,
	LookUp,
	RefundDraft,
	RefundOrder,
	RefundProvider,
} from './provider';
import type { RefundRecord } from './refund';
import { claimKey, deriveReference, idempotencyKey, type RefundName } from './reference';
import { asDuplicate, failed } from './verdict';

/** A refund that may be sent once its claim is won. */
export interface Plan {
	draft: RefundDraft;
	name: RefundName;
	/** 1, or one more than the refunds under this reference that failed at the provider. */
	attempt: number;
	claim: string;
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
}

/** Opens a payment's book. Refunds this process remembers count even where no list shows them. */
export function openBook(lookUp: LookUp, remembered: readonly RefundRecord[]): Book {
	const seen = new Set(lookUp.refunds.map((refund) => refund.refundId));
	const missing = remembered.filter((refund) => !seen.has(refund.refundId));
	const whole = { ...lookUp, refunds: [...lookUp.refunds, ...missing] };
	return { lookUp: whole, balance: balanceOf(whole), planned: new Map() };
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
	const asked = { ...order, money: null };
	const no = (failure: Failure): Decision => ({
		settled: failed(provider, account, asked, failure),
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
			account: account.fingerprint,
			paymentId: order.paymentId,
			amount: minor ?? 'remaining',
			currency,
		});
	const named = { ...asked, reference };
	const refuse = (failure: Failure): Decision => ({
		settled: failed(
			provider,
			account,
			{ ...named, money: minor === null ? null : { minor, currency, digits } },
			failure,
		),
	});

	const earlier = lookUp.refunds.filter((refund) => refund.reference === reference);
	const standing = newest(earlier.filter((refund) => !isOver(refund)));
	if (standing) {
		const conflict = minor !== null && isOtherAmount(standing, toDecimal(minor, digits), currency);
		return conflict
			? refuse(referenceConflict(reference, standing))
			: { settled: { ...asDuplicate(standing, reference), protection: 'lookup' } };
	}
	const twin = book.planned.get(reference);
	if (twin) {
		const same = twin.draft.partial ? twin.draft.money.minor === minor : minor === null;
		return same ? { follows: twin } : refuse(referenceConflict(reference, twin));
	}
	if (lookUp.obstacle) return refuse(lookUp.obstacle);

	const left = balance.currency === currency ? balance.left : null;
	if (minor === null && left === null) return refuse(cannotTellWhatIsLeft(provider));
	const amount = minor ?? left ?? 0n;
	if (left !== null && (amount > left || left === 0n)) {
		return refuse(moreThanIsLeft(toDecimal(left, digits), currency));
	}
	if (left !== null) balance.left = left - amount;

	const name = {
		provider: provider.name,
		account: account.fingerprint,
		paymentId: order.paymentId,
		reference,
	};
	const attempt = earlier.length + 1;
	const plan: Plan = {
		name,
		attempt,
		claim: claimKey(name, attempt),
		draft: {
			paymentId: order.paymentId,
			money: { minor: amount, currency, digits },
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

function isOtherAmount(refund: RefundRecord, amount: string, currency: string): boolean {
	if (refund.amount === null) return false;
	return refund.amount !== amount || (refund.currency !== null && refund.currency !== currency);
}

/** Says that a reference already belongs to a refund of another amount. */
export function referenceConflict(reference: string, other: RefundRecord | Plan): Failure {
	const made =
		'draft' in other
			? `${formatMoney(other.draft.money)} ${other.draft.money.currency}`
			: `${other.amount ?? '?'} ${other.currency ?? ''}`.trim();
	return {
		code: 'reference_conflict',
		message: `Refund Reference "${reference}" already belongs to a refund of ${made} of this payment. Nothing was sent.`,
		advice: 'Use another Refund Reference for another refund.',
	};
}

function unknownCurrency(provider: RefundProvider, currency: string | null): Failure {
	return {
		code: 'currency_unknown',
		message:
			currency === null
				? `${provider.title} does not say which currency this payment has. Nothing was sent.`
				: `The currency ${currency} is not known, so its amounts cannot be sent exactly. Nothing was sent.`,
		advice: 'Refund this payment in the dashboard.',
	};
}

function cannotTellWhatIsLeft(provider: RefundProvider): Failure {
	return {
		code: 'remaining_unknown',
		message: `${provider.title} does not say what is left of this payment. Nothing was sent.`,
		advice: 'Choose "An Amount" and enter it.',
	};
}

function moreThanIsLeft(left: string, currency: string): Failure {
	const nothing = /^[0.]+$/.test(left);
	return {
		code: nothing ? 'nothing_left' : 'amount_exceeds_remaining',
		message: nothing
			? 'Nothing is left to refund of this payment: earlier refunds, also pending ones, use it up. Nothing was sent.'
			: `Only ${left} ${currency} is left to refund of this payment. Nothing was sent.`,
		advice: nothing ? '' : `Enter ${left} or less.`,
	};
}
