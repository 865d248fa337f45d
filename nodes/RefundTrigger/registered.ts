/**
 * The registration that n8n keeps with the workflow. Production and test have their own: a test
 * must not move the production webhook.
 */
import { asText, isObject } from '../../refunds/json';
import type { TriggerContext } from './parameters';
import type { Registration } from './registration';

export function keptRegistration(this: TriggerContext): Registration | null {
	const kept: unknown = this.getWorkflowStaticData('node')[keyOf.call(this)];
	if (!isObject(kept)) return null;
	const [workflowId, id, url] = [asText(kept.workflowId), asText(kept.id), asText(kept.url)];
	if (workflowId === null || id === null || url === null) return null;
	return { workflowId, id, url, secret: asText(kept.secret) };
}

export function keepRegistration(this: TriggerContext, registration: Registration): void {
	this.getWorkflowStaticData('node')[keyOf.call(this)] = { ...registration };
}

function keyOf(this: TriggerContext): string {
	return this.getMode() === 'manual' ? 'testRegistration' : 'registration';
}
