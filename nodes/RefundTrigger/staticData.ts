/**
 * What the trigger keeps in n8n between deliveries. Production and test have their own: a test
 * must neither move the production webhook nor hide an event because production has seen it.
 */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { EMPTY_MEMORY, mergeMemories, type EventMemory } from '../../refunds/eventMemory';
import type { Registration } from './registration';
import type { TriggerContext } from './settings';

/** Triggers whose memory this process holds at most; the ones used longest ago go first. */
const CAPACITY = 200;

/**
 * The memories of this process. n8n reads static data anew for every delivery and writes it when
 * the delivery is over, so of two that come at once (PayMongo reports one success in two events)
 * neither finds the other's trace there.
 */
const memories = new Map<string, EventMemory>();

export function keptRegistration(this: TriggerContext): Registration | null {
	const kept = this.getWorkflowStaticData('node')[registrationKey.call(this)];
	return (kept as Registration | undefined) ?? null;
}

export function keepRegistration(this: TriggerContext, registration: Registration): void {
	this.getWorkflowStaticData('node')[registrationKey.call(this)] = { ...registration };
}

function registrationKey(this: TriggerContext): string {
	return this.getMode() === 'manual' ? 'testRegistration' : 'registration';
}

/** What this trigger has seen, from n8n's database and from this process. Tests remember nothing. */
export function recallEvents(this: IWebhookFunctions): EventMemory {
	if (this.getMode() === 'manual') return EMPTY_MEMORY;
	const stored = this.getWorkflowStaticData('node').events as unknown as EventMemory | undefined;
	const own = memories.get(memoryKey.call(this));
	return mergeMemories(stored ?? EMPTY_MEMORY, own ?? EMPTY_MEMORY);
}

export function keepEvents(this: IWebhookFunctions, memory: EventMemory): void {
	if (this.getMode() === 'manual') return;
	const key = memoryKey.call(this);
	memories.delete(key);
	memories.set(key, memory);
	for (const oldest of memories.keys()) {
		if (memories.size <= CAPACITY) break;
		memories.delete(oldest);
	}
	this.getWorkflowStaticData('node').events = memory as unknown as IDataObject;
}

function memoryKey(this: IWebhookFunctions): string {
	return JSON.stringify([this.getWorkflow().id, this.getNode().id]);
}
