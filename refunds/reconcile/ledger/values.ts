/** Values of a ledger's cells as text. */

/** Longer values are cut where they are only shown. */
const LONGEST_SHOWN = 100;

const DIGIT_ZERO = 48;
const LETTER_N = 110;
const LETTER_U = 117;
/** Turns a letter of ASCII into its small one. */
const SMALL = 32;

/** What sheets and exports write where there is nothing. */
const NOTHINGS = new Set([
	'n/a',
	'#n/a',
	'n.a.',
	'na',
	'null',
	'#null!',
	'undefined',
	'none',
	'nil',
	'nan',
	'-',
	'--',
	'–',
	'—',
	'#ref!',
	'#value!',
	'#name?',
	'#error!',
	'(blank)',
	'(empty)',
]);
const LONGEST_NOTHING = 9;

export function isAbsent(value: unknown): boolean {
	return value === null || value === undefined || (typeof value === 'string' && !trimmed(value));
}

/** Without blanks around it. Nearly every text has none, and looking is faster than trimming. */
function trimmed(text: string): string {
	const hasEnds = isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1));
	return hasEnds ? text : text.trim();
}

/** ASCII that prints; no code at all for an empty text. */
function isVisible(code: number): boolean {
	return code > 32 && code < 127;
}

/** A value as text without blanks around it; null where there is none, or it is of another type. */
function textOf(value: unknown): string | null {
	if (typeof value === 'string') {
		const text = trimmed(value);
		return text === '' ? null : text;
	}
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}

/** A value as text, also one of another type, as people know it from n8n; null where there is none. */
export function shownText(value: unknown): string | null {
	return textOf(value) ?? (isAbsent(value) ? null : shown(value));
}

function shown(value: unknown): string {
	let text: string | undefined;
	try {
		text = JSON.stringify(value);
	} catch {
		// Circular, or with a BigInt inside.
	}
	const whole = text ?? typeof value;
	return whole.length > LONGEST_SHOWN ? `${whole.slice(0, LONGEST_SHOWN)}…` : whole;
}

/** A name, e.g. of a refund: a text that does not stand for nothing. */
export function nameOf(value: unknown): string | null {
	const text = textOf(value);
	return text === null || isNothing(text) ? null : text;
}

/** The first letter says no for nearly every name. */
function isNothing(text: string): boolean {
	if (text.length > LONGEST_NOTHING) return false;
	const first = text.charCodeAt(0);
	const letter = first | SMALL;
	const isOther = first >= DIGIT_ZERO && first < 127 && letter !== LETTER_N && letter !== LETTER_U;
	return !isOther && NOTHINGS.has(text.toLowerCase());
}
