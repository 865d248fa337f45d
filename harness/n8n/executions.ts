import { setTimeout as pause } from 'node:timers/promises';
import {
	ExecutionStatusList,
	type ExecutionStatus,
	type INodeExecutionData,
	type IRunData,
} from 'n8n-workflow';
import type { SavedWorkflow } from './workflows';
import type { Session } from './session';

export interface Execution {
	id: string;
	status: ExecutionStatus;
	runData: IRunData;
	/** The message of what ended it, when it did not end well. */
	error?: string;
}

interface ResultData {
	resultData?: { runData?: IRunData; error?: { message: string } };
}

const UNFINISHED: ExecutionStatus[] = ['new', 'running', 'waiting'];

/** Runs a workflow by hand, as the editor's *Execute workflow* does, and returns the execution's id. */
export async function run(n8n: Session, workflow: SavedWorkflow, trigger: string): Promise<string> {
	const body = { triggerToStartFrom: { name: trigger } };
	const started = await n8n.request<{ executionId: string }>(
		'POST',
		`workflows/${workflow.id}/run`,
		body,
	);
	return started.executionId;
}

/** Runs a finished execution once more from where it failed: the editor's *Retry*. */
export async function retry(n8n: Session, executionId: string): Promise<string> {
	const { id } = await n8n.request<{ id: string }>('POST', `executions/${executionId}/retry`, {
		loadWorkflow: false,
	});
	return id;
}

/** Stops a running execution, as a person does in the editor. */
export async function cancel(n8n: Session, executionId: string): Promise<void> {
	await n8n.request('POST', `executions/${executionId}/stop`, {});
}

async function readExecution(n8n: Session, id: string): Promise<Execution> {
	const saved = await n8n.request<{ status: ExecutionStatus; data: string }>(
		'GET',
		`executions/${id}`,
	);
	// Nothing is saved yet while it runs.
	const { resultData } = (unflatten(saved.data) ?? {}) as ResultData;
	const error = resultData?.error?.message;
	return {
		id,
		status: saved.status,
		runData: resultData?.runData ?? {},
		...(error !== undefined && { error }),
	};
}

/** Waits until an execution has ended, however it ended; throws after the time allowed. */
export async function waitForExecution(n8n: Session, id: string, seconds = 60): Promise<Execution> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const execution = await readExecution(n8n, id);
		if (!UNFINISHED.includes(execution.status)) return execution;
		if (Date.now() > deadline) {
			throw new Error(`Execution ${id} is still ${execution.status} after ${seconds} seconds.`);
		}
		await pause(250);
	}
}

/**
 * The ids of a workflow's executions, newest first. Every status is asked for by name: without one,
 * n8n 2.41 reads the running and the finished ones in two queries (execution-list-v1.service.js),
 * and an execution that ends between them is listed twice, or not at all.
 */
export async function executionsOf(
	n8n: Session,
	workflowId: string,
	limit = 100,
): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ExecutionStatusList }));
	const { results } = await n8n.request<{ results: Array<{ id: string }> }>(
		'GET',
		`executions?filter=${filter}&limit=${limit}`,
	);
	return results.map(({ id }) => id);
}

/** The items a node put out in its last run, by output; a node that did not run has none. */
export function outputsOf({ runData }: Execution, node: string): INodeExecutionData[][] {
	const outputs = runData[node]?.at(-1)?.data?.main ?? [];
	return outputs.map((items) => items ?? []);
}

/**
 * n8n sends execution data "flattened": a JSON array whose first entry is the value, and in which
 * every string inside an object or array is the index of the entry that stands there.
 */
function unflatten(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const done = new Map<number, unknown>();
	const valueOf = (entry: unknown): unknown =>
		typeof entry === 'string' ? at(Number(entry)) : entry;
	const at = (index: number): unknown => {
		const entry = entries[index];
		if (typeof entry !== 'object' || entry === null) return entry;
		if (done.has(index)) return done.get(index);
		const value: unknown[] | Record<string, unknown> = Array.isArray(entry) ? [] : {};
		done.set(index, value);
		for (const [key, inner] of Object.entries(entry))
			Object.assign(value, { [key]: valueOf(inner) });
		return value;
	};
	return at(0);
}
