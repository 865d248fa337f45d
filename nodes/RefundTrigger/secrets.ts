/** The credential's fields that verifying needs. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { cleanKey } from '../../providers/keys';
import { asObject, asText, type JsonObject } from '../../refunds/json';
import type { VerificationSettings } from '../../refunds/webhooks/webhook';
import type { TriggerSetup } from '../providerNode';

/** The secrets a credential has, under the names of their fields; cleaned as keys are for requests. */
export function secretsIn(
	{ secretFields }: TriggerSetup,
	credentials: unknown,
): VerificationSettings['secrets'] {
	const values = asObject(credentials);
	return Object.entries(secretFields).flatMap(([field, name]) => {
		const value = cleanKey(asText(values[field]));
		return value === '' ? [] : [{ name, value }];
	});
}

/**
 * Milliseconds for which deliveries share one reading of a credential. Under n8n's default engine a
 * reading opens an isolate, 60 to 90 ms of CPU, which is most of what a delivery costs.
 */
const SHARED_FOR = 5_000;

const readings = new Map<string, { at: number; credentials: JsonObject }>();

/**
 * The fields of the trigger's credential.
 * @param anew reads it whatever was read before: a changed secret holds at once
 */
export async function credentialFields(
	this: IWebhookFunctions,
	credentialType: string,
	anew: boolean,
): Promise<JsonObject> {
	const { id, credentials } = this.getNode();
	const chosen = credentials?.[credentialType]?.id;
	const key = JSON.stringify([this.getWorkflow().id, id, credentialType, chosen]);
	const since = Date.now() - SHARED_FOR;
	for (const [other, { at }] of readings) if (at <= since) readings.delete(other);
	const before = readings.get(key);
	if (before && !anew) return before.credentials;
	const fields = asObject(await this.getCredentials(credentialType));
	readings.set(key, { at: Date.now(), credentials: fields });
	return fields;
}
