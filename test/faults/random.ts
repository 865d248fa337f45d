import { createHash } from 'node:crypto';

/** Choices that follow from a seed alone, so that a run can be played again. */
export interface Random {
	/** A whole number from 0 to one less than `limit`. */
	below(limit: number): number;
	chance(outOf: number): boolean;
	pick<T>(list: readonly T[]): T;
}

/** Mulberry32, started from the hash of a text. */
export function randomFrom(seed: string): Random {
	let state = createHash('sha256').update(seed).digest().readUInt32LE();
	const next = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return (mixed ^ (mixed >>> 14)) >>> 0;
	};
	const below = (limit: number): number => next() % limit;
	return {
		below,
		chance: (outOf) => below(outOf) === 0,
		pick: (list) => list[below(list.length)] as never,
	};
}
