/**
 * A quick no to "is this name one of these?", for looking through a million names for a few: a
 * bit map over the last letters, where ids differ most. A yes is still to be looked up.
 */
const BITS = 20;
const LETTERS = 4;

export type Sieve = Uint8Array;

export function sieveOf(names: Iterable<string>): Sieve {
	const marks = new Uint8Array(1 << BITS);
	for (const name of names) marks[markOf(name)] = 1;
	return marks;
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
