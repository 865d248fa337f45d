/** Searchable lists behind the resource locators. */
import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { Pages } from '../refunds/provider';
import type { PaymentRecord, RefundRecord } from '../refunds/refund';
import type { ProviderNode } from './providerNode';
import { connect, type Connection } from './transport';

/** Entries read for one search: enough to find recent work, few enough to stay quick. */
const MOST_ENTRIES = 300;

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** The `listSearch` methods of a node: recent payments and refunds, filtered by what is typed. */
export function searchesFor(node: ProviderNode): {
	searchPayments: Search;
	searchRefunds: Search;
} {
	return {
		async searchPayments(filter) {
			return await search.call(this, node, filter, ({ send, account }) =>
				node.provider.listPayments(send, account, {}),
			);
		},
		async searchRefunds(filter) {
			return await search.call(this, node, filter, ({ send, account }) =>
				node.provider.listRefunds(send, account, {}),
			);
		},
	};
}

async function search(
	this: ILoadOptionsFunctions,
	node: ProviderNode,
	filter: string | undefined,
	pagesOf: (connection: Connection) => Pages<PaymentRecord | RefundRecord>,
): Promise<INodeListSearchResult> {
	const wanted = filter?.toLowerCase() ?? '';
	const results: INodeListSearchItems[] = [];
	let read = 0;
	for await (const page of pagesOf(await connect.call(this, node.credential, node.provider))) {
		for (const entry of page) {
			const choice = choiceOf(entry);
			if (choice && choice.name.toLowerCase().includes(wanted)) results.push(choice);
		}
		read += page.length;
		if (read >= MOST_ENTRIES) break;
	}
	return { results };
}

/** "12.50 PHP · paid · 2026-11-20 · pay_…": what a person recognises first, its id last. */
function choiceOf(entry: PaymentRecord | RefundRecord): INodeListSearchItems | null {
	const value = 'refundId' in entry ? entry.refundId : entry.paymentId;
	if (value === null) return null;
	const amount = entry.amount === null ? null : `${entry.amount} ${entry.currency ?? ''}`.trim();
	const parts = [amount, entry.status, entry.createdAt?.slice(0, 10), entry.reference, value];
	return { name: parts.filter((part) => (part ?? '') !== '').join(' · '), value };
}
