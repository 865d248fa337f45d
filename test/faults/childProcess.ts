/** An n8n process of its own, which a test can kill: its database is the parent's. */
import { fork, type ChildProcess } from 'node:child_process';

import type { ICheckProcessedContextData, IDataDeduplicator } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { credentialsFor } from '../support/accounts';
import { ClaimTable } from '../support/claimTable';
import { Engine, type RunOptions } from '../support/engine';

/** What n8n asks of its table; what else there is of it belongs to tests in one process. */
const asked = [
	'checkProcessedAndRecord',
	'removeProcessed',
	'clearAllProcessedItems',
	'getProcessedDataCount',
] as const satisfies ReadonlyArray<keyof IDataDeduplicator>;
type Method = (typeof asked)[number];

interface Call {
	id: number;
	method: Method;
	given: unknown[];
}
interface Reply {
	id: number;
	result?: unknown;
	error?: string;
}
interface Start {
	runs: RunOptions[];
	credentials: ReturnType<typeof credentialsFor>;
}

interface KillableProcess {
	isGone(): boolean;
	/** Resolves when the process is gone. */
	kill(): Promise<void>;
}

/**
 * Starts executions side by side in a new process.
 * @param onClaimed called after each claim was stored, before the process hears of it; while it has
 * not resolved, the process waits
 */
export function startProcess(
	sandbox: Sandbox,
	claims: ClaimTable,
	runs: RunOptions[],
	onClaimed: () => Promise<void>,
): KillableProcess {
	const child: ChildProcess = fork(__filename, { execArgv: ['--import', 'tsx'] });
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.on('message', (message) => {
		const { id, method, given } = message as Call;
		const call = claims[method] as (...args: unknown[]) => Promise<unknown>;
		void call
			.apply(claims, given)
			.then(
				(result): Reply => ({ id, result }),
				(error: unknown): Reply => ({ id, error: String(error) }),
			)
			.then(async (reply) => {
				if (method === 'checkProcessedAndRecord') await onClaimed();
				if (child.connected) child.send(reply);
			});
	});
	child.send({ runs, credentials: credentialsFor(sandbox) } satisfies Start);
	return {
		isGone: () => child.exitCode !== null,
		kill: async () => {
			child.kill('SIGKILL');
			await gone;
		},
	};
}

/** The child's side of the parent's table: every call goes there and back. */
class RemoteClaims extends ClaimTable {
	private calls = 0;
	private readonly waiting = new Map<number, (reply: Reply) => void>();

	constructor() {
		super();
		for (const method of asked) {
			Object.assign(this, {
				[method]: async (...given: unknown[]) => await this.call(method, given),
			});
		}
		process.on('message', (reply: Reply) => this.waiting.get(reply.id)?.(reply));
	}

	private async call(method: Method, given: unknown[]): Promise<unknown> {
		const id = (this.calls += 1);
		process.send?.({ id, method, given: given.map(sendable) });
		const { result, error } = await new Promise<Reply>((resolve) => this.waiting.set(id, resolve));
		if (error !== undefined) throw new Error(error);
		return result;
	}
}

/** Of a workflow and a node, the table only needs the ids. */
function sendable(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || !('workflow' in value)) return value;
	const { workflow, node } = value as ICheckProcessedContextData;
	return { workflow: { id: workflow.id }, node: { id: node?.id } };
}

if (process.send && require.main === module) {
	process.once('message', (message) => {
		const { runs, credentials } = message as Start;
		const engine = new Engine(credentials, new RemoteClaims());
		void Promise.all(runs.map(async (options) => await engine.run(options)));
	});
}
