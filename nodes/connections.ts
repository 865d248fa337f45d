import {
	NodeConnectionTypes,
	type INodeTypeDescription,
	type NodeConnectionType,
} from 'n8n-workflow';

/**
 * One main connection. A constant, because n8n's two lint plugins contradict each other on what is
 * written in its place: one wants `['main']`, the other `[NodeConnectionTypes.Main]`.
 */
export const oneMain: NodeConnectionType[] = [NodeConnectionTypes.Main];

/** Names of the two outputs of an operation that makes refunds. */
export const refundOutputs = ['Refunded', 'Not Refunded'] as const;

/**
 * Two outputs where refunds are made, so that a workflow that connects only the first never closes
 * a ticket whose money did not move; one output everywhere else.
 */
export const outputsByOperation: INodeTypeDescription['outputs'] = `={{ ["create", "createForGroup"].includes($parameter["operation"]) ? [{ type: "main", displayName: "${refundOutputs[0]}" }, { type: "main", displayName: "${refundOutputs[1]}" }] : [{ type: "main" }] }}`;
