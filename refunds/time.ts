/** A day in milliseconds. */
export const DAY_MS = 86_400_000;

/** No refund of a provider is older than this, or of a time so far ahead. Unix seconds. */
const PLAUSIBLE = { from: Date.UTC(2000, 0) / 1000, to: Date.UTC(2100, 0) / 1000 };

/**
 * Unix seconds (number or text) as ISO 8601 UTC; 0, null and nonsense are null, and so is a time no
 * refund can have: Rapyd's own sample says 1768959, which is in January 1970.
 */
export function isoFromUnixSeconds(value: unknown): string | null {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
	if (!/^\d{1,12}$/.test(text)) return null;
	const seconds = Number(text);
	if (seconds < PLAUSIBLE.from || seconds >= PLAUSIBLE.to) return null;
	return new Date(seconds * 1000).toISOString();
}

const ISO_TIME =
	/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A provider's time in ISO 8601, as UTC; anything else is null. One without a zone is UTC: the zone
 * of the machine this runs on has nothing to do with it.
 */
export function isoFromText(value: unknown): string | null {
	const [, day, time = '00:00', zone = 'Z'] =
		typeof value === 'string' ? (ISO_TIME.exec(value.trim()) ?? []) : [];
	if (day === undefined) return null;
	const instant = Date.parse(`${day}T${time}${zone.toUpperCase()}`);
	return Number.isNaN(instant) || !isDay(day) ? null : new Date(instant).toISOString();
}

/** Whether the calendar has this day: `Date` reads 30 February as 2 March. */
function isDay(day: string): boolean {
	const midnight = new Date(`${day}T00:00Z`);
	return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
