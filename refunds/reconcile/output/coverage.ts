/** What a reconciliation is based on, and what of it was not read or not understood. */
import { NONE, type Matching } from '../matching';
import type { Coverage, WordCount } from '../summaryTypes';
import type { Gap, LedgerReading, MissingField } from '../types';

/** More words, or columns, than this nobody reads. */
const MOST_LISTED = 50;
/** So many of them in a sentence. */
const MOST_IN_NOTE = 10;

/** @param unreadable amounts of both sides that could not be added up */
export function coverageOf(matching: Matching, unreadable: number): Coverage {
	const { source, period, gaps, ledger } = matching.input;
	const { zone, blankRows, unread, missingFields, columns } = ledger.reading;
	let nearbyRows = 0;
	for (let refund = matching.reported; refund < matching.refunds.length; refund += 1) {
		if (matching.rowOfRefund[refund] !== NONE) nearbyRows += 1;
	}
	return {
		ledgerRows: matching.rows.length,
		blankRows,
		providerRows: matching.reported,
		nearbyRows,
		pages: source.pages,
		period,
		zone,
		complete: gaps.length === 0,
		gaps: [...gaps],
		unreadableAmounts: unreadable,
		unread: { ...unread },
		words: wordsOf(ledger.reading),
		missingFields: [...missingFields],
		columns: columns.slice(0, MOST_LISTED),
		notes: notesOf(matching, unreadable),
	};
}

/** The most frequent first; of those as frequent in alphabetical order. */
function wordsOf({ words }: LedgerReading): WordCount[] {
	return [...words]
		.map(([word, rows]) => ({ word, rows }))
		.sort((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1))
		.slice(0, MOST_LISTED);
}

function notesOf({ input }: Matching, unreadable: number): string[] {
	const { source, gaps, payments, ledger } = input;
	const notes = gaps.map((gap) => gapNote(source.title, gap));
	notes.push(...source.limits);
	notes.push(...readingNotes(ledger.reading, ledger.readAs.size));
	if (unreadable > 0) {
		const [count, are] = unreadable === 1 ? ['One amount', 'is'] : [`${unreadable} amounts`, 'are'];
		notes.push(`${count} cannot be read and ${are} not part of the sums.`);
	}
	if (!payments) {
		notes.push('Whether more was refunded than paid was not checked: the payments were not read.');
	}
	return notes;
}

/** What of the books was not understood, in whole sentences. */
export function notUnderstood(reading: LedgerReading): string[] {
	const { missingFields, columns, unread } = reading;
	const notes = missingFields.filter(isNoticed).map((field) => missingNote(field, columns));
	if (unread.status > 0) {
		const words = wordsOf(reading).map(({ word, rows }) => `"${word}" (${rows})`);
		notes.push(
			`The status of ${unread.status === 1 ? 'one ledger row' : `${unread.status} ledger rows`} was not understood and not compared: ${listed(words)}.`,
		);
	}
	return notes;
}

/** Many books have no refund ID; without amount or status there is little to compare. */
function isNoticed({ field, named }: MissingField): boolean {
	return named || field === 'amount' || field === 'status';
}

function readingNotes(reading: LedgerReading, readOtherwise: number): string[] {
	const notes = notUnderstood(reading);
	const others = reading.missingFields
		.filter((field) => !isNoticed(field))
		.map(({ field }) => FIELD_TITLES[field]);
	if (others.length > 0) {
		notes.push(
			`No row has a field for: ${others.join(', ')}; the rows have: ${listed(reading.columns)}.`,
		);
	}
	if (readOtherwise > 0) {
		notes.push(
			readOtherwise === 1
				? 'An amount in parentheses was read as given back.'
				: `${readOtherwise} amounts in parentheses were read as given back.`,
		);
	}
	return notes;
}

const FIELD_TITLES: Readonly<Record<MissingField['field'], string>> = {
	refundId: 'refund ID',
	reference: 'reference',
	paymentId: 'payment',
	amount: 'amount',
	currency: 'currency',
	status: 'status',
	date: 'date',
};

function missingNote({ field, name }: MissingField, columns: readonly string[]): string {
	return `No row has a field called "${name}" for the ${FIELD_TITLES[field]}; the rows have: ${listed(columns)}.`;
}

function listed(names: readonly string[]): string {
	const more = names.length - MOST_IN_NOTE;
	return `${names.slice(0, MOST_IN_NOTE).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function gapNote(title: string, { from, to, why }: Gap): string {
	const span = `${from === null ? '' : ` from ${from}`}${to === null ? '' : ` to ${to}`}`;
	return `What ${title} has${span || ' in the whole period'} could not be read (${why}): ledger rows dated there are unknown, not missing.`;
}
