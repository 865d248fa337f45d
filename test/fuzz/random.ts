/** A seeded source of randomness (mulberry32), so that every finding can be run again. */
export interface Random {
	/** 0 up to, and without, the limit. */
	below(limit: number): number;
	pick<T>(from: readonly T[]): T;
	text(length: number): string;
}

export function seeded(seed: number): Random {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number): number => Math.floor(next() * limit);
	const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
	return {
		below,
		pick: <T>(from: readonly T[]) => from[below(from.length)] as T,
		text: (length) => Array.from({ length }, () => letters[below(letters.length)]).join(''),
	};
}
