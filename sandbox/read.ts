/** Reading loosely typed request bodies and queries without trusting them. */
import type { Incoming } from './types';

/** The value as a plain object; an empty one when it is anything else. */
export function asObject(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

/** A non-empty string, or null. */
export function asText(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

/** One query parameter (the first, when it is given several times). */
export function queryText(query: Incoming['query'], name: string): string | undefined {
	const value = query[name];
	return Array.isArray(value) ? value[0] : value;
}

/** A query parameter as a whole number; undefined when absent, null when it is none. */
export function queryInteger(query: Incoming['query'], name: string): number | null | undefined {
	const text = queryText(query, name);
	if (text === undefined) return undefined;
	return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Unix seconds, as PayMongo and Rapyd write times. */
export function seconds(milliseconds: number): number {
	return Math.floor(milliseconds / 1000);
}
