/** Which e-wallets of a payment pay for a refund, with Rapyd's rules and error codes. */
import { toMinor } from '../money';
import { asObject, asText } from '../read';
import type { Answer, Payment, WalletShare } from '../types';
import { rapydError } from './envelope';
import { walletSpentMinor } from './resources';

interface Split {
	wallets: WalletShare[];
	proportional: boolean;
}

const refuse = (code: string, message: string): Answer =>
	rapydError(`ERROR_CREATE_REFUND_${code}`, message);

/** The shares of a refund; an error code where the caller's list of wallets breaks a rule. */
export function splitRefund(
	payment: Payment,
	amountMinor: bigint,
	ewallets: unknown,
): Split | { refused: Answer } {
	if (ewallets === undefined || ewallets === null) return proportionalSplit(payment, amountMinor);
	if (!Array.isArray(ewallets)) {
		return { refused: rapydError('MISSING_INVALID_PARAMETERS', 'ewallets must be a list.') };
	}
	const read = readShares(payment, amountMinor, ewallets.map(asObject));
	if ('refused' in read) return read;
	const earlier = payment.refunds.filter(
		({ status }) => status !== 'failed' && status !== 'canceled',
	);
	if (payment.wallets.length > 1 && earlier.some(({ proportional }) => proportional)) {
		const message = 'Earlier refunds of this payment were proportional.';
		return { refused: refuse('EWALLETS_INCONSISTENCY', message) };
	}
	return { wallets: read.wallets, proportional: false };
}

/** Each wallet's share of all refunds so far, less what it already gave: no rounding adds up. */
function proportionalSplit(payment: Payment, amountMinor: bigint): Split | { refused: Answer } {
	const earlier = payment.refunds.filter(
		({ status }) => status !== 'failed' && status !== 'canceled',
	);
	if (earlier.some(({ proportional }) => !proportional)) {
		const message = 'Earlier refunds of this payment were not proportional.';
		return { refused: refuse('EWALLETS_INCONSISTENCY', message) };
	}
	const target = payment.spentMinor + amountMinor;
	let left = amountMinor;
	const wallets = payment.wallets.map((wallet, index) => {
		const share =
			index === payment.wallets.length - 1
				? left
				: (target * wallet.amountMinor) / payment.amountMinor -
					walletSpentMinor(payment, wallet.id);
		left -= share;
		return { id: wallet.id, amountMinor: share };
	});
	return { wallets, proportional: true };
}

function readShares(
	payment: Payment,
	amountMinor: bigint,
	entries: Array<Record<string, unknown>>,
): { wallets: WalletShare[] } | { refused: Answer } {
	const byPercent = entries.filter(({ percent }) => percent !== undefined).length;
	const byAmount = entries.filter(({ amount }) => amount !== undefined).length;
	if (byPercent > 0 && byAmount > 0) {
		return { refused: refuse('EWALLETS_INCONSISTENCY', 'Use amount or percent, not both.') };
	}
	const wallets: WalletShare[] = [];
	let percentSum = 0n;
	for (const entry of entries) {
		const id = asText(entry.ewallet);
		if (id === null) return { refused: refuse('MISSING_EWALLET_ID', 'An entry has no ewallet.') };
		if (wallets.some((share) => share.id === id)) {
			return { refused: refuse('DUPLICATE_EWALLET', `${id} is listed twice.`) };
		}
		const wallet = payment.wallets.find((own) => own.id === id);
		if (!wallet) {
			return {
				refused: refuse('EWALLET_NOT_FOUND_IN_PAYMENT', `${id} is not part of the payment.`),
			};
		}
		const left = wallet.amountMinor - walletSpentMinor(payment, id);
		if (left <= 0n) {
			return { refused: refuse('EWALLET_ALREADY_FULLY_REFUNDED', `${id} has nothing left.`) };
		}
		const percent = byPercent > 0 ? toMinor(entry.percent, 'percent') : null;
		if (byPercent > 0 && (percent === null || percent <= 0n)) {
			return { refused: refuse('INVALID_EWALLETS_PERCENTAGE', 'A percentage is not valid.') };
		}
		percentSum += percent ?? 0n;
		const share =
			percent === null
				? toMinor(entry.amount, payment.currency)
				: (amountMinor * percent) / 10_000n;
		if (share === null || share <= 0n || share > left) {
			return { refused: refuse('INVALID_EWALLETS_AMOUNT', `The amount for ${id} is not valid.`) };
		}
		wallets.push({ id, amountMinor: share });
	}
	if (byPercent > 0) {
		if (percentSum !== 10_000n) {
			const message = 'The percentages do not add up to 100.';
			return { refused: refuse('INVALID_EWALLETS_PERCENTAGE', message) };
		}
		// The last wallet takes what rounding left over.
		const last = wallets[wallets.length - 1] as WalletShare;
		last.amountMinor += amountMinor - wallets.reduce((sum, share) => sum + share.amountMinor, 0n);
	}
	if (wallets.reduce((sum, share) => sum + share.amountMinor, 0n) !== amountMinor) {
		return { refused: refuse('INVALID_EWALLETS_AMOUNT', 'The amounts do not add up.') };
	}
	return { wallets };
}
