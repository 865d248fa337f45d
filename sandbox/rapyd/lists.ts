/** Rapyd's lists: a plain array, oldest first, at most 90 days of it. */
import { lowerBound, type Ordered } from '../ordered';
import { queryInteger, queryText } from '../read';
import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { rapydData, rapydError } from './envelope';
import { paymentObject, refundObject } from './resources';

const windowMs = 90 * 86_400_000;

interface Cursors {
	/** Name of the query parameter that holds the entry before the first one wanted. */
	after: string;
	before: string;
}

function listPage<T extends Ordered>(
	request: Incoming,
	list: readonly T[],
	cursors: Cursors,
	find: (id: string) => T | undefined,
	show: (entry: T) => object,
	windowed: boolean,
): Answer {
	const limit =
		queryInteger(request.query, 'limit') === undefined ? 10 : queryInteger(request.query, 'limit');
	if (typeof limit !== 'number' || limit < 1 || limit > 100) {
		return rapydError('INVALID_LIMIT', 'limit must be from 1 to 100.');
	}
	const ids = [queryText(request.query, cursors.after), queryText(request.query, cursors.before)];
	const [after, before] = ids.map((id) => (id === undefined ? undefined : find(id)));
	if ((ids[0] !== undefined && !after) || (ids[1] !== undefined && !before)) {
		return rapydError('MISSING_INVALID_PARAMETERS', 'A cursor names nothing that exists.');
	}
	if (after && before && before.createdAt - after.createdAt > windowMs) {
		const message = 'The range of dates exceeds 90 days.';
		return rapydError('ERROR_QUERY_DATE_RANGE_EXCEEDS_90_DAYS', message);
	}
	let start = after ? lowerBound(list, after) + 1 : 0;
	let end = before ? lowerBound(list, before) : list.length;
	if (windowed) {
		const from = after?.createdAt ?? (before?.createdAt ?? Date.now()) - windowMs;
		start = Math.max(start, lowerBound(list, { createdAt: from, seq: 0 }));
		end = Math.min(end, lowerBound(list, { createdAt: from + windowMs, seq: Infinity }));
	}
	// With only the later cursor the wanted page is the one right before it.
	if (before && !after) start = Math.max(start, end - limit);
	return rapydData(list.slice(start, Math.min(end, start + limit)).map(show));
}

export function listRefunds(request: Incoming, world: World): Answer {
	const paymentId = queryText(request.query, 'payment');
	const list =
		paymentId === undefined
			? world.store.refunds('rapyd')
			: (world.store.payment('rapyd', paymentId)?.refunds ?? []);
	const cursors = { after: 'starting_after', before: 'ending_before' };
	const find = (id: string) => world.store.refund('rapyd', id);
	// "List Refunds by Payment ID" is a method of its own, without the 90 days.
	return listPage(request, list, cursors, find, refundObject, paymentId === undefined);
}

export function listPayments(request: Incoming, world: World): Answer {
	const cursors = { after: 'created_after', before: 'created_before' };
	const find = (id: string) => world.store.payment('rapyd', id);
	return listPage(request, world.store.payments('rapyd'), cursors, find, paymentObject, true);
}
