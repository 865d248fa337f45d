/** PayMongo's list parameters, whose spelling the documents disagree about, and their cursors. */
import { newestFirst, type Ordered } from '../ordered';
import { queryText } from '../read';
import type { Answer, Incoming } from '../types';
import type { World } from '../world';
import { paymongoError } from './errors';

/** A list parameter in the spelling that `paymongoListFilter` says works. */
export function listParameter(request: Incoming, world: World, name: string): string | undefined {
	const plain = queryText(request.query, name);
	const dotted = queryText(request.query, `data.attributes.${name}`);
	switch (world.settings.paymongoListFilter) {
		case 'plain':
			return plain;
		case 'dotted':
			return dotted;
		case 'both':
			return plain ?? dotted;
		case 'ignored':
			return undefined;
	}
}

/** One page of a list, newest first. `find` looks up the entry a cursor names. */
export function listPage<T extends Ordered>(
	request: Incoming,
	world: World,
	list: readonly T[],
	find: (id: string) => T | undefined,
	show: (entry: T) => object,
): Answer {
	const limitText = listParameter(request, world, 'limit');
	const limit = limitText === undefined ? 10 : Number(limitText);
	if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
		return paymongoError(400, 'parameter_invalid', 'limit must be from 1 to 100.', 'limit');
	}
	const cursor: { after?: T; before?: T } = {};
	for (const name of ['after', 'before'] as const) {
		const id = listParameter(request, world, name);
		if (id === undefined) continue;
		const entry = find(id);
		if (!entry) return paymongoError(400, 'parameter_invalid', `No such ${name}: ${id}.`, name);
		cursor[name] = entry;
	}
	const { page, hasMore } = newestFirst(list, limit, cursor);
	return { status: 200, body: { data: page.map(show), has_more: hasMore } };
}
