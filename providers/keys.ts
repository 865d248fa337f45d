/** API keys as they are sent. */
import { createHash } from 'node:crypto';

/**
 * A key without what people paste along: white space, also inside, and characters nobody sees. No
 * key holds any, and an HTTP header may hold none.
 */
export function cleanKey(value: unknown): string {
	return String(value ?? '').replace(/[\s\p{Cc}\p{Cf}]+/gu, '');
}

/** Stands for a key in the name of an account. Short: it tells a person's accounts apart. */
export function keyDigest(key: string): string {
	return createHash('sha256').update(key).digest('hex').slice(0, 12);
}
