/**
 * What the trigger keeps in n8n between deliveries. Production and test have their own: a test
 * must neither move the production webhook nor hide an event because production has seen it.
 */
import type { IWebhookFunctions } from 'n8n-workflow';

import {
	EMPTY_MEMORY,
	REMEMBERED,
	remember,
	type EventMemory,
} from '../../refunds/webhooks/eventMemory';
import { parseJson } from '../../refunds/json';
import type { RefundEvent } from '../../refunds/webhooks/webhook';
import type { Registration } from './registration';
import type { TriggerContext } from './parameters';

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

/** The memory of one trigger, during one delivery. */
export interface TriggerMemory {
	/** What is known now; other deliveries may add to it while this one waits. */
	recall(): EventMemory;
	/** Keeps events that were emitted or dropped on purpose. */
	keep(events: RefundEvent[]): void;
}

interface Trace {
	at: number;
	event: RefundEvent;
}

/**
 * How long this process remembers by itself, in milliseconds. n8n reads static data anew for every
 * delivery and writes it when the delivery is over, so of two that come at once (PayMongo reports
 * one success in two events) neither finds the other's trace there. It must not be longer: when
 * n8n cannot start the workflow it writes nothing, and the provider's next try has to get through.
 */
const AT_ONCE = 10_000;

const traces = new Map<string, Trace[]>();

/** Opens the memory that n8n's database and this process share. Tests remember nothing. */
export function openMemory(this: IWebhookFunctions): TriggerMemory {
	if (this.getMode() === 'manual') return { recall: () => EMPTY_MEMORY, keep: () => {} };
	const staticData = this.getWorkflowStaticData('node');
	const key = JSON.stringify([this.getWorkflow().id, this.getNode().id]);
	// As text: n8n wraps every object in static data in a proxy, which is slow to read.
	const stored =
		(parseJson(String(staticData.events ?? '')) as unknown as EventMemory | undefined) ??
		EMPTY_MEMORY;
	const recall = (): EventMemory => {
		const own = freshTraces(key).map(({ event }) => event);
		return own.length === 0 ? stored : remember(stored, own);
	};
	return {
		recall,
		keep(events) {
			staticData.events = JSON.stringify(remember(recall(), events));
			const at = Date.now();
			const own = [...freshTraces(key), ...events.map((event) => ({ at, event }))];
			traces.set(key, own.slice(-REMEMBERED));
		},
	};
}

/** This process's own traces of a trigger; old ones, of any trigger, are forgotten. */
function freshTraces(key: string): Trace[] {
	const since = Date.now() - AT_ONCE;
	for (const [other, kept] of traces) {
		const [oldest] = kept;
		if (oldest && oldest.at > since) continue;
		const fresh = kept.filter(({ at }) => at > since);
		if (fresh.length === 0) traces.delete(other);
		else traces.set(other, fresh);
	}
	return traces.get(key) ?? [];
}
