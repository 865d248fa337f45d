import { asText, asObject } from '../../refunds/json';
import type { VerificationSettings } from '../../refunds/webhooks/webhook';
import type { TriggerSetup } from '../providerNode';

/** The secrets a credential has, under the names of their fields. */
export function secretsIn(
	{ secretFields }: TriggerSetup,
	credentials: unknown,
): VerificationSettings['secrets'] {
	const values = asObject(credentials);
	return Object.entries(secretFields).flatMap(([field, name]) => {
		const value = asText(values[field])?.trim() ?? '';
		return value === '' ? [] : [{ name, value }];
	});
}
