/** What lists have in common: pages followed, filtered, and stopped at the limit. */
import {
	tryToParseDateTime,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import type { Pages, ListFilter } from '../../refunds/provider';
import { howMany, simplifyField, sortByName } from '../fields';
import { collectionOf, textOf } from '../parameters';
import type { ProviderNode } from '../providerNode';
import { simplified } from '../simplify';
import type { Connection } from '../transport';
import { forEachItem } from './run';

/** The parameters of a list: how many, and what narrows it. */
export function listFields(filters: INodeProperties[]): INodeProperties[] {
	return [
		...howMany,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: sortByName(filters),
		},
	];
}

interface Listed {
	raw: unknown;
	status?: string | null;
	createdAt?: string | null;
	at?: string | null;
	paymentId?: string | null;
}

/** Lists for each item, up to its limit. Filters hold here too, where the provider ignores them. */
export async function list<T extends Listed>(
	this: IExecuteFunctions,
	node: ProviderNode,
	pagesOf: (connection: Connection, filter: ListFilter) => Pages<T>,
): Promise<INodeExecutionData[][]> {
	return await forEachItem.call(this, node, async (connection, item) => {
		const all = this.getNodeParameter('returnAll', item) as boolean;
		const limit = all ? Infinity : (this.getNodeParameter('limit', item) as number);
		const simplify = this.getNodeParameter('simplify', item) as boolean;
		const given = collectionOf(this.getNodeParameter('filters', item, {}));
		const filter = readFilter(given, node, this.getTimezone());
		const statuses = Array.isArray(given.status) ? given.status : [];
		const found: IDataObject[] = [];
		for await (const page of pagesOf(connection, filter)) {
			for (const entry of page) {
				if (found.length >= limit) return found;
				if (passes(entry, filter, statuses)) found.push(simplified(entry, simplify));
			}
			if (found.length >= limit) return found;
		}
		return found;
	});
}

function readFilter(given: IDataObject, node: ProviderNode, zone: string): ListFilter {
	const paymentId = textOf(given[node.payment]);
	const after = isoOf(given.createdAfter, zone);
	const before = isoOf(given.createdBefore, zone);
	return {
		...(paymentId === '' ? {} : { paymentId }),
		...(after === null ? {} : { createdAfter: after }),
		...(before === null ? {} : { createdBefore: before }),
	};
}

/** A date without a zone is meant in the workflow's own, as everywhere in n8n. */
function isoOf(value: unknown, zone: string): string | null {
	if (value === undefined || value === null || value === '') return null;
	return tryToParseDateTime(value, zone).toUTC().toISO();
}

function passes(entry: Listed, filter: ListFilter, statuses: unknown[]): boolean {
	const at = entry.createdAt ?? entry.at ?? null;
	if (filter.createdAfter !== undefined && (at === null || at < filter.createdAfter)) return false;
	if (filter.createdBefore !== undefined && (at === null || at >= filter.createdBefore))
		return false;
	// Wallet entries name no payment: they pass, rather than all being hidden.
	const paymentId = entry.paymentId ?? filter.paymentId;
	if (filter.paymentId !== undefined && paymentId !== filter.paymentId) return false;
	return statuses.length === 0 || statuses.includes(entry.status);
}
