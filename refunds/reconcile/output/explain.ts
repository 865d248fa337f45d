/** One plain sentence for every finding, for people who do not know how it was found. */
import { refundRecord } from '../../refund';
import { DOUBT, NONE, type Matching } from '../matching';
import { rowAt } from '../sides';
import { ageOf, notCompared } from '../find/pairs';
import type { Comparison } from './comparisons';
import { gravest, type Finding } from '../findings';
import { whyUnknown } from '../find/leftOver';
import {
	afterTime,
	claimOf,
	endOf,
	moneyOf,
	moneyOfRow,
	nameOf,
	ofPayment,
	stateOf,
} from './phrases';
import type { LedgerRow, ListedRefund } from '../types';

/** What the sentences are about. A finding about one side only reads that side. */
interface Facts {
	matching: Matching;
	title: string;
	comparison: Comparison;
	row: LedgerRow;
	refund: ListedRefund;
}

/** Stands for a row that a comparison does not have: its sentence does not speak of it. */
const NO_ROW: LedgerRow = {
	item: NONE,
	refundId: null,
	reference: null,
	paymentId: null,
	amount: null,
	currency: null,
	status: null,
	statusText: null,
	date: null,
};

const SENTENCES: Readonly<Record<Finding, (facts: Facts) => string>> = {
	paidThoughFailed: ({ title, row, refund }) =>
		refund.status === 'succeeded'
			? `The ledger says "${row.statusText}", but ${title} has given ${moneyOf(refund)} back.`
			: `The ledger says "${row.statusText}", but at ${title} the refund of ${moneyOf(refund)} is ${stateOf(refund)} and may still be paid.`,
	doubleRefund: ({ title, refund }) =>
		`${title} has more than one refund of ${moneyOf(refund)}${ofPayment(refund)}, and this one is not in the ledger.`,
	overRefunded: ({ matching, title, refund }) =>
		`With this refund of ${moneyOf(refund)}, ${title} has given back more than the ${paidFor(matching, refund)} that was paid with payment ${refund.paymentId}.`,
	currencyMismatch: twoAmounts,
	amountMismatch: twoAmounts,
	missingInLedger: ({ title, refund }) =>
		`${title} has a refund of ${moneyOf(refund)}${ofPayment(refund)} that is not in the ledger.`,
	notPaid: ({ title, row, refund }) =>
		`${claimOf(row)}, but at ${title} it ${endOf(refund)}: the customer does not have the ${moneyOf(refund)}.`,
	reversed: ({ title, row, refund }) =>
		`${claimOf(row)}, but ${title} says that the ${moneyOf(refund)} came back after it was paid.`,
	missingAtProvider: ({ title, row }) => `${claimOf(row)}, but ${title} has no such refund.`,
	wrongMode: ({ title, refund }) =>
		`${title} has this refund in ${refund.mode} mode, which is not the mode of this account.`,
	stillOpen: ({ matching, title, comparison, row, refund }) =>
		`The ledger says "${row.statusText}", but at ${title} the refund is still ${stateOf(refund)}${afterTime(ageOf(matching, comparison.row, comparison.refund))}.`,
	paymentMismatch: ({ title, row, refund }) =>
		`The ledger says payment ${row.paymentId}, ${title} says payment ${refund.paymentId}.`,
	stalePending: ({ matching, title, comparison, refund }) =>
		`At ${title} the refund is still ${stateOf(refund)}${afterTime(ageOf(matching, comparison.row, comparison.refund))}; it should take ${matching.input.settlingHours} hours at most.`,
	unknown: ({ matching, title, comparison, refund }) =>
		comparison.refund === null
			? `Whether ${title} has this refund cannot be told: ${whyUnknown(matching, comparison.row ?? 0)}.`
			: `${title} does not say clearly what became of this refund (its word is "${refund.providerStatus ?? ''}").`,
	ambiguous: ambiguity,
	duplicateInLedger: ({ matching, comparison, row }) => {
		const twin = rowAt(matching, matching.twinOfRow[comparison.row ?? 0] as number);
		const dated = twin.date === null ? '' : ` dated ${twin.date}`;
		return `The ledger has ${nameOf(row)} more than once; the entry${dated} counts, this one is too many.`;
	},
	invalidRow: ({ matching, title, comparison, refund }) => {
		const problem = matching.input.ledger.problems.get(comparison.row ?? 0);
		return problem === undefined
			? `The ledger's amount has more decimals than ${refund.currency}, its currency at ${title}.`
			: `The ledger row ${problem}.`;
	},
	ledgerBehind: ({ title, row, refund }) =>
		`The ledger still says "${row.statusText}", but ${title} has given ${moneyOf(refund)} back.`,
	strayMode: ({ title, refund }) =>
		`${title} has a refund of ${moneyOf(refund)} in ${refund.mode} mode, which is not the mode of this account; the ledger does not have it.`,
	missingReturned: ({ title, refund }) =>
		`${title} has a refund of ${moneyOf(refund)} that was paid and came back; the ledger does not have it.`,
	missingUnpaid: ({ title, refund }) =>
		`${title} has a refund of ${moneyOf(refund)} that ${endOf(refund)}; the ledger does not have it, and no money moved.`,
	absentUnpaid: ({ title, row }) =>
		`The ledger says "${row.statusText}", and ${title} has no such refund: no money moved.`,
	withinTolerance: twoAmounts,
	inFlight: ({ matching, title, comparison, refund }) =>
		comparison.refund === null
			? `${title} does not have this refund yet, but it is younger than the ${matching.input.settlingHours} hours it may take.`
			: `At ${title} the refund is ${stateOf(refund)}, and younger than the ${matching.input.settlingHours} hours it may take.`,
	outsidePeriod: ({ matching }) =>
		`The row is dated outside ${matching.input.period?.from} to ${matching.input.period?.to}; nothing else was read.`,
	matched: ({ matching, row, refund }) => {
		const missing = notCompared(matching, row, refund);
		return missing.length === 0
			? matching.agreement
			: `${matching.agreement.slice(0, -1)}, as far as both say; not compared: ${missing.join(', ')}.`;
	},
};

/** What the gravest finding of a row of the result means. */
export function explain(matching: Matching, comparison: Comparison): string {
	const { provider, title } = matching.input.source;
	return SENTENCES[gravest(comparison.findings)]({
		matching,
		title,
		comparison,
		row: comparison.ledger ?? NO_ROW,
		refund: comparison.record ?? refundRecord({ provider, status: 'unknown' }),
	});
}

function twoAmounts({ title, row, refund }: Facts): string {
	return `The ledger says ${moneyOfRow(row)}, ${title} says ${moneyOf(refund)}.`;
}

function paidFor(matching: Matching, { paymentId }: ListedRefund): string {
	const paid = paymentId === null ? undefined : matching.input.payments?.get(paymentId);
	return `${paid?.amount ?? ''} ${paid?.currency ?? ''}`;
}

function ambiguity({ matching, title, comparison, refund }: Facts): string {
	const doubt =
		comparison.row === null
			? matching.doubtOfRefund[comparison.refund ?? 0]
			: matching.doubtOfRow[comparison.row];
	if (doubt === DOUBT.listedTwice) {
		return `${title} lists refund ${refund.refundId} more than once; this is the repetition.`;
	}
	if (doubt === DOUBT.nothingInCommon) {
		return comparison.row === null
			? `The ledger has a row of the same amount that may be this refund of ${moneyOf(refund)}, but no ID in common says so.`
			: `${title} has a refund of the same amount that may be this one, but no ID in common says so.`;
	}
	return comparison.row === null
		? `More than one way fits to match this refund of ${moneyOf(refund)} with the ledger, and nothing tells which is right.`
		: `More than one way fits to match this row with the refunds at ${title}, and nothing tells which is right.`;
}
