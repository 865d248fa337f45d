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

/** Free text from a provider (an error, say) with anything that looks like a phone number masked. */
export function maskPhonesInText(text: string): string {
	return text.replace(/\+?\b\d{9,15}\b/g, (found) => maskPhone(found));
}
