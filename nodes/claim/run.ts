/**
 * Runs steps in n8n's own database, in an inline sub-workflow with one claim node for each.
 *
 * n8n keeps what a node has processed in one row per node, as a list that is read, changed and
 * written back without a lock: two workers lose each other's entries. A row of its own for each
 * key, inserted on a primary key, is atomic. A node's row is named after the node's id, so each key
 * gets a node of our own type with that id. Measured: a bare `checkProcessedAndRecord` let 276 of
 * 300 simultaneous pairs through twice, this 0 of 600.
 */
import type { IExecuteFunctions, INode, IWorkflowBase } from 'n8n-workflow';

import { whileWaiting, type Step } from './steps';

/** A chain of more than about 1,050 nodes overflows n8n's stack. */
const MOST_NODES = 100;

const START = 'Start';

/**
 * Runs steps of one workflow's rows in order, and waits for them.
 * @throws Error of n8n where they were not all done; `done` tells which were
 */
export async function runSteps(this: IExecuteFunctions, steps: readonly Step[]): Promise<void> {
	for (const chunk of chunksOf(steps)) {
		await whileWaiting(chunk, async (call) => {
			const code = claimWorkflow(chunk, call, claimNodeType(this.getNode()));
			await this.executeWorkflow({ code }, [{ json: {} }]);
		});
		if (chunk.some(({ done }) => !done)) throw new Error('Not all claim nodes were run');
	}
}

/**
 * Starts steps that need no answer, and does not wait for them: n8n ends a sub-workflow that is
 * waited for when its parent's time is up, and lets this one run to its end.
 * @throws Error of n8n where they could not be started
 */
export async function startSteps(this: IExecuteFunctions, steps: readonly Step[]): Promise<void> {
	for (const chunk of chunksOf(steps)) {
		const code = claimWorkflow(chunk, '', claimNodeType(this.getNode()));
		await this.executeWorkflow({ code }, [{ json: {} }], undefined, { doNotWaitToFinish: true });
	}
}

/** Steps of one workflow's rows each, and no more than a chain may have. */
function chunksOf(steps: readonly Step[]): Step[][] {
	const chunks: Step[][] = [];
	for (const step of steps) {
		const last = chunks.at(-1);
		const fits =
			last !== undefined &&
			last.length < MOST_NODES &&
			last[0]?.row.workflowId === step.row.workflowId;
		if (fits) last.push(step);
		else chunks.push([step]);
	}
	return chunks;
}

/** Our hidden node's full type: the same package prefix as the node that runs. */
function claimNodeType(node: INode): string {
	return `${node.type.slice(0, node.type.lastIndexOf('.'))}.refundClaim`;
}

/** A chain of claim nodes, one a step, in order. */
function claimWorkflow(steps: readonly Step[], call: string, claimType: string): IWorkflowBase {
	const nodes: INode[] = [
		{
			id: 'start',
			name: START,
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: { inputSource: 'passthrough' },
		},
	];
	const connections: IWorkflowBase['connections'] = {};
	let before = START;
	steps.forEach(({ action, row, entry }, index) => {
		const name = `Claim ${index + 1}`;
		nodes.push({
			id: row.nodeId,
			name,
			type: claimType,
			typeVersion: 1,
			position: [200 * (index + 1), 0],
			parameters: { action, entry, call, step: index },
		});
		connections[before] = { main: [[{ node: name, type: 'main', index: 0 }]] };
		before = name;
	});
	const now = new Date();
	return {
		// Rows belong to a workflow; n8n puts the running one's ID where none is given.
		id: steps[0]?.row.workflowId ?? '',
		name: 'Refund claims',
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
		nodes,
		connections,
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
			saveExecutionProgress: false,
			// Whatever N8N_WORKFLOW_CALLER_POLICY_DEFAULT_OPTION says: only this code can call it.
			callerPolicy: 'any',
			// No time limit of its own; one that is waited for still ends with its parent.
			executionTimeout: -1,
		},
	};
}
