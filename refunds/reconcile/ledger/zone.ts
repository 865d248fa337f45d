/** Times that name no zone, in the zone they are meant in. */
const DAY_MS = 86_400_000;
const ALWAYS_UTC = new Set(['utc', 'etc/utc', 'gmt', 'etc/gmt', 'z', 'etc/zulu']);

export interface Zone {
	/** IANA name, e.g. Asia/Manila. */
	name: string;
	/**
	 * A time as its clocks show it, given as if it were UTC, as Unix milliseconds. Of an hour that
	 * clocks show twice it is the first; one that they skip is as much later as they skip.
	 */
	toUtc(local: number): number;
}

/** The zone of a name; where there is none, `toUtc` throws a RangeError. */
export function zoneOf(name: string): Zone {
	if (ALWAYS_UTC.has(name.toLowerCase())) return { name, toUtc: (local) => local };
	const offsetAt = offsetsOf(name);
	// Asking Intl takes microseconds: once a day is enough, but for the days clocks are changed.
	const ofDay = new Map<number, number>();
	return {
		name,
		toUtc(local) {
			const day = Math.floor(local / DAY_MS);
			let offset = ofDay.get(day);
			if (offset === undefined) {
				const [before, after] = [offsetAt((day - 1) * DAY_MS), offsetAt((day + 2) * DAY_MS)];
				offset = before === after ? before : NaN;
				ofDay.set(day, offset);
			}
			return Number.isNaN(offset) ? nearChange(offsetAt, local) : local - offset;
		},
	};
}

/** A local time near to one at which clocks are changed. */
function nearChange(offsetAt: (time: number) => number, local: number): number {
	const before = offsetAt(local - DAY_MS);
	const after = offsetAt(local + DAY_MS);
	const isAfter = offsetAt(local - before) !== before && offsetAt(local - after) === after;
	return local - (isAfter ? after : before);
}

/** How many milliseconds a zone's clocks are ahead of UTC at a time. */
function offsetsOf(timeZone: string): (time: number) => number {
	const newFormat = () =>
		new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	// The first one takes 20 ms, and most books name the zone in every date.
	let format: Intl.DateTimeFormat | undefined;
	return (time) => {
		format ??= newFormat();
		const second = Math.floor(time / 1_000) * 1_000;
		const parts = new Map(format.formatToParts(second).map(({ type, value }) => [type, value]));
		const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
		const clock = Date.UTC(
			of('year'),
			of('month') - 1,
			of('day'),
			of('hour'),
			of('minute'),
			of('second'),
		);
		return clock - second;
	};
}
