/**
 * Everything a reconciliation can find, gravest first: money at risk, then books that do not say
 * what happened, then what only needs a look. A row's findings are a bit set over this list; its
 * gravest finding, the lowest bit, gives its kind.
 */
export const KINDS = [
	'probable_double_refund',
	'over_refunded',
	'status_mismatch',
	'currency_mismatch',
	'amount_mismatch',
	'missing_in_ledger',
	'reversed_after_success',
	'missing_at_provider',
	'mode_mismatch',
	'payment_mismatch',
	'stale_pending',
	'unknown_at_provider',
	'ambiguous',
	'duplicate_in_ledger',
	'invalid_row',
	'matched_with_tolerance',
	'in_flight',
	'matched',
] as const;
export type Kind = (typeof KINDS)[number];

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'none'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Those of rows that count as differences. */
export const DIFFERING = SEVERITIES.filter((severity) => severity !== 'none');

export interface Rule {
	kind: Kind;
	severity: Severity;
	suggestedAction: string;
}

const RULES = {
	paidThoughFailed: rule(
		'status_mismatch',
		'critical',
		'Do not refund again. Correct the ledger to what the provider says.',
	),
	doubleRefund: rule(
		'probable_double_refund',
		'critical',
		'Find out whether both refunds were meant. If not, ask for the money back.',
	),
	overRefunded: rule(
		'over_refunded',
		'critical',
		'Make no more refunds of this payment, and find out which one was not meant.',
	),
	currencyMismatch: rule(
		'currency_mismatch',
		'high',
		'Find out which currency was meant and correct the ledger.',
	),
	amountMismatch: rule(
		'amount_mismatch',
		'high',
		'Compare with the ticket. Correct the ledger, or refund what is still owed.',
	),
	laterRefund: rule(
		'missing_in_ledger',
		'high',
		'Find out whether both refunds were meant, before this one goes into the ledger.',
	),
	missingInLedger: rule(
		'missing_in_ledger',
		'high',
		'Find out who made this refund and enter it in the ledger.',
	),
	notPaid: rule(
		'status_mismatch',
		'high',
		'The customer does not have this money. Correct the ledger and decide about a new refund.',
	),
	reversed: rule(
		'reversed_after_success',
		'high',
		'The money came back. Ask the customer how else to pay it, and correct the ledger.',
	),
	missingAtProvider: rule(
		'missing_at_provider',
		'high',
		'Look for it in the dashboard of the provider. If it was not made, make it or correct the ledger.',
	),
	wrongMode: rule(
		'mode_mismatch',
		'high',
		'A test moves no money. Find out whether the customer was refunded, and correct the ledger.',
	),
	stillOpen: rule(
		'status_mismatch',
		'medium',
		'Ask the provider why it takes so long, and open the ledger entry again until it is paid.',
	),
	paymentMismatch: rule(
		'payment_mismatch',
		'medium',
		'Find out which payment was meant and correct the ledger.',
	),
	stalePending: rule(
		'stale_pending',
		'medium',
		'Ask the provider why it takes so long. Do not refund again meanwhile.',
	),
	unknown: rule(
		'unknown_at_provider',
		'medium',
		'Reconcile again later or look in the dashboard of the provider. Do not refund again before.',
	),
	absentVague: rule(
		'missing_at_provider',
		'medium',
		'Find out what the status in the ledger means. Do not refund because of this row alone.',
	),
	ambiguous: rule(
		'ambiguous',
		'medium',
		'Compare by hand. A refund ID or a reference in the ledger would settle it.',
	),
	duplicateInLedger: rule(
		'duplicate_in_ledger',
		'medium',
		'Remove the entry if it is the same refund, so that it is counted once.',
	),
	invalidRow: rule('invalid_row', 'medium', 'Correct the row in the ledger.'),
	ledgerBehind: rule('status_mismatch', 'low', 'Update the status in the ledger.'),
	/** Nothing differs in what was compared, and something was not. */
	notUnderstood: rule(
		'matched',
		'low',
		'Compare by hand what was not compared, or write it so that it is understood.',
	),
	strayMode: rule('mode_mismatch', 'low', 'Nothing to correct if this was a test.'),
	missingReturned: rule(
		'missing_in_ledger',
		'low',
		'Enter it in the ledger if refunds that came back are kept there.',
	),
	missingUnpaid: rule('missing_in_ledger', 'none', 'Nothing to do: no money moved.'),
	absentUnpaid: rule('missing_at_provider', 'none', 'Nothing to do: no money moved.'),
	withinTolerance: rule('matched_with_tolerance', 'none', 'Nothing to do.'),
	inFlight: rule('in_flight', 'none', 'Nothing to do yet.'),
	outsidePeriod: rule(
		'unknown_at_provider',
		'none',
		'Choose a period that includes this row to have it compared.',
	),
	/** No bit set: nothing was found. Stays last. */
	matched: rule('matched', 'none', 'Nothing to do.'),
} as const;

export type Finding = keyof typeof RULES;

const NAMES = Object.keys(RULES) as Finding[];
/** All rules, gravest first. */
export const IN_ORDER: readonly Rule[] = Object.values(RULES);

function rule(kind: Kind, severity: Severity, suggestedAction: string): Rule {
	return { kind, severity, suggestedAction };
}

/** The bit of each finding; 0 for `matched`. */
export const BIT = Object.fromEntries(
	NAMES.map((name, index) => [name, name === 'matched' ? 0 : 1 << index]),
) as Readonly<Record<Finding, number>>;

/** Position of the gravest of a set of findings in the order of gravity. */
export function gravestIndex(findings: number): number {
	return findings === 0 ? NAMES.length - 1 : 31 - Math.clz32(findings & -findings);
}

/** The gravest of a set of findings. */
export function gravest(findings: number): Finding {
	return NAMES[gravestIndex(findings)] as Finding;
}

/** What the gravest of a set of findings makes of a row. */
export function ruleOf(findings: number): Rule {
	return IN_ORDER[gravestIndex(findings)] as Rule;
}

/** The kinds of the other findings, gravest first, none twice. */
export function alsoNoted(findings: number): Kind[] {
	const noted: Kind[] = [];
	const kind = ruleOf(findings).kind;
	for (let rest = findings & (findings - 1); rest !== 0; rest &= rest - 1) {
		const other = ruleOf(rest).kind;
		// A match is what is left where nothing else was found.
		if (other !== kind && other !== 'matched' && !noted.includes(other)) noted.push(other);
	}
	return noted;
}
