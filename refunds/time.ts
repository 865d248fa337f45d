/** A day in milliseconds. */
export const DAY_MS = 86_400_000;

/** Unix seconds (number or text) as ISO 8601 UTC; 0, null and nonsense are null. */
export function isoFromUnixSeconds(value: unknown): string | null {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
	if (!/^\d{1,12}$/.test(text)) return null;
	const seconds = Number(text);
	return seconds === 0 ? null : new Date(seconds * 1000).toISOString();
}

/** A date in any form `Date` reads, as ISO 8601 UTC; nonsense is null. */
export function isoFromText(value: unknown): string | null {
	if (typeof value !== 'string' || value.trim() === '') return null;
	const time = Date.parse(value);
	return Number.isNaN(time) ? null : new Date(time).toISOString();
}
