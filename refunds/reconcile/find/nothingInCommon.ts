/** What is left on both sides and could be the same refund, but has no name in common. */
import { decimalText, readAmount } from '../amounts';
import { BIT } from '../findings';
import { DOUBT, isOpen, isOpenRefund, leaveInDoubt, type Matching, type Left } from '../matching';
import {
	currencyOfRow,
	isNear,
	isSpentRefund,
	isSpentRow,
	refundAt,
	timeOfRefund,
	timeOfRow,
} from '../sides';
import { namesOfRefund, namesOfRow } from '../match/names';

/** A row or a refund that is left, as far as it can be compared without names. */
interface Unnamed {
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
	matching: Matching,
	{ rows: left, refunds: leftRefunds }: Left,
): void {
	const rows = left.filter((row) => isCandidate(matching, row));
	const refunds = leftRefunds.filter((refund) => isCandidateRefund(matching, refund));
	const rowNames = new Set(rows.map((row) => namesOfRow(matching, row)));
	const refundNames = new Set(refunds.map((refund) => namesOfRefund(matching, refund)));
	// Nearly always every row that is left has a name to tell it apart; then nothing is built.
	if (![...rowNames].some((one) => [...refundNames].some((other) => (one & other) === 0))) return;
	const unnamedRows = rows.map((row) => unnamedRow(matching, row));
	const unnamedRefunds = refunds.map((refund) => unnamedRefund(matching, refund));
	const refundTimes = timesByKey(unnamedRefunds, true);
	const rowTimes = timesByKey(unnamedRows, false);
	for (const side of unnamedRows) {
		if (hasCounterpart(refundTimes, side, [side.currency], refundNames)) {
			leaveInDoubt(matching, [side.position], [], DOUBT.nothingInCommon);
		}
	}
	for (const side of unnamedRefunds) {
		if (hasCounterpart(rowTimes, side, [side.currency, ''], rowNames)) {
			leaveInDoubt(matching, [], [side.position], DOUBT.nothingInCommon);
		}
	}
}

function isCandidate(matching: Matching, row: number): boolean {
	const isLeft = isOpen(matching, row) && matching.findingsOfRow[row] === 0;
	return isLeft && isSpentRow(matching, row) && !Number.isNaN(matching.input.ledger.units[row]);
}

function isCandidateRefund(matching: Matching, refund: number): boolean {
	const findings = matching.findingsOfRefund[refund] as number;
	const isLeft = isOpenRefund(matching, refund) && (findings & ~BIT.laterRefund) === 0;
	return (
		isLeft && isSpentRefund(matching, refund) && refundAt(matching, refund).amountMinor !== null
	);
}

function unnamedRow(matching: Matching, row: number): Unnamed {
	const { units, scales } = matching.input.ledger;
	return {
		position: row,
		amount: decimalText(units[row] as number, scales[row] as number),
		currency: currencyOfRow(matching, row)?.code ?? '',
		names: namesOfRow(matching, row),
		time: timeOfRow(matching, row),
	};
}

function unnamedRefund(matching: Matching, refund: number): Unnamed {
	const { amount, currency } = refundAt(matching, refund);
	const decimal = readAmount(amount);
	return {
		position: refund,
		amount: typeof decimal === 'string' ? '' : decimalText(decimal.units, decimal.scale),
		currency: currency ?? '',
		names: namesOfRefund(matching, refund),
		time: timeOfRefund(matching, refund),
	};
}

function keyOf(amount: string, currency: string, names: number): string {
	return `${amount} ${currency} ${names}`;
}

/** Times of the sides by what must fit, ascending, unknown ones last. */
function timesByKey(sides: readonly Unnamed[], inAnyCurrency: boolean): Map<string, Float64Array> {
	const lists = new Map<string, number[]>();
	for (const { amount, currency, names, time } of sides) {
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
	{ amount, names, time }: Unnamed,
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
