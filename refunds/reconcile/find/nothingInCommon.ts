/** What is left on both sides and could be the same refund, but has no name in common. */
import { decimalText, readAmount } from '../amounts';
import {
	currencyOfRow,
	DOUBT,
	isNear,
	isOpen,
	isOpenRefund,
	isSpentRefund,
	isSpentRow,
	leaveInDoubt,
	refundAt,
	timeOfRefund,
	timeOfRow,
	type Books,
	type Left,
} from '../matching';
import { namesOfRefund, namesOfRow } from '../match/names';

/** A row or a refund that is left, as far as it can be compared without names. */
interface Trace {
	position: number;
	/** Shortest form, so that 12.5 and 12.50 are the same. */
	amount: string;
	/** Empty where not known: any. */
	currency: string;
	names: number;
	time: number;
}

/**
 * Leaves both sides undecided where amount, currency and time fit and no name is there on both
 * sides to tell them apart: "missing" on either side would be a guess.
 */
export function markNothingInCommon(
	books: Books,
	{ rows: left, refunds: leftRefunds }: Left,
): void {
	const rows = left.filter((row) => isCandidate(books, row));
	const refunds = leftRefunds.filter((refund) => isCandidateRefund(books, refund));
	const rowNames = new Set(rows.map((row) => namesOfRow(books, row)));
	const refundNames = new Set(refunds.map((refund) => namesOfRefund(books, refund)));
	// Nearly always every row that is left has a name to tell it apart; then nothing is built.
	if (![...rowNames].some((one) => [...refundNames].some((other) => (one & other) === 0))) return;
	const rowTraces = rows.map((row) => traceOfRow(books, row));
	const refundTraces = refunds.map((refund) => traceOfRefund(books, refund));
	const refundTimes = timesByKey(refundTraces, true);
	const rowTimes = timesByKey(rowTraces, false);
	for (const trace of rowTraces) {
		if (hasCounterpart(refundTimes, trace, [trace.currency], refundNames)) {
			leaveInDoubt(books, [trace.position], [], DOUBT.nothingInCommon);
		}
	}
	for (const trace of refundTraces) {
		if (hasCounterpart(rowTimes, trace, [trace.currency, ''], rowNames)) {
			leaveInDoubt(books, [], [trace.position], DOUBT.nothingInCommon);
		}
	}
}

function isCandidate(books: Books, row: number): boolean {
	const isLeft = isOpen(books, row) && books.findingsOfRow[row] === 0;
	return isLeft && isSpentRow(books, row) && !Number.isNaN(books.input.ledger.units[row]);
}

function isCandidateRefund(books: Books, refund: number): boolean {
	const isLeft = isOpenRefund(books, refund) && books.findingsOfRefund[refund] === 0;
	return isLeft && isSpentRefund(books, refund) && refundAt(books, refund).amountMinor !== null;
}

function traceOfRow(books: Books, row: number): Trace {
	const { units, scales } = books.input.ledger;
	return {
		position: row,
		amount: decimalText(units[row] as number, scales[row] as number),
		currency: currencyOfRow(books, row)?.code ?? '',
		names: namesOfRow(books, row),
		time: timeOfRow(books, row),
	};
}

function traceOfRefund(books: Books, refund: number): Trace {
	const { amount, currency } = refundAt(books, refund);
	const decimal = readAmount(amount);
	return {
		position: refund,
		amount: typeof decimal === 'string' ? '' : decimalText(decimal.units, decimal.scale),
		currency: currency ?? '',
		names: namesOfRefund(books, refund),
		time: timeOfRefund(books, refund),
	};
}

function keyOf(amount: string, currency: string, names: number): string {
	return `${amount} ${currency} ${names}`;
}

/** Times of the traces by what must fit, ascending, unknown ones last. */
function timesByKey(traces: readonly Trace[], inAnyCurrency: boolean): Map<string, Float64Array> {
	const lists = new Map<string, number[]>();
	for (const { amount, currency, names, time } of traces) {
		for (const code of inAnyCurrency && currency !== '' ? [currency, ''] : [currency]) {
			const key = keyOf(amount, code, names);
			const times = lists.get(key);
			if (times) times.push(time);
			else lists.set(key, [time]);
		}
	}
	// A typed array sorts numbers ascending, with NaN last.
	return new Map([...lists].map(([key, times]) => [key, new Float64Array(times).sort()]));
}

function hasCounterpart(
	index: ReadonlyMap<string, Float64Array>,
	{ amount, names, time }: Trace,
	currencies: readonly string[],
	otherNames: ReadonlySet<number>,
): boolean {
	for (const other of otherNames) {
		if ((names & other) !== 0) continue;
		for (const currency of currencies) {
			const times = index.get(keyOf(amount, currency, other));
			if (times && holdsNear(times, time)) return true;
		}
	}
	return false;
}

/** Whether one of ascending times is near; binary search. */
function holdsNear(times: Float64Array, time: number): boolean {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((times[middle] as number) < time) low = middle + 1;
		else high = middle;
	}
	// With NaN on either side nothing is too far away.
	const candidates = [times[low - 1], times[low], times[times.length - 1]];
	return candidates.some((other) => other !== undefined && isNear(time, other));
}
