/** How parameters are read. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { isObject, type JsonObject } from '../refunds/json';
import type { ProviderNode } from './providerNode';

/** The payment an item is about, as the node's parameter gives it. */
export function paymentOf(this: IExecuteFunctions, node: ProviderNode, item: number): string {
	return textOf(this.getNodeParameter(node.payment, item, '', { extractValue: true }));
}

/** A parameter's value as trimmed text; numbers as they are written. */
export function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A collection parameter with resource locators replaced by what was chosen in them. */
export function collectionOf(value: unknown): JsonObject {
	if (!isObject(value)) return {};
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			name,
			isObject(entry) && '__rl' in entry ? (entry.value ?? '') : entry,
		]),
	);
}
