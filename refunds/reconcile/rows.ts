/** Writes out the rows of the result. */
import { decimalText, minorText } from './amounts';
import { currencyOfRefund, currencyOfRow, minorOfRow, refundAt, rowAt, type Books } from './books';
import { ageOf, NOTHING, notCompared } from './compare';
import type { Entry } from './entries';
import { explain } from './explain';
import { alsoNoted, ruleOf } from './findings';
import type { MatchedBy, ReconcileRow } from './types';

const DAY_MS = 86_400_000;
const MATCHED_BY: ReadonlyArray<MatchedBy | null> = [
	null,
	'refundId',
	'reference',
	'paymentAndAmount',
];

export function rowOut(books: Books, entry: Entry): ReconcileRow {
	const { kind, severity, suggestedAction } = ruleOf(entry.findings);
	const ledger = entry.row === null ? null : rowAt(books, entry.row);
	const refund = entry.refund === null ? null : refundAt(books, entry.refund);
	const missing = ledger && refund ? notCompared(books, ledger, refund) : NOTHING;
	const isPlain = entry.findings === 0 && missing.length === 0;
	return {
		kind,
		severity,
		alsoNoted: entry.findings === 0 ? NOTHING : alsoNoted(entry.findings),
		ledger,
		refund,
		matchedBy: MATCHED_BY[entry.row === null ? 0 : (books.matchedBy[entry.row] as number)] ?? null,
		difference: differenceOf(books, entry),
		currency: refund?.currency ?? ledger?.currency ?? null,
		ageDays: ageDays(books, entry),
		notCompared: missing,
		explanation: isPlain ? books.agreement : explain(books, entry),
		suggestedAction,
	};
}

/** Whole days, or null where no date is known. A date in the future is no age. */
export function ageDays(books: Books, { row, refund }: Entry): number | null {
	const age = ageOf(books, row, refund);
	return Number.isNaN(age) ? null : Math.max(0, Math.floor(age / DAY_MS));
}

function differenceOf(books: Books, { row, refund }: Entry): string | null {
	if (refund === null) return row === null ? null : withoutRefund(books, row);
	const { amountMinor, amount } = refundAt(books, refund);
	if (row === null) return amount;
	const currency = currencyOfRefund(books, refund);
	const own = currencyOfRow(books, row);
	if (amountMinor === null || currency === null || currency.digits === null) return null;
	if (own !== null && own !== currency) return null;
	const minor = minorOfRow(books, row, currency);
	if (minor === amountMinor) return currency.zero;
	return Number.isNaN(minor) ? null : minorText(amountMinor - minor, currency.digits);
}

function withoutRefund(books: Books, row: number): string | null {
	const { units, scales } = books.input.ledger;
	const amount = units[row] as number;
	if (Number.isNaN(amount)) return null;
	const currency = currencyOfRow(books, row);
	return currency === null || currency.digits === null
		? decimalText(-amount, scales[row] as number)
		: minorText(-minorOfRow(books, row, currency), currency.digits);
}
