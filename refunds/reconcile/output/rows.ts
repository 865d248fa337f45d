/** Writes out the rows of the result. */
import { decimalText, minorText } from '../amounts';
import type { Books } from '../matching';
import { ageOf, NOTHING, notCompared } from '../find/pairs';
import type { Entry } from './entries';
import { explain } from './explain';
import { alsoNoted, ruleOf } from '../findings';
import type { MatchedBy, ReconcileRow } from '../types';

const DAY_MS = 86_400_000;
const MATCHED_BY: ReadonlyArray<MatchedBy | null> = [
	null,
	'refundId',
	'reference',
	'paymentAndAmount',
];

/** Writes out one row of the result. */
export function rowOut(books: Books, entry: Entry): ReconcileRow {
	const { ledger, record, findings } = entry;
	const { kind, severity, suggestedAction } = ruleOf(findings);
	const missing = ledger && record ? notCompared(books, ledger, record) : NOTHING;
	const isPlain = findings === 0 && missing.length === 0;
	return {
		kind,
		severity,
		alsoNoted: findings === 0 ? NOTHING : alsoNoted(findings),
		ledger,
		refund: record,
		matchedBy: MATCHED_BY[entry.row === null ? 0 : (books.matchedBy[entry.row] as number)] ?? null,
		difference: differenceOf(books, entry),
		currency: record?.currency ?? ledger?.currency ?? null,
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

function differenceOf(books: Books, entry: Entry): string | null {
	const { ledger, record, ledgerCurrency, refundCurrency, ledgerMinor, refundMinor } = entry;
	if (ledger === null) return record?.amount ?? null;
	if (record === null) return withoutRefund(books, entry);
	if (refundCurrency === null || ledgerCurrency !== refundCurrency) return null;
	if (ledgerMinor === refundMinor) return refundCurrency.zero;
	const difference = refundMinor - ledgerMinor;
	return Number.isNaN(difference) ? null : minorText(difference, refundCurrency.digits ?? 0);
}

/** All of the ledger's amount. */
function withoutRefund(books: Books, { row, ledgerCurrency, ledgerMinor }: Entry): string | null {
	if (!Number.isNaN(ledgerMinor)) return minorText(-ledgerMinor, ledgerCurrency?.digits ?? 0);
	const { units, scales } = books.input.ledger;
	const amount = units[row ?? 0] as number;
	return Number.isNaN(amount) ? null : decimalText(-amount, scales[row ?? 0] as number);
}
