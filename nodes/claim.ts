/**
 * Claims a refund in n8n's own database before it is sent.
 *
 * n8n keeps what a node has processed in one row per node, as a list that is read, changed and
 * written back without a lock: two workers lose each other's entries. A row of its own for each
 * key, inserted on a primary key, is atomic. A node's row is named after the node's id, so each key
 * gets a node of our own type with that id, in an inline sub-workflow. Measured: a bare
 * `checkProcessedAndRecord` let 276 of 300 simultaneous pairs through twice, this 0 of 600.
 */
import {
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type IWorkflowBase,
} from 'n8n-workflow';

import type { Claim, ClaimRequest } from '../refunds/create/ports';

export type ClaimAction = 'claim' | 'release' | 'confirm';

const START = 'Start';

/** Claims refunds, all in one sub-workflow; answers in the same order. Never throws. */
export async function claimRefunds(
	this: IExecuteFunctions,
	requests: readonly ClaimRequest[],
): Promise<Claim[]> {
	try {
		return await runClaims.call(this, requests, 'claim');
	} catch (error) {
		this.logger.error('Refund claims are not available', { error });
		return requests.map(() => 'unavailable');
	}
}

/** Frees claims. One that stays costs a look by a person, never a second refund. */
export async function releaseRefunds(
	this: IExecuteFunctions,
	requests: readonly ClaimRequest[],
): Promise<void> {
	try {
		await runClaims.call(this, requests, 'release');
	} catch (error) {
		this.logger.warn('Refund claims could not be released', { error });
	}
}

/** Notes that the provider has accepted refunds. Not noted, a later run ends `unknown`. */
export async function confirmRefunds(
	this: IExecuteFunctions,
	requests: readonly ClaimRequest[],
): Promise<void> {
	try {
		await runClaims.call(this, requests, 'confirm');
	} catch (error) {
		this.logger.warn('Accepted refunds could not be noted with their claims', { error });
	}
}

async function runClaims(
	this: IExecuteFunctions,
	requests: readonly ClaimRequest[],
	action: ClaimAction,
): Promise<Claim[]> {
	const code = claimWorkflow(requests, action, claimNodeType(this.getNode()));
	const { data } = await this.executeWorkflow({ code }, [{ json: { answers: '' } }]);
	const [last] = (data[0] ?? []) as INodeExecutionData[];
	const answers = String(last?.json.answers).split(' ') as Claim[];
	if (answers.length !== requests.length) {
		throw new NodeOperationError(this.getNode(), 'Some refund claims were not answered');
	}
	return answers;
}

/** Our hidden node's full type: the same package prefix as the node that runs. */
function claimNodeType(node: INode): string {
	return `${node.type.slice(0, node.type.lastIndexOf('.'))}.refundClaim`;
}

/** A chain of claim nodes, one a key, in order; each adds its answer to the item it passes on. */
function claimWorkflow(
	requests: readonly ClaimRequest[],
	action: ClaimAction,
	claimType: string,
): IWorkflowBase {
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
	requests.forEach(({ key, amount }, index) => {
		const name = `Claim ${index + 1}`;
		nodes.push({
			id: `claim-${key}`,
			name,
			type: claimType,
			typeVersion: 1,
			position: [200 * (index + 1), 0],
			parameters: { key, amount, action },
		});
		connections[before] = { main: [[{ node: name, type: 'main', index: 0 }]] };
		before = name;
	});
	const now = new Date();
	return {
		id: '',
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
		},
	};
}
