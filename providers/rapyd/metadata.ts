import {
	asArray,
	asObject,
	asText,
	isObject,
	type Json,
	type JsonObject,
} from '../../refunds/json';

/** The rows of a fixed collection, whatever its only group is called: `{ values: [...] }`. */
export function rowsOf(collection: Json | undefined): JsonObject[] {
	const groups = Object.values(asObject(collection));
	return groups.flatMap((group) => asArray(group)).filter(isObject);
}

/** The metadata to send: keys and values of the fixed collection. */
export function readMetadata(collection: Json | undefined): JsonObject {
	return Object.fromEntries(
		rowsOf(collection).map((row) => [asText(row.key) ?? '', row.value ?? '']),
	);
}

/** What is wrong with metadata, in plain words, or null. */
export function checkMetadata(collection: Json | undefined): string | null {
	const keys = rowsOf(collection).map((row) => asText(row.key));
	if (keys.includes(null)) return 'Metadata has an entry without a key. Enter one or remove it.';
	const twice = keys.find((key, index) => keys.indexOf(key) !== index);
	return twice ? `Metadata has the key "${twice}" twice. Keep one of them.` : null;
}
