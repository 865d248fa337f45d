/** The user's metadata: a flat set of texts, in which one key is ours. */
import { asArray, asObject, isObject, type Json } from '../../refunds/json';
import { REFERENCE_KEY } from './wire';

type Entries = Array<[key: string, value: string]>;

/**
 * Reads a fixed collection of `key` and `value`. Numbers and booleans, which expressions give, are
 * written as text; PayMongo takes text only. Limits on number and length are documented nowhere.
 * @returns the entries, or a sentence on what is wrong with them
 */
export function readMetadata(value: Json | undefined): Entries | string {
	if (value === undefined || value === null || value === '') return [];
	if (!isObject(value)) return 'Metadata must be a list of keys and values.';
	const rows = [...asArray(value.metadata), ...asArray(value.values)];
	const entries: Entries = [];
	const keys = new Set<string>([REFERENCE_KEY]);
	for (const row of rows) {
		const { key, value: content } = asObject(row);
		const name = typeof key === 'string' || typeof key === 'number' ? String(key).trim() : '';
		if (name === '') return 'Metadata has an entry without a key.';
		if (name === REFERENCE_KEY) {
			return `Metadata key "${REFERENCE_KEY}" is taken: this node keeps the Refund Reference there.`;
		}
		if (keys.has(name)) return `Metadata has the key "${name}" more than once.`;
		if (!['string', 'number', 'boolean'].includes(typeof content)) {
			return `Metadata "${name}" must be a text.`;
		}
		keys.add(name);
		entries.push([name, String(content)]);
	}
	return entries;
}
