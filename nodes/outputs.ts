/** What connects the nodes: the outputs come from the operations' definitions. */
import {
	NodeConnectionTypes,
	type INodeTypeDescription,
	type NodeConnectionType,
} from 'n8n-workflow';

import type { OperationDefinition } from './providerNode';

/**
 * One main connection. A constant, because n8n's two lint plugins contradict each other on what is
 * written in its place: one wants `['main']`, the other `[NodeConnectionTypes.Main]`.
 */
export const oneMain: NodeConnectionType[] = [NodeConnectionTypes.Main];

/**
 * The outputs of a node, as an expression over the operation it is set to: two where an operation
 * names two, so that a workflow that connects only the first never closes a ticket whose money did
 * not move; one everywhere else.
 */
export function outputsOf(
	operations: readonly OperationDefinition[],
): INodeTypeDescription['outputs'] {
	const choices = operations.flatMap(({ value, outputs }) =>
		outputs ? [`$parameter["operation"] === "${value}" ? ${named(outputs)} : `] : [],
	);
	return `={{ ${choices.join('')}[{ type: "main" }] }}`;
}

function named(outputs: readonly string[]): string {
	const each = outputs.map((name) => `{ type: "main", displayName: "${name}" }`);
	return `[${each.join(', ')}]`;
}
