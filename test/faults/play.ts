/** Plays one scenario on n8n's engine and returns what each execution said. */
import { setTimeout as pause } from 'node:timers/promises';

import type { INodeExecutionData } from 'n8n-workflow';

import type { RefundRecord } from '../../refunds/refund';
import { gateways, type Sandbox } from '../../sandbox';
import { credentialsFor } from '../support/accounts';
import type { ClaimTable } from '../support/claimTable';
import { Engine, type LoadedPackage } from '../support/engine';
import { openExecution, type Death, type Execution, type ExecutionOptions } from './execution';
import { gated } from './gates';
import { faultsOf } from './inject';
import { runOf } from './runOf';
import { atOnce, type Scenario } from './scenario';

/** Where scenarios are played: providers, a database, and n8n processes that share it. */
export interface Stage {
	/** Redstone and Vesicash show a payment's refunds in the second one. */
	sandboxes: [Sandbox, Sandbox];
	claims: ClaimTable;
	/** Two processes. Scenarios share them, but not their payments. */
	packs: [LoadedPackage, LoadedPackage];
	/** How long an asynchronous refund takes, in milliseconds. */
	settleMs: number;
}

/** What one execution said, by item. Null: it threw. */
type Said = Array<RefundRecord | undefined> | null;

export interface Played {
	sandbox: Sandbox;
	paymentIds: string[];
	/** Completed executions, in the order of their ends; one that was killed or cut off said nothing. */
	said: Said[];
	/** Executions that were started. */
	executions: number;
	/** The bodies of the sends that left. */
	sent: string[];
}

interface RunSettings extends Omit<ExecutionOptions, 'onRequest' | 'onSent'> {
	workflowId?: string;
	timeLimit?: number;
	/** Milliseconds until somebody cancels the execution. */
	canceledAfter?: number;
	/** Fields of the credential that differ from the sandbox's. */
	credential?: Record<string, string>;
}

/** A 503 for every look there may be. */
const EVERY_LOOK = 1_000;

export async function play(scenario: Scenario, stage: Stage): Promise<Played> {
	const { provider, mode, behaviour, apart } = scenario;
	const sandbox = stage.sandboxes[scenario.showsRefunds ? 1 : 0];
	const paymentIds = Array.from({ length: scenario.payments }, () =>
		sandbox.addPayment(provider, { behaviour, amount: scenario.paid }),
	);
	const faults = faultsOf(scenario, sandbox, paymentIds[0] ?? '');
	const played: Played = { sandbox, paymentIds, said: [], executions: 0, sent: [] };

	const run = async (process: 0 | 1, settings: RunSettings = {}): Promise<Execution> => {
		const corrected = scenario.corrected && !atOnce(mode) && played.executions > 0;
		played.executions += 1;
		const execution = openExecution({
			...settings,
			onRequest: faults(),
			onSent: (body) => played.sent.push(body),
		});
		const pack = gated(stage.packs[process], execution);
		const { workflowId = 'workflow', timeLimit, canceledAfter, credential = {} } = settings;
		const credentials = credentialsFor(sandbox, () => credential);
		const engine = new Engine(credentials, stage.claims, { pack, callerPolicy: 'none' });
		const ended = engine.run({
			...runOf(scenario, paymentIds, corrected),
			workflowId,
			...(timeLimit !== undefined && { timeLimit }),
			...(canceledAfter !== undefined && {
				onStart: (cancel) => void pause(canceledAfter).then(cancel),
			}),
		});
		await Promise.race([
			execution.died,
			ended.then(async ({ error, outputs, run: { status } }) => {
				await engine.idle();
				// Ended by n8n: whatever it would have said is lost.
				if (status === 'canceled') return;
				played.said.push(error ? null : byItem(outputs));
			}),
		]);
		return execution;
	};
	/** A refund that ends later has ended when n8n runs again. */
	const settled = async (): Promise<void> => {
		if (behaviour !== 'succeeds') await pause(stage.settleMs + 30);
	};
	const runAgain = async (settings: RunSettings): Promise<void> => {
		await run(0);
		await settled();
		await run(1, settings);
	};
	const runTwiceAtOnce = async (process: 0 | 1, first = {}, second = {}): Promise<void> => {
		await Promise.all([run(0, first), pause(apart).then(async () => await run(process, second))]);
	};

	switch (mode) {
		case 'retry':
			await run(0, { lostOutputs: scenario.lostOutputs });
			break;
		case 'rerun':
			await run(0);
			await settled();
			await run(0);
			await run(1);
			break;
		case 'copied_workflow':
			await runAgain({ workflowId: 'copy of the workflow' });
			break;
		case 'rotated_keys':
			await runAgain({ credential: gateways[provider].otherKeys });
			break;
		case 'moved_host':
			await runAgain({ credential: { baseUrl: sandbox.qrPhOrigin } });
			break;
		case 'look_unreadable':
			await run(0);
			await settled();
			for (const paymentId of paymentIds) {
				sandbox.inject({ kind: '503', match: 'look', provider, paymentId, times: EVERY_LOOK });
			}
			await run(1);
			break;
		case 'webhook_twice':
			await runTwiceAtOnce(0);
			break;
		case 'two_workers':
			await runTwiceAtOnce(1);
			break;
		case 'shared_claims': {
			const credential = { claimsWorkflow: 'shared' };
			await runTwiceAtOnce(1, { workflowId: 'A', credential }, { workflowId: 'B', credential });
			break;
		}
		case 'time_limit':
		case 'canceled': {
			const by = mode === 'canceled' ? 'canceledAfter' : 'timeLimit';
			const cutOff = await run(0, { [by]: scenario.endsAfter });
			await settled();
			await run(1);
			await cutOff.quiet();
			break;
		}
		default: {
			const at = mode.slice('killed_'.length) as Death['at'];
			const killed = await run(0, { death: { at, count: scenario.killAt, delay: apart } });
			await settled();
			await run(1);
			await killed.quiet();
		}
	}
	// What the provider is still about to do counts too.
	if (scenario.fault.startsWith('commit_late')) await pause(scenario.hit.ms + 50);
	return played;
}

function byItem(outputs: INodeExecutionData[][]): Said {
	const records: Array<RefundRecord | undefined> = [];
	for (const { json, pairedItem } of outputs.flat()) {
		const item = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : 0;
		records[item] = json as unknown as RefundRecord;
	}
	return records;
}
