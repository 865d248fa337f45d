/** What the names in a reconciliation mean, for people who keep books. */
import type { Kind, ReconcileSummary, Severity } from '../reconcile';

export const SEVERITY_TITLES: Readonly<Record<Severity, string>> = {
	critical: 'Money at risk',
	high: 'To correct',
	medium: 'To check',
	low: 'To note',
	none: 'Fine',
};

const KIND_TITLES: Readonly<Record<Kind, string>> = {
	probable_double_refund: 'Probably refunded twice',
	over_refunded: 'More refunded than paid',
	status_mismatch: 'Different outcome',
	currency_mismatch: 'Different currency',
	amount_mismatch: 'Different amount',
	missing_in_ledger: 'Not in the ledger',
	reversed_after_success: 'Paid, then came back',
	missing_at_provider: 'Not at the provider',
	mode_mismatch: 'Test instead of live',
	payment_mismatch: 'Different payment',
	stale_pending: 'Pending for too long',
	unknown_at_provider: 'Cannot be told',
	ambiguous: 'More than one match possible',
	duplicate_in_ledger: 'Twice in the ledger',
	invalid_row: 'Cannot be read',
	matched_with_tolerance: 'Agrees within the tolerance',
	in_flight: 'On its way',
	matched: 'Agrees',
};

/** A finding in a few words. */
export function titleOf({ title, mode }: ReconcileSummary, kind: Kind): string {
	if (kind === 'missing_at_provider') return `Not at ${title}`;
	if (kind === 'mode_mismatch' && mode === 'test') return 'Live instead of test';
	return KIND_TITLES[kind];
}

/** 1250000.50 as 1,250,000.50: exact, only easier to read. */
export function grouped(decimal: string | number): string {
	const [whole = '', fraction] = String(decimal).split('.');
	const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
	return fraction === undefined ? groups : `${groups}.${fraction}`;
}

/** A difference with its sign; the sign is a minus, not a hyphen. */
export function signed(decimal: string): string {
	if (!/[1-9]/.test(decimal)) return grouped(decimal);
	return decimal.startsWith('-') ? `−${grouped(decimal.slice(1))}` : `+${grouped(decimal)}`;
}

/** 2026-06-01T08:00:00.000Z as "2026-06-01 08:00"; anything else as it is. */
export function moment(text: string): string {
	const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text);
	return parts ? `${parts[1]} ${parts[2]}` : text;
}

export function plural(count: number, one: string, many: string): string {
	return `${grouped(count)} ${count === 1 ? one : many}`;
}
