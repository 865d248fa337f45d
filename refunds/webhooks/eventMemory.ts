/**
 * What a trigger remembers of the events it has seen, so that a repeated one starts nothing and a
 * late one does not turn `succeeded` back into `pending`. Plain JSON, bounded: it promises as much
 * as it remembers.
 */
import { asArray, asObject, asText } from '../json';
import { isFinal, type RefundRecord, type RefundStatus } from '../refund';
import type { RefundEvent } from './webhook';

/** The last state of one refund that an event told of. */
interface RefundState {
	key: string;
	status: RefundStatus;
	providerStatus: string | null;
	updatedAt: string | null;
}

export interface EventMemory {
	/** Event ids, oldest first. */
	seen: string[];
	/** Oldest first. */
	refunds: RefundState[];
}

/**
 * `repeated`: this event was seen before. `older`: a later state of the refund was seen.
 * `no_news`: the refund is as it was seen (PayMongo reports one success in two events).
 */
type Judgement = 'news' | 'repeated' | 'older' | 'no_news';

/** Event ids, and refunds, that are remembered. */
export const REMEMBERED = 500;

export const EMPTY_MEMORY: EventMemory = { seen: [], refunds: [] };

/** A memory as it was kept as JSON; what is none of it is left out. */
export function readMemory(stored: unknown): EventMemory {
	const { seen, refunds } = asObject(stored);
	return {
		seen: asArray(seen).filter((id) => typeof id === 'string'),
		refunds: asArray(refunds).flatMap((entry) => {
			const { key, status, providerStatus, updatedAt } = asObject(entry);
			const known = PROGRESS.find((each) => each === status);
			return typeof key === 'string' && known !== undefined
				? [
						{
							key,
							status: known,
							providerStatus: asText(providerStatus),
							updatedAt: asText(updatedAt),
						},
					]
				: [];
		}),
	};
}

/** What a refund may turn into comes after it; among ends, the one a person should look at wins. */
const PROGRESS: readonly RefundStatus[] = [
	'pending',
	'unknown',
	'requires_action',
	'succeeded',
	'canceled',
	'failed',
	'reversed',
];

/** Whether this is news, given what was seen before. Does not change the memory. */
export function judge(memory: EventMemory, event: RefundEvent): Judgement {
	if (memory.seen.includes(event.eventId)) return 'repeated';
	const now = stateOf(event.refund);
	const before = memory.refunds.find(({ key }) => key === now?.key);
	if (!now || !before) return 'news';
	if (compareStates(now, before) < 0) return 'older';
	return now.status === before.status && now.providerStatus === before.providerStatus
		? 'no_news'
		: 'news';
}

/** The memory after events that were emitted, or dropped on purpose. */
export function remember(memory: EventMemory, events: readonly RefundEvent[]): EventMemory {
	const seen = new Set(memory.seen);
	const refunds = new Map(memory.refunds.map((state) => [state.key, state]));
	for (const { eventId, refund } of events) {
		seen.add(eventId);
		const state = stateOf(refund);
		if (!state) continue;
		const known = refunds.get(state.key);
		// Taken out and put back, so that it moves to the end: busy refunds are forgotten last.
		refunds.delete(state.key);
		refunds.set(state.key, known && compareStates(known, state) > 0 ? known : state);
	}
	return {
		seen: [...seen].slice(-REMEMBERED),
		refunds: [...refunds.values()].slice(-REMEMBERED),
	};
}

function stateOf({ provider, refundId, ...refund }: RefundRecord): RefundState | null {
	if (refundId === null) return null;
	const { status, providerStatus, updatedAt } = refund;
	return { key: `${provider} ${refundId}`, status, providerStatus, updatedAt };
}

/**
 * Orders the states of one refund: by the provider's clock, within the same second (or without a
 * clock) by progress. It is a total order, so that the last state is the same whatever order the
 * events come in. A state without a time is an end, and the last, or it is not, and the first.
 */
function compareStates(a: RefundState, b: RefundState): number {
	return (
		compare(timeOf(a), timeOf(b)) ||
		PROGRESS.indexOf(a.status) - PROGRESS.indexOf(b.status) ||
		compare(a.providerStatus ?? '', b.providerStatus ?? '')
	);
}

function timeOf({ updatedAt, status }: RefundState): string {
	return updatedAt ?? (isFinal(status) ? '9999' : '');
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
