/** Names that are the same but for how they are written: what sheets and people do to them. */

/** Digits that a number holds exactly. */
const EXACT_DIGITS = 15;

/** Of a dashboard's page: its last part names what it shows. */
const ADDRESS = /^https?:\/\/[^?#]*?([^/?#]+)\/?(?:[?#].*)?$/u;

const BLANK = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
/** From here on ASCII has letters, and some signs that numbers do not have either. */
const LETTER_A = 65;
const TILDE = 126;

/**
 * A name without what gets lost or changed on the way: letter case, leading zeros, the ".0" of a
 * number, quotes around it, an address before it, the kind of its blanks and hyphens, digits
 * beyond those of a number.
 * Two names of the same form may be two names: good for a doubt, not for a match.
 */
export function bareName(name: string): string {
	return isPlain(name) ? name.toLowerCase() : rewritten(name);
}

/** Whether only letter case can differ: printed ASCII with a letter, without quotes and slashes. */
function isPlain(name: string): boolean {
	let hasLetter = false;
	for (let at = 0; at < name.length; at += 1) {
		const code = name.charCodeAt(at);
		if (code <= BLANK || code > TILDE) return false;
		if (code === QUOTE || code === APOSTROPHE || code === SLASH) return false;
		hasLetter ||= code >= LETTER_A;
	}
	return hasLetter;
}

function rewritten(name: string): string {
	const plain = name
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/\p{Pd}/gu, '-')
		.replace(/\s+/gu, ' ')
		.replace(/^['"‘’“”\s]+|['"‘’“”\s]+$/gu, '')
		.toLowerCase()
		.replace(ADDRESS, '$1');
	if (!/^\d+(\.0+)?$/.test(plain)) return plain;
	const digits = plain.replace(/\.0+$/, '').replace(/^0+(?=\d)/, '');
	return digits.length > EXACT_DIGITS
		? `${digits.slice(0, EXACT_DIGITS)}~${digits.length}`
		: digits;
}
