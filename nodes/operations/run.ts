/** Runs the operation a node is set to, and helps operations that work item by item. */
import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { asNodeError, failedItem } from '../failures';
import { parameterReader, type Parameters } from '../parameters';
import type { ProviderNode } from '../providerNode';
import { connect, type Connection } from '../transport';

/** Runs the operation a node is set to. */
export async function runOperation(
	this: IExecuteFunctions,
	node: ProviderNode,
): Promise<INodeExecutionData[][]> {
	const resource = this.getNodeParameter('resource', 0);
	const value = this.getNodeParameter('operation', 0);
	const operation = node.operations.find(
		(each) => each.resource === resource && each.value === value,
	);
	if (!operation) {
		throw new NodeOperationError(
			this.getNode(),
			`${node.provider.title} has no operation "${String(value)}" for "${String(resource)}"`,
			{ description: 'Choose the operation again from the list.' },
		);
	}
	const parametersOf = parameterReader.call(this, operation.fields(node));
	return await operation.run.call(this, node, parametersOf);
}

/**
 * Runs a read, or another operation whose repetition moves no money, item by item. Failures are
 * the item's own under Continue On Fail, else they end the run with n8n's error.
 */
export async function forEachItem(
	this: IExecuteFunctions,
	node: ProviderNode,
	parametersOf: (item: number) => Parameters,
	run: (connection: Connection, given: Parameters) => Promise<IDataObject[]>,
): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	let connection: Connection | undefined;
	for (let item = 0; item < this.getInputData().length; item += 1) {
		try {
			connection ??= await connect.call(this, node.credential, node.provider);
			const found = await run(connection, parametersOf(item));
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
