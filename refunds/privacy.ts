import { isObject, type Json } from './json';

const PHONE_KEY = /phone|msisdn|momo|mobile_number|mobilenumber/i;

/** A phone number with only its last four digits left. Short values are hidden whole. */
export function maskPhone(value: string): string {
	const digits = value.replace(/\D/g, '');
	return digits.length <= 4 ? '****' : `${'*'.repeat(digits.length - 4)}${digits.slice(-4)}`;
}

/**
 * A copy of a provider's object with every phone number masked, at any depth: it is shown to
 * people and kept in n8n's executions, who do not need it to follow a refund.
 */
export function maskPhones<T extends Json>(value: T): T;
export function maskPhones(value: Json): Json {
	return mask(value, false);
}

/** Everything inside a field that is named after phones is taken for one. */
function mask(value: Json, isPhone: boolean): Json {
	if (Array.isArray(value)) return value.map((entry) => mask(entry, isPhone));
	if (isObject(value)) {
		return Object.fromEntries(
			Object.entries(value).map(([key, entry]) => [
				key,
				mask(entry, isPhone || PHONE_KEY.test(key)),
			]),
		);
	}
	const hides = isPhone && (typeof value === 'string' || typeof value === 'number');
	return hides ? maskPhone(String(value)) : value;
}

/**
 * Phone numbers as people write them in a text. Only what cannot well be an amount, a date or an
 * id: blanks and dashes between the digits are taken for a phone number's after `+`, after a
 * leading 0, and after the country code of an African or Philippine number in its usual groups.
 */
const PHONES_IN_TEXT = [
	/(?<![\w+])\+(?:[ ()-]{0,2}\d){9,15}(?!\d)/g,
	/(?<![\w.,+-])\(?0\d{1,4}\)?[ -]\d{3,4}[ -]?\d{3,4}(?![\d-])/g,
	/(?<![\w.,+-])(?:2[1-6]\d|63)[ -](?:\d{2}[ -]\d{3}[ -]\d{4}|\d{3}[ -]\d{3}[ -]\d{4})(?![\d-])/g,
	/\+?\b\d{9,15}\b/g,
];

/** Free text from a provider (an error, say) with anything that looks like a phone number masked. */
export function maskPhonesInText(text: string): string {
	return PHONES_IN_TEXT.reduce(
		(masked, phone) => masked.replace(phone, (found) => maskPhone(found)),
		text,
	);
}

/** Shorter values are no keys, and would be found in every text. */
const SHORTEST_SECRET = 8;

/**
 * A function that takes secrets out of a text, in each form a provider may repeat them in: as they
 * are, JSON-escaped, URL-encoded, and in base64 with or without what follows (`key:`, as in HTTP
 * Basic).
 */
export function secretMasker(secrets: readonly string[]): (text: string) => string {
	const forms = secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		// The longer first: one may begin with the other.
		.sort((a, b) => b.length - a.length)
		.flatMap((secret) => [spelled(secret), inBase64(secret)]);
	if (forms.length === 0) return (text) => text;
	const any = new RegExp(forms.join('|'), 'g');
	return (text) => text.replace(any, '****');
}

/** Each character as itself, after backslashes, as \u002f or as %2F; in any mixture. */
function spelled(secret: string): string {
	return Array.from(secret, (character) => {
		const escaped = /\w/.test(character) ? character : `\\\\{0,3}\\${character}`;
		const unit = anyCase(character.charCodeAt(0).toString(16).padStart(4, '0'));
		const bytes = anyCase(encodeBytes(character));
		return `(?:${escaped}|\\\\{1,3}u${unit}|${bytes})`;
	}).join('');
}

/** The UTF-8 bytes as %2F; `%` itself may be encoded once more. */
function encodeBytes(character: string): string {
	return Array.from(Buffer.from(character), (byte) => {
		return `%(?:25)?${byte.toString(16).padStart(2, '0')}`;
	}).join('');
}

function anyCase(hex: string): string {
	return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/**
 * The base64 digits that hold nothing but the secret, and all that stand behind them: there the
 * secret's last bytes share a digit with what follows.
 */
function inBase64(secret: string): string {
	const bytes = Buffer.from(secret);
	const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
	const digits = whole.replace(/\+/g, '[+-]').replace(/\//g, '(?:\\\\?/|_)');
	return `${digits}[\\w+/=-]*`;
}
