/** What claim nodes do, one step each, and what came of it. */
import { createHash, randomUUID } from 'node:crypto';

import type { ClaimRequest } from '../../refunds/create/ports';
import type { Failure } from '../../refunds/exchange';

/** `claim` and `confirm` write an entry, `release` deletes the row, `read` only looks. */
export type ClaimAction = 'claim' | 'release' | 'confirm' | 'read';

/** One refund's claim while it is being made: all its rows are won, or it is lost. */
export interface Attempt {
	request: ClaimRequest;
	/** Rows won by this attempt, by nobody else. */
	won: Row[];
	/** Who or what has the first row that was not won. */
	lost: 'held' | 'accepted' | Failure | null;
	/** Those of the request's amounts with which the refund that was accepted was noted. */
	amounts: string[];
}

/** A row of n8n's table, which n8n names after a node's id and a workflow's. */
interface Row {
	/** Empty for the workflow that runs. */
	workflowId: string;
	nodeId: string;
}

export interface Step {
	action: ClaimAction;
	row: Row;
	/** What is written into the row, or looked for. */
	entry: string;
	attempt: Attempt | null;
	/** Done, or begun where doing it twice would do harm. */
	done: boolean;
}

/** Claims every key, in one order for all, so that of two overlapping requests one can win. */
export function stepsToClaim(attempt: Attempt, workflowId: string): Step[] {
	return [...attempt.request.keys]
		.sort()
		.map((key) => step('claim', { workflowId, nodeId: nodeOf(key) }, key, attempt));
}

/** Looks which amounts were accepted under a key: see `stepsToConfirm`. */
export function stepsToRead(attempt: Attempt, workflowId: string): Step[] {
	const { keys, amounts } = attempt.request;
	return keys.flatMap((key) =>
		amounts.map((amount) =>
			step('read', { workflowId, nodeId: amountNodeOf(key, amount) }, amount, attempt),
		),
	);
}

/** Frees rows that were won. */
export function stepsToFree(rows: readonly Row[]): Step[] {
	return rows.map((row) => step('release', row, '', null));
}

/** Frees a claim that was won. */
export function stepsToRelease({ keys }: ClaimRequest, workflowId: string): Step[] {
	return stepsToFree(keys.map((key) => ({ workflowId, nodeId: nodeOf(key) })));
}

/**
 * A second entry in a claim's row says that its refund was accepted. n8n tells how many entries a
 * row has, not which, and asking for one writes it; so each amount is in the name of a row of its
 * own, which is looked for without a trace.
 */
export function stepsToConfirm({ keys, amounts }: ClaimRequest, workflowId: string): Step[] {
	const confirm = (nodeId: string, entry: string) =>
		step('confirm', { workflowId, nodeId }, entry, null);
	return [
		...amounts.map((amount) => confirm(amountNodeOf(keys[0], amount), amount)),
		...keys.map((key) => confirm(nodeOf(key), `${key} accepted`)),
	];
}

function step(action: ClaimAction, row: Row, entry: string, attempt: Attempt | null): Step {
	return { action, row, entry, attempt, done: false };
}

function nodeOf(key: string): string {
	return `claim-${key}`;
}

function amountNodeOf(key: string, amount: string): string {
	const hash = createHash('sha256')
		.update(JSON.stringify([key, amount]))
		.digest('hex');
	return `accepted-${hash}`;
}

/**
 * Steps whose caller waits for them. The claim nodes run in this process and note here what they
 * did, so that the caller knows it even when n8n cuts their workflow off half-way and returns
 * nothing: what was won is freed, and nobody else's claim is.
 */
const underWay = new Map<string, readonly Step[]>();

/** Runs work under a name by which claim nodes find its steps, for as long as it takes. */
export async function whileWaiting(
	steps: readonly Step[],
	work: (call: string) => Promise<void>,
): Promise<void> {
	const call = randomUUID();
	underWay.set(call, steps);
	try {
		await work(call);
	} finally {
		underWay.delete(call);
	}
}

/** A step whose caller still waits for it. */
export function stepUnderWay(call: string, index: number): Step | undefined {
	return underWay.get(call)?.[index];
}
