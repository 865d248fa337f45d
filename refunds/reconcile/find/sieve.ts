/**
 * A quick no to "is this name one of these?", for looking through a million names for a few: a
 * bit map over the last letters, where ids differ most. A yes is still to be looked up.
 */
const LETTERS = 4;
/** More marks than this are not worth the memory, and fewer not the trouble. */
const MOST_BITS = 20;
const LEAST_BITS = 10;

/** As many marks as a power of two. */
export type Sieve = Uint8Array;

export function sieveOf(names: readonly string[]): Sieve {
	const sieve = emptySieve(names.length);
	for (const name of names) sieve[markOf(sieve, name)] = 1;
	return sieve;
}

/** With several marks for each name, but small for few: it is to stay near the processor. */
function emptySieve(names: number): Sieve {
	const bits = Math.ceil(Math.log2(names + 1)) + 4;
	return new Uint8Array(1 << Math.min(MOST_BITS, Math.max(LEAST_BITS, bits)));
}

export function mayHold(sieve: Sieve, name: string): boolean {
	return sieve[markOf(sieve, name)] === 1;
}

function markOf(sieve: Sieve, name: string): number {
	let mark = name.length;
	for (let at = Math.max(0, name.length - LETTERS); at < name.length; at += 1) {
		mark = (mark << 5) ^ name.charCodeAt(at);
	}
	return (mark ^ (mark >>> 10)) & (sieve.length - 1);
}

/** Names to be found again, and what quickly tells that one is none of them. */
interface Finder {
	names: ReadonlySet<string>;
	sieve: Sieve | null;
}

export function finder(names: ReadonlySet<string>): Finder {
	return { names, sieve: names.size === 0 ? null : sieveOf([...names]) };
}

export function finds({ names, sieve }: Finder, name: string | null): name is string {
	return sieve !== null && name !== null && mayHold(sieve, name) && names.has(name);
}

/** The names that are there more than once. Those the sieve takes for single are not looked up. */
export function repeatedIn(names: readonly string[]): Set<string> {
	const seen = emptySieve(names.length);
	const again = emptySieve(names.length);
	for (const name of names) {
		const mark = markOf(seen, name);
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
