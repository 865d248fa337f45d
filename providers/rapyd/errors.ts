/** Rapyd's refusals in words. */
import { maskPhonesInText } from '../../refunds/privacy';
import { ERRORS, type Explanation } from './errorCodes';

const CARD_NETWORK = /^ERROR_PROCESSING_CARD\b[\s-]*(?:\[\s*([0-9A-Z]{2})[^\]]*\])?/i;

/** The card network's two-character code in `ERROR_PROCESSING_CARD - [05]`; '' where it has none. */
export function cardNetworkCode(code: string): string | null {
	const match = CARD_NETWORK.exec(code);
	return match ? (match[1] ?? '').toUpperCase() : null;
}

/**
 * A refusal in words: what it means, what Rapyd says itself, and what to do next.
 * @param operationId names the call to Rapyd's support
 */
export function explain(
	code: string,
	words: string | null,
	operationId: string | null,
): { message: string; advice: string } {
	const known = explanationOf(code);
	const [said = '', correction] = maskPhonesInText(words ?? '').split(/\s*Corrective action:\s*/i);
	const label = operationId === null ? code : `${code}, operation ID ${operationId}`;
	const quote = said.trim() === '' ? '' : ` Rapyd says: "${said.trim()}"`;
	return {
		message: `${known?.meaning ?? 'Rapyd refused this.'}${quote} (${label}).`,
		advice:
			known?.advice ??
			(correction?.trim() || 'Ask Rapyd’s support, quoting the code and the operation ID.'),
	};
}

function explanationOf(code: string): Explanation | undefined {
	if (Object.hasOwn(ERRORS, code)) return ERRORS[code];
	if (cardNetworkCode(code) === null) return undefined;
	return {
		meaning: 'The card network or the card’s bank did not accept the refund.',
		advice: 'Pay the customer back another way, or ask Rapyd’s support.',
	};
}

/** Whether a code says that what was asked for does not exist. */
export function isNotFound(code: string): boolean {
	return explanationOf(code)?.notFound ?? false;
}

/**
 * Whether a refusal would come as well if our own refund had just been made (a proxy may have
 * doubled the request). A code that nobody has listed may be one of these.
 */
export function isSuspect(code: string): boolean {
	const known = explanationOf(code);
	return known === undefined || known.suspect === true;
}
