/** One plain sentence for every finding, for people who do not know how it was found. */
import { refundRecord } from '../../refund';
import { NONE, type Matching } from '../matching';
import { rowAt } from '../sides';
import { ageOf, isVagueStatus, notCompared } from '../find/pairs';
import { ambiguity, problemOf } from './doubts';
import type { Facts } from './facts';
import type { Comparison } from './comparisons';
import { BIT, gravest, type Finding } from '../findings';
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
import type { LedgerRow, ListedRefund, NotCompared } from '../types';

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
	laterRefund: ({ title, refund }) =>
		`${title} has a refund of ${moneyOf(refund)}${ofPayment(refund)} that is not in the ledger; the ledger has another of the same payment and amount, so this may be a second refund of the same.`,
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
	absentVague: ({ title, row }) =>
		`The ledger says "${row.statusText}", which is not understood, and ${title} has no such refund.`,
	ambiguous: ambiguity,
	duplicateInLedger: ({ matching, comparison, row }) => {
		const twin = rowAt(matching, matching.twinOfRow[comparison.row ?? 0] as number);
		const dated = twin.date === null ? '' : ` dated ${twin.date}`;
		return `The ledger has ${nameOf(row)} more than once; the entry${dated} counts, this one is too many.`;
	},
	invalidRow: (facts) => `${problemOf(facts)}.`,
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
	notUnderstood: asFarAsCompared,
	matched: asFarAsCompared,
};

/** What the gravest finding of a row of the result means. */
export function explainRow(matching: Matching, comparison: Comparison): string {
	const { provider, title } = matching.input.source;
	const sentence = SENTENCES[gravest(comparison.findings)]({
		matching,
		title,
		comparison,
		row: comparison.ledger ?? NO_ROW,
		refund: comparison.record ?? refundRecord({ provider, status: 'unknown' }),
	});
	const readAs = matching.input.ledger.readAs.get(comparison.row ?? NONE);
	return readAs === undefined
		? sentence
		: `${sentence} The amount "${comparison.ledger?.amount}" was read as ${readAs}.`;
}

/** That nothing differs, and what it is said of. */
function asFarAsCompared(facts: Facts): string {
	const { matching, comparison, row, refund } = facts;
	const missing = notCompared(matching, row, refund);
	if (missing.length === 0) return matching.agreement;
	const agreement =
		(comparison.findings & BIT.withinTolerance) === 0
			? `${matching.agreement.slice(0, -1)}, as far as both say`
			: `${twoAmounts(facts).slice(0, -1)}, within the tolerance`;
	const names = missing.map((name) => `${name}${whyNotCompared(matching, row, name)}`);
	return `${agreement}; not compared: ${names.join(', ')}.`;
}

/** Where the ledger is the reason. */
function whyNotCompared({ input }: Matching, row: LedgerRow, name: NotCompared): string {
	const field = name === 'payment' ? 'paymentId' : name;
	const absent = input.ledger.reading.missingFields.find((one) => one.named && one.field === field);
	if (absent) return ` (no row has a field called "${absent.name}")`;
	return name === 'status' && isVagueStatus(row) ? ` ("${row.statusText}" is not understood)` : '';
}

function twoAmounts({ title, row, refund }: Facts): string {
	return `The ledger says ${moneyOfRow(row)}, ${title} says ${moneyOf(refund)}.`;
}

function paidFor(matching: Matching, { paymentId }: ListedRefund): string {
	const paid = paymentId === null ? undefined : matching.input.payments?.get(paymentId);
	return `${paid?.amount ?? ''} ${paid?.currency ?? ''}`;
}
