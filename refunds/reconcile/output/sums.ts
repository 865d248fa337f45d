/** Exact sums of both sides, by kind and currency. */
import { toDecimal } from '../../money';
import { addTo, currencyIn, totalOf, type ExactSum } from '../amounts';
import type { Matching } from '../matching';
import type { Comparison } from './comparisons';
import { KINDS, type Kind } from '../findings';
import type { CurrencyTotal, KindSum } from '../summaryTypes';

/** Enough for every amount that can be read, where no currency says how many digits there are. */
const ANY_DIGITS = 15;

interface Tally {
	rows: number;
	ledgerRows: number;
	providerRows: number;
	ledger: ExactSum;
	provider: ExactSum;
}

export interface Sums {
	/** By currency code, null for rows that name none, then by kind. */
	tallies: Map<string | null, Map<Kind, Tally>>;
	/** The one used last, which is nearly always the one used next. */
	last: { code: string | null; kind: Kind; tally: Tally } | null;
	/** Amounts that are there and cannot be added up. */
	unreadable: number;
}

export function newSums(): Sums {
	return { tallies: new Map(), last: null, unreadable: 0 };
}

/** Adds both sides of a row of the result, each in its currency. */
export function addComparison(
	matching: Matching,
	sums: Sums,
	comparison: Comparison,
	kind: Kind,
): void {
	let counted: Tally | null = null;
	if (comparison.record !== null) {
		counted = tallyOf(sums, comparison.refundCurrency?.code ?? null, kind);
		counted.rows += 1;
		counted.providerRows += 1;
		if (Number.isNaN(comparison.refundMinor)) sums.unreadable += 1;
		else addTo(counted.provider, comparison.refundMinor);
	}
	if (comparison.ledger === null) return;
	const tally = tallyOf(sums, comparison.ledgerCurrency?.code ?? null, kind);
	if (tally !== counted) tally.rows += 1;
	tally.ledgerRows += 1;
	if (!Number.isNaN(comparison.ledgerMinor)) addTo(tally.ledger, comparison.ledgerMinor);
	else if (!addDecimal(matching, tally, comparison) && comparison.ledger.amount !== null)
		sums.unreadable += 1;
}

/** Adds an amount of no known currency; false where there is none. */
function addDecimal(
	matching: Matching,
	tally: Tally,
	{ row, ledgerCurrency }: Comparison,
): boolean {
	const { units, scales } = matching.input.ledger;
	const hasDigits = typeof ledgerCurrency?.digits === 'number';
	const amount = row === null || hasDigits ? NaN : (units[row] as number);
	if (Number.isNaN(amount)) return false;
	const scale = scales[row ?? 0] as number;
	tally.ledger.large += BigInt(amount) * 10n ** BigInt(ANY_DIGITS - scale);
	return true;
}

function tallyOf(sums: Sums, code: string | null, kind: Kind): Tally {
	const { last } = sums;
	if (last && last.code === code && last.kind === kind) return last.tally;
	let kinds = sums.tallies.get(code);
	if (!kinds) sums.tallies.set(code, (kinds = new Map<Kind, Tally>()));
	let tally = kinds.get(kind);
	if (!tally) kinds.set(kind, (tally = newTally()));
	sums.last = { code, kind, tally };
	return tally;
}

function newTally(): Tally {
	return {
		rows: 0,
		ledgerRows: 0,
		providerRows: 0,
		ledger: { large: 0n, small: 0 },
		provider: { large: 0n, small: 0 },
	};
}

/** Sums of each kind, gravest kind first, currencies in alphabetical order. */
export function kindSums(matching: Matching, sums: Sums): KindSum[] {
	return KINDS.flatMap((kind) =>
		codesOf(sums).flatMap((currency) => {
			const tally = sums.tallies.get(currency)?.get(kind);
			return tally
				? [{ kind, currency, rows: tally.rows, ...texts(matching, currency, [tally]) }]
				: [];
		}),
	);
}

/** What each side adds up to, by currency. */
export function currencyTotals(matching: Matching, sums: Sums): CurrencyTotal[] {
	return codesOf(sums).map((currency) => {
		const tallies = [...(sums.tallies.get(currency)?.values() ?? [])];
		return {
			currency,
			ledgerRows: tallies.reduce((count, tally) => count + tally.ledgerRows, 0),
			providerRows: tallies.reduce((count, tally) => count + tally.providerRows, 0),
			...texts(matching, currency, tallies),
		};
	});
}

function codesOf({ tallies }: Sums): Array<string | null> {
	const codes = [...tallies.keys()].filter((code) => code !== null).sort();
	return tallies.has(null) ? [...codes, null] : codes;
}

function texts(matching: Matching, code: string | null, tallies: readonly Tally[]) {
	const digits = code === null ? null : currencyIn(matching.currencies, code).digits;
	const ledger = tallies.reduce((sum, tally) => sum + totalOf(tally.ledger), 0n);
	const provider = tallies.reduce((sum, tally) => sum + totalOf(tally.provider), 0n);
	const text = (minor: bigint) =>
		digits === null ? shortText(toDecimal(minor, ANY_DIGITS)) : toDecimal(minor, digits);
	return { ledger: text(ledger), provider: text(provider), difference: text(provider - ledger) };
}

function shortText(decimal: string): string {
	return decimal.replace(/\.?0+$/, '');
}
