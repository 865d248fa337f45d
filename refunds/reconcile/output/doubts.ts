/** Sentences about what is left undecided. */
import { hasTwoReadings, twoReadings } from '../ledger/amount';
import { DOUBT } from '../matching';
import type { Facts } from './facts';
import { moneyOf, nameOf, nameOfRefund } from './phrases';

/** Why nobody can tell what a row or a refund belongs to. */
export function ambiguity(facts: Facts): string {
	const { matching, comparison, title, refund } = facts;
	const { row } = comparison;
	const doubt =
		row === null ? matching.doubtOfRefund[comparison.refund ?? 0] : matching.doubtOfRow[row];
	if (doubt === DOUBT.listedTwice) {
		return `${title} lists refund ${refund.refundId} more than once; this is the repetition.`;
	}
	if (doubt === DOUBT.taken) {
		return `${title} has one refund of this payment and amount near in time, and another row of the ledger has it: this row is the same refund again, or one that was not made.`;
	}
	if (comparison.record === null) return aboutRow(facts, doubt);
	return row === null ? aboutRefund(facts, doubt) : aboutBoth(facts, doubt);
}

function aboutBoth(facts: Facts, doubt: number | undefined): string {
	const { title, row, refund } = facts;
	if (doubt === DOUBT.unreadable) {
		return `${problemOf(facts)}; ${title} has this refund of ${moneyOf(refund)} of the same payment.`;
	}
	const both = `The ledger has ${nameOf(row)}, ${title} has ${nameOfRefund(refund)} of ${moneyOf(refund)}`;
	return doubt === DOUBT.onlyPayment
		? `${both}: of the same payment, and no other name tells whether they are the same, so neither is called missing.`
		: `${both}: they may be the same under another name, so neither is called missing.`;
}

function aboutRow(facts: Facts, doubt: number | undefined): string {
	const { title } = facts;
	if (doubt === DOUBT.nothingInCommon) {
		return `${title} has a refund of the same amount that may be this one, but no ID in common says so.`;
	}
	if (doubt === DOUBT.unreadable) {
		return `${problemOf(facts)}; ${title} has more than one refund of its payment that it may be.`;
	}
	if (doubt === DOUBT.onlyPayment) {
		return `${title} has more than one refund of its payment that it may be, and no other name tells which.`;
	}
	return doubt === DOUBT.otherName
		? `More than one refund at ${title} may be this one under another name, and nothing tells which.`
		: `More than one way fits to match this row with the refunds at ${title}, and nothing tells which is right.`;
}

function aboutRefund({ refund }: Facts, doubt: number | undefined): string {
	const money = moneyOf(refund);
	if (doubt === DOUBT.nothingInCommon) {
		return `The ledger has a row of the same amount that may be this refund of ${money}, but no ID in common says so.`;
	}
	if (doubt === DOUBT.unreadable) {
		return `The ledger has a row of the same payment that cannot be read and may be this refund of ${money}.`;
	}
	if (doubt === DOUBT.onlyPayment) {
		return `The ledger has a row of the same payment that may be this refund of ${money}, and no other name tells.`;
	}
	return doubt === DOUBT.otherName
		? `More than one row of the ledger may be this refund of ${money} under another name, or it one of several refunds, and nothing tells which.`
		: `More than one way fits to match this refund of ${money} with the ledger, and nothing tells which is right.`;
}

/** What is wrong with a row, as a sentence without its full stop. */
export function problemOf({ matching, comparison, title, row, refund }: Facts): string {
	const problem = matching.input.ledger.problems.get(comparison.row ?? 0);
	if (problem !== undefined) return `The ledger row ${problem}`;
	return row.amount !== null && hasTwoReadings(row.amount)
		? `The ledger row ${twoReadings(row.amount)}`
		: `The ledger's amount has more decimals than ${refund.currency}, its currency at ${title}`;
}
