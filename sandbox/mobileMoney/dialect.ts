/** Spellings of records that the documents leave open: ids, times, and the business. */
import { createHash } from 'node:crypto';
import type { Route } from '../gateway';
import { numberOf } from '../json';
import type { Settings } from '../options';

const isoTime = /^\d{4}-\d\d-\d\dT.*Z$/;

/** Nineteen digits that follow from an id: more than a JavaScript number can hold. */
function digitsOf(id: string): string {
	const hex = createHash('sha256').update(id).digest('hex').slice(0, 15);
	return `9${(BigInt(`0x${hex}`) % 10n ** 18n).toString().padStart(18, '0')}`;
}

function rewritten(value: unknown, settings: Settings, name = ''): unknown {
	if (Array.isArray(value)) return value.map((entry) => rewritten(entry, settings));
	if (typeof value === 'object' && value !== null) {
		// A country's id is what callers send back.
		if (name === 'country') return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, entry]) => [key, rewritten(entry, settings, key)]),
		);
	}
	if (name === 'business_id') return settings.businessId;
	if (typeof value !== 'string') return value;
	if (name === 'id' && settings.numericIds) return numberOf(digitsOf(value));
	if (settings.timesWithoutZone && isoTime.test(value)) return value.slice(0, -1);
	return value;
}

/** A route that answers in the dialect the options ask for. */
export function inDialect(route: Route): Route {
	return {
		...route,
		handle(request, world) {
			const answer = route.handle(request, world);
			return typeof answer.body === 'object'
				? { ...answer, body: rewritten(answer.body, world.settings) as object }
				: answer;
		},
	};
}
