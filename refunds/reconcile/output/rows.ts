/** Writes out the rows of the result. */
import { decimalText, minorText } from '../amounts';
import type { Matching } from '../matching';
import { ageOf, NOTHING, notCompared } from '../find/pairs';
import type { Comparison } from './comparisons';
import { explainRow } from './explain';
import { alsoNoted, ruleOf } from '../findings';
import type { MatchedBy, ReconcileRow } from '../types';

const DAY_MS = 86_400_000;
const MATCHED_BY: ReadonlyArray<MatchedBy | null> = [
	null,
	'refundId',
	'reference',
	'paymentAndAmount',
	// In doubt.
	null,
];

/** Writes out one row of the result. */
export function rowOut(matching: Matching, comparison: Comparison): ReconcileRow {
	const { ledger, record, findings } = comparison;
	const { kind, severity, suggestedAction } = ruleOf(findings);
	const missing = ledger && record ? notCompared(matching, ledger, record) : NOTHING;
	const isPlain = findings === 0 && missing.length === 0 && !isReadOtherwise(matching, comparison);
	return {
		kind,
		severity,
		alsoNoted: findings === 0 ? NOTHING : alsoNoted(findings),
		ledger,
		refund: record,
		matchedBy:
			MATCHED_BY[comparison.row === null ? 0 : (matching.matchedBy[comparison.row] as number)] ??
			null,
		difference: differenceOf(matching, comparison),
		currency: record?.currency ?? ledger?.currency ?? null,
		ageDays: ageDays(matching, comparison),
		notCompared: missing,
		explanation: isPlain ? matching.agreement : explainRow(matching, comparison),
		suggestedAction,
	};
}

/** Whether the ledger's amount is not written plainly. */
function isReadOtherwise(matching: Matching, { row }: Comparison): boolean {
	const { readAs } = matching.input.ledger;
	return readAs.size > 0 && row !== null && readAs.has(row);
}

/** Whole days, or null where no date is known. A date in the future is no age. */
export function ageDays(matching: Matching, { row, refund }: Comparison): number | null {
	const age = ageOf(matching, row, refund);
	return Number.isNaN(age) ? null : Math.max(0, Math.floor(age / DAY_MS));
}

function differenceOf(matching: Matching, comparison: Comparison): string | null {
	const { ledger, record, ledgerCurrency, refundCurrency, ledgerMinor, refundMinor } = comparison;
	if (ledger === null) return record?.amount ?? null;
	if (record === null) return withoutRefund(matching, comparison);
	if (refundCurrency === null || ledgerCurrency !== refundCurrency) return null;
	if (ledgerMinor === refundMinor) return refundCurrency.zero;
	const difference = refundMinor - ledgerMinor;
	return Number.isNaN(difference) ? null : minorText(difference, refundCurrency.digits ?? 0);
}

/** All of the ledger's amount. */
function withoutRefund(
	matching: Matching,
	{ row, ledgerCurrency, ledgerMinor }: Comparison,
): string | null {
	if (!Number.isNaN(ledgerMinor)) return minorText(-ledgerMinor, ledgerCurrency?.digits ?? 0);
	const { units, scales } = matching.input.ledger;
	const amount = units[row ?? 0] as number;
	return Number.isNaN(amount) ? null : decimalText(-amount, scales[row ?? 0] as number);
}
