/**
 * The events a trigger has seen, so that a repeated one starts nothing. n8n reads a workflow's
 * static data anew for every delivery and writes it when it has answered 200; before that, and
 * between deliveries that come at once, this process remembers by itself.
 */
import type { IWebhookFunctions } from 'n8n-workflow';

import { parseJson } from '../../refunds/json';
import {
	EMPTY_MEMORY,
	judge,
	readMemory,
	REMEMBERED,
	remember,
	type EventMemory,
} from '../../refunds/webhooks/eventMemory';
import type { RefundEvent } from '../../refunds/webhooks/webhook';
import { responseOf } from './http';

/** The memory of one trigger, during one delivery; others may add to it while this one waits. */
interface SeenEvents {
	/** Events whose workflow has started, and those that were dropped on purpose. */
	known(): EventMemory;
	/**
	 * Whether one of these events is news only if the workflow of another delivery, which n8n is
	 * just starting, does not start.
	 */
	isOpen(events: readonly RefundEvent[]): boolean;
	/**
	 * Keeps events of this delivery.
	 * @param startWorkflow whether some of them start the workflow. They are known only once n8n has
	 * answered 200, which it does when the execution has started; after a 500 they never came.
	 */
	keep(events: readonly RefundEvent[], startWorkflow: boolean): void;
}

interface SeenEvent {
	at: number;
	event: RefundEvent;
	started: boolean;
}

/** Milliseconds for which n8n may have read static data that lack an event which has started. */
const LONGEST_DELIVERY = 60_000;

/**
 * Milliseconds after which an event whose delivery n8n never answered is taken for not started:
 * the provider had hung up, or n8n is stuck. Its next try has to get through.
 */
const LONGEST_START = 10_000;

const seen = new Map<string, SeenEvent[]>();

const NOTHING_SEEN: SeenEvents = {
	known: () => EMPTY_MEMORY,
	isOpen: () => false,
	keep: () => {},
};

/** Opens the memory that n8n's database and this process share. Tests remember nothing. */
export function seenEvents(this: IWebhookFunctions): SeenEvents {
	if (this.getMode() === 'manual') return NOTHING_SEEN;
	const response = responseOf.call(this);
	const staticData = this.getWorkflowStaticData('node');
	const key = JSON.stringify([this.getWorkflow().id, this.getNode().id]);
	// As text: n8n wraps every object in static data in a proxy, which is slow to read.
	const stored = readMemory(parseJson(String(staticData.events ?? '')));
	const memoryOf = (own: readonly SeenEvent[]): EventMemory =>
		own.length === 0 ? stored : remember(stored, eventsOf(own));
	const known = (): EventMemory => memoryOf(recent(key).filter(({ started }) => started));
	return {
		known,
		isOpen(events) {
			const [before, expected] = [known(), memoryOf(recent(key))];
			return events.some(
				(event) => judge(before, event) === 'news' && judge(expected, event) !== 'news',
			);
		},
		keep(events, startWorkflow) {
			staticData.events = JSON.stringify(remember(known(), events));
			const at = Date.now();
			const own = events.map((event) => ({ at, event, started: !startWorkflow }));
			seen.set(key, [...recent(key), ...own].slice(-REMEMBERED));
			if (!startWorkflow) return;
			response.once('finish', () => {
				if (response.statusCode < 300) for (const one of own) one.started = true;
				else forget(key, own);
			});
		},
	};
}

const eventsOf = (own: readonly SeenEvent[]): RefundEvent[] => own.map(({ event }) => event);

function forget(key: string, events: readonly SeenEvent[]): void {
	seen.set(
		key,
		recent(key).filter((one) => !events.includes(one)),
	);
}

/** What this process itself has seen of a trigger lately; older ones, of any trigger, are forgotten. */
function recent(key: string): SeenEvent[] {
	const now = Date.now();
	const isRecent = ({ at, started }: SeenEvent): boolean =>
		at > now - (started ? LONGEST_DELIVERY : LONGEST_START);
	for (const [other, events] of seen) {
		if (events.length > 0 && events.every(isRecent)) continue;
		const left = events.filter(isRecent);
		if (left.length === 0) seen.delete(other);
		else seen.set(other, left);
	}
	return seen.get(key) ?? [];
}
