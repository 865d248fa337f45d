/** What lists have in common: pages followed, filtered, and stopped at the limit. */
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { Pages, ListFilter } from '../../refunds/provider';
import { ParameterError } from '../failures';
import { howMany, simplifyField, sortByName } from '../fields';
import type { Parameters } from '../parameters';
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
	parametersOf: (item: number) => Parameters,
	pagesOf: (connection: Connection, filter: ListFilter) => Pages<T>,
): Promise<INodeExecutionData[][]> {
	return await forEachItem.call(this, node, parametersOf, async (connection, given) => {
		const limit = given.flag('returnAll') ? Infinity : given.number('limit');
		// n8n's editor keeps to the least value; an expression does not.
		if (limit < 1) throw new ParameterError(`Limit is ${limit}. Enter 1 or more.`);
		const simplify = given.flag('simplify');
		const filters = given.inside('filters');
		const filter = readFilter(filters, node);
		const statuses = filters.has('status') ? filters.choices('status') : [];
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

function readFilter(filters: Parameters, { payment }: ProviderNode): ListFilter {
	const paymentId = filters.has(payment) ? filters.narrowing(payment) : '';
	const after = filters.date('createdAfter');
	const before = filters.date('createdBefore');
	return {
		...(paymentId === '' ? {} : { paymentId }),
		...(after === null ? {} : { createdAfter: after.first }),
		...(before === null ? {} : { createdBefore: before.first }),
	};
}

function passes(entry: Listed, filter: ListFilter, statuses: string[]): boolean {
	// What has no time that can be read passes: Rapyd's failed refunds have none.
	const at = entry.createdAt ?? entry.at ?? null;
	if (at !== null && filter.createdAfter !== undefined && at < filter.createdAfter) return false;
	if (at !== null && filter.createdBefore !== undefined && at >= filter.createdBefore) return false;
	// Wallet entries name no payment: they pass, rather than all being hidden.
	const paymentId = entry.paymentId ?? filter.paymentId;
	if (filter.paymentId !== undefined && paymentId !== filter.paymentId) return false;
	return statuses.length === 0 || statuses.includes(entry.status ?? '');
}
