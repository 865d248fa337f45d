/**
 * What a provider says of a refund, read without believing what was not understood: a status word
 * nobody has seen, an amount or a currency that cannot be read. It is said in the record, and never
 * filled in or guessed; only what is absent may be filled in from the request.
 */
import { asText } from '../refunds/json';
import type { Money } from '../refunds/money';
import type { RefundFacts, RefundStatus } from '../refunds/refund';

/** Status words in lower case, as a provider documents them or as others have seen them. */
export type StatusWords = ReadonlyMap<string, RefundStatus>;

export interface ReadStatus {
	status: RefundStatus;
	/** Verbatim. */
	providerStatus: string | null;
	/** What was not understood, as a sentence; null where all was. */
	doubt: string | null;
}

/** A status word, in any letter case and with white space around it. */
export function readStatus(title: string, words: StatusWords, value: unknown): ReadStatus {
	const providerStatus = asText(value);
	const known = words.get(providerStatus?.trim().toLowerCase() ?? '');
	if (known !== undefined) return { status: known, providerStatus, doubt: null };
	const said = isAbsent(value)
		? `${title} gives no status for this refund`
		: `${title} calls this refund ${quote(value)}, a status that is not known here`;
	const doubt = `${said}: nobody can say from it whether the money went back. Look at the refund in the ${title} dashboard before doing anything else.`;
	return { status: 'unknown', providerStatus, doubt };
}

interface ReadMoney {
	/** Null where it is absent, and where it cannot be read. */
	money: Money | null;
	/** ISO 4217, or null. */
	currency: string | null;
	/** What was not understood, as a sentence; null where all was. */
	doubt: string | null;
}

/**
 * An amount and its currency.
 * @param read `moneyFromMinor` or `moneyFromMajor`, as the provider counts
 * @param otherwise the currency where none is given
 */
export function readMoney(
	title: string,
	read: (amount: unknown, currency: string | null) => Money | null,
	given: { amount: unknown; currency: unknown },
	otherwise: string | null = null,
): ReadMoney {
	const currency = isAbsent(given.currency)
		? currencyCode(otherwise)
		: currencyCode(given.currency);
	const money = read(given.amount, currency);
	const unread = [
		...(!isAbsent(given.currency) && currency === null
			? [`the currency ${quote(given.currency)}`]
			: []),
		...(!isAbsent(given.amount) && money === null ? [`the amount ${quote(given.amount)}`] : []),
	];
	if (unread.length === 0) return { money, currency, doubt: null };
	const doubt = `${title} says ${unread.join(' and ')}, which cannot be read for certain. Look at the amount of this refund in the ${title} dashboard before doing anything else.`;
	return { money, currency, doubt };
}

/** A currency's three letters in capitals, or null. */
export function currencyCode(value: unknown): string | null {
	const code = asText(value)?.trim().toUpperCase() ?? '';
	return /^[A-Z]{3}$/.test(code) ? code : null;
}

/**
 * What a record says beside its values: the provider's own reason, and what was not understood. An
 * amount that was not is `response_mismatch`, so that nobody takes the one asked for in its place.
 */
export function failureFacts(
	own: { code: string | null; message: string | null },
	status: ReadStatus,
	money: ReadMoney,
): Pick<RefundFacts, 'failureCode' | 'failureMessage'> {
	const doubtful = status.doubt === null ? null : 'unknown_status';
	const sentences = [own.message, status.doubt, money.doubt].filter((text) => text !== null);
	return {
		failureCode: money.doubt === null ? (own.code ?? doubtful) : 'response_mismatch',
		failureMessage: sentences.length === 0 ? null : sentences.join(' '),
	};
}

/** Nothing, as providers write it: an empty text counts. */
function isAbsent(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** As it was written, shortened. */
function quote(value: unknown): string {
	const text = JSON.stringify(value);
	return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
