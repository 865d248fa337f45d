/** What JSON.parse can give: provider answers are read as this, never trusted to have a shape. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The value as an object, or an empty one: reading a field of a missing object gives undefined. */
export function asObject(value: unknown): JsonObject {
	return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asArray(value: unknown): Json[] {
	return Array.isArray(value) ? (value as Json[]) : [];
}

/** A non-empty text, or a number as text (providers change their minds); otherwise null. */
export function asText(value: unknown): string | null {
	if (typeof value === 'string') return value.trim() === '' ? null : value;
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return null;
}

export function asBoolean(value: unknown): boolean | null {
	return typeof value === 'boolean' ? value : null;
}

/** Far more than any provider's answer has, few enough to walk through it by recursion. */
const MOST_LEVELS = 200;

/**
 * JSON text as a value; undefined when it is not JSON (HTML pages, cut-off bodies, nothing), or is
 * nested deeper than anything a provider says.
 */
export function parseJson(text: string): Json | undefined {
	try {
		const plain = JSON.parse(text) as Json;
		const value = HAS_LONG_NUMBER.test(text) ? (JSON.parse(quoteLong(text)) as Json) : plain;
		return isDeeperThan(MOST_LEVELS, value) ? undefined : value;
	} catch {
		return undefined;
	}
}

const HAS_LONG_NUMBER = /\d{16}/;
const TEXT_OR_NUMBER = /"(?:[^"\\]+|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON with integers that a number would round (ids of 19 digits) as texts, all digits kept. */
function quoteLong(json: string): string {
	return json.replace(TEXT_OR_NUMBER, (part) =>
		/^-?\d+$/.test(part) && !Number.isSafeInteger(Number(part)) ? `"${part}"` : part,
	);
}

function isDeeperThan(levels: number, value: Json): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	return Object.values(value).some((entry) => isDeeperThan(levels - 1, entry));
}
