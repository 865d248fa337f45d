/**
 * A quick no to "is this name one of these?", for looking through a million names for a few: a
 * bit map over the last letters, where ids differ most. A yes is still to be looked up.
 */
const BITS = 20;
const LETTERS = 4;

export type Sieve = Uint8Array;

export function sieveOf(names: Iterable<string>): Sieve {
	const sieve = emptySieve();
	for (const name of names) sieve[markOf(name)] = 1;
	return sieve;
}

function emptySieve(): Sieve {
	return new Uint8Array(1 << BITS);
}

export function mayHold(sieve: Sieve, name: string): boolean {
	return sieve[markOf(name)] === 1;
}

function markOf(name: string): number {
	let mark = name.length;
	for (let at = Math.max(0, name.length - LETTERS); at < name.length; at += 1) {
		mark = (mark << 5) ^ name.charCodeAt(at);
	}
	return mark & ((1 << BITS) - 1);
}

/** The names that are there more than once. Those the sieve takes for single are not looked up. */
export function repeatedIn(names: readonly string[]): Set<string> {
	const seen = emptySieve();
	const again = emptySieve();
	for (const name of names) {
		const mark = markOf(name);
		if (seen[mark] === 1) again[mark] = 1;
		seen[mark] = 1;
	}
	const met = new Set<string>();
	const repeated = new Set<string>();
	for (const name of names) {
		if (!mayHold(again, name)) continue;
		if (met.has(name)) repeated.add(name);
		met.add(name);
	}
	return repeated;
}
