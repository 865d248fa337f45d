/** Cells that hold few different words in many rows: each is worked out once. */
import { shownText } from './values';

/** Different words that are kept: the field may turn out to hold free text. */
export const MOST_WORDS = 1_000;

/** A cell as text and what it means; null where it is empty, or means nothing that is known. */
interface Word<T> {
	text: string | null;
	meaning: T | null;
}

/**
 * What words mean, each worked out once.
 */
export interface Words<T> {
	read: (text: string) => T | null;
	known: Map<string, Word<T>>;
	/** The cell that was read last, which nearly always says what the next one says. */
	lastCell: unknown;
	last: Word<T>;
}

export function newWords<T>(read: (text: string) => T | null): Words<T> {
	return { read, known: new Map(), lastCell: undefined, last: { text: null, meaning: null } };
}

export function wordIn<T>(words: Words<T>, cell: unknown): Word<T> {
	if (cell === words.lastCell) return words.last;
	const text = shownText(cell);
	let word = text === null ? undefined : words.known.get(text);
	if (word === undefined) {
		word = { text, meaning: text === null ? null : words.read(text) };
		if (text !== null && words.known.size < MOST_WORDS) words.known.set(text, word);
	}
	words.lastCell = cell;
	words.last = word;
	return word;
}
