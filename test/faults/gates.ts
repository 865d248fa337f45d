/** Stops at the steps a run takes in the outside world, where a process can be killed. */
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import type { LoadedPackage } from '../support/engine';

/** The steps another process could notice. */
export type Step = 'look' | 'claim' | 'confirm' | 'release' | 'read' | 'send';

/** Asked before and after each step. A promise that never settles is a process that is gone. */
export interface Gate {
	/** Called when a node begins. */
	begin(): void;
	before(step: Step): Promise<void>;
	/** Whether the process was killed. */
	isDead(): boolean;
	/** Called when a send has left, with its body. */
	onSent(body: string): void;
	after(step: Step): Promise<void>;
	/** Called when a node has done everything; may throw to lose its output. */
	end(): Promise<void>;
	/** Called when the node does nothing more, also where n8n does not wait for it any longer. */
	over(): void;
}

const CLAIM_NODE = 'n8n-nodes-refunds.refundClaim';

/** The same package, whose refund nodes ask the gate. Modules stay shared with the original. */
export function gated(pack: LoadedPackage, gate: Gate): LoadedPackage {
	const nodes = new Map(pack.nodes);
	for (const [name, node] of nodes) {
		const { execute } = node;
		if (!execute) continue;
		const run = execute as (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
		const wrapped = name === CLAIM_NODE ? claiming(run, gate) : refunding(run, gate);
		nodes.set(name, Object.assign(Object.create(node) as INodeType, { execute: wrapped }));
	}
	return { ...pack, nodes };
}

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

function claiming(run: Execute, gate: Gate): Execute {
	return async function (this: IExecuteFunctions) {
		const step = this.getNodeParameter('action', 0) as 'claim' | 'confirm' | 'release' | 'read';
		await gate.before(step);
		const output = await run.call(this);
		await gate.after(step);
		return output;
	};
}

function refunding(run: Execute, gate: Gate): Execute {
	return async function (this: IExecuteFunctions) {
		gate.begin();
		const { helpers } = this;
		const request: typeof helpers.httpRequestWithAuthentication = async (
			type,
			options,
			...rest
		) => {
			const step = options.method === 'POST' ? 'send' : 'look';
			await gate.before(step);
			if (step === 'send') gate.onSent(String(options.body));
			try {
				return await helpers.httpRequestWithAuthentication.call(this, type, options, ...rest);
			} finally {
				await gate.after(step);
			}
		};
		const context = Object.create(this, {
			helpers: { value: { ...helpers, httpRequestWithAuthentication: request } },
			// Asked by the copies of the build: see ./builds.ts.
			isDead: { value: () => gate.isDead() },
		}) as IExecuteFunctions;
		try {
			const output = await run.call(context);
			await gate.end();
			return output;
		} finally {
			gate.over();
		}
	};
}
