/** Workflows written down in code. */
import { NodeConnectionTypes, type INode } from 'n8n-workflow';
import type { WorkflowFile } from './workflows';

/** The id of a node that is drawn here. */
export function idOf(name: string): string {
	return name.toLowerCase().replaceAll(' ', '-');
}

/** A node; its id is made from its name, and where it stands on the canvas does not matter. */
export function node(name: string, type: string, typeVersion: number, parameters: object): INode {
	return {
		id: idOf(name),
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
	};
}

interface Condition {
	id: string;
	leftValue: string;
	rightValue: string;
	operator: { type: string; operation: string };
}

/** An If node with one condition. */
export function onlyIf(name: string, condition: Condition): INode {
	return node(name, 'n8n-nodes-base.if', 2.2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [condition],
		},
		options: {},
	});
}

/** Nodes one after the other. */
export function chain(name: string, nodes: INode[]): WorkflowFile {
	const connections: WorkflowFile['connections'] = {};
	nodes.slice(1).forEach((next, index) => {
		const before = nodes[index] as INode;
		const main = [[{ node: next.name, type: NodeConnectionTypes.Main, index: 0 }]];
		connections[before.name] = { main };
	});
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}
