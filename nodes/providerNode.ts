/** What makes a provider a node, and how a node runs its operations. */
import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { isObject, type JsonObject } from '../refunds/json';
import type { RefundOrder, RefundProvider } from '../refunds/provider';
import { asNodeError, failedItem } from './failures';
import { connect, type Connection } from './transport';

export type Operation = (
	this: IExecuteFunctions,
	node: ProviderNode,
) => Promise<INodeExecutionData[][]>;

export interface ProviderNode {
	provider: RefundProvider;
	credential: string;
	/** How the payment is given: chosen from a list or typed, or a reference that is typed. */
	payment: 'paymentId' | 'paymentReference';
	/** The provider's own fields of `refund: create`, by name: `currency`, `reason`. */
	createFields: INodeProperties[];
	/** The provider's own entries of the `options` collection. */
	createOptions: INodeProperties[];
	/** By `resource:operation`. */
	operations: Record<string, Operation>;
}

/** Runs the operation a node is set to. */
export async function runOperation(
	this: IExecuteFunctions,
	node: ProviderNode,
): Promise<INodeExecutionData[][]> {
	const resource = this.getNodeParameter('resource', 0) as string;
	const operation = this.getNodeParameter('operation', 0) as string;
	const run = node.operations[`${resource}:${operation}`];
	if (!run) {
		throw new NodeOperationError(
			this.getNode(),
			`${node.provider.title} has no operation "${operation}" for "${resource}"`,
			{ description: 'Choose the operation again from the list.' },
		);
	}
	return await run.call(this, node);
}

/**
 * Runs a read, or another operation whose repetition moves no money, item by item. Failures are
 * the item's own under Continue On Fail, else they end the run with n8n's error.
 */
export async function forEachItem(
	this: IExecuteFunctions,
	node: ProviderNode,
	run: (connection: Connection, itemIndex: number) => Promise<IDataObject[]>,
): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	let connection: Connection | undefined;
	for (let item = 0; item < this.getInputData().length; item += 1) {
		try {
			connection ??= await connect.call(this, node.credential, node.provider);
			const found = await run(connection, item);
			output.push(...found.map((json) => ({ json, pairedItem: { item } })));
		} catch (error) {
			const failure = asNodeError(this.getNode(), error, item);
			if (!this.continueOnFail()) throw failure;
			output.push(failedItem.call(this, failure, item));
		}
	}
	return [output];
}

/** Whether an AI agent runs this node as a tool: n8n's agents differ in how they say so. */
export function isToolRun(this: IExecuteFunctions): boolean {
	return this.isToolExecution?.() === true || this.getNode().type.endsWith('Tool');
}

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

/** What a look-up needs of an order when only its payment matters. */
export function orderFor(paymentId: string, options: JsonObject = {}): RefundOrder {
	return {
		paymentId,
		refundAmount: 'remaining',
		amount: null,
		currency: null,
		reason: null,
		reference: null,
		options,
	};
}
