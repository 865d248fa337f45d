/** Plays one scenario on n8n's engine and returns what each execution said. */
import { setTimeout as pause } from 'node:timers/promises';

import type { INodeExecutionData } from 'n8n-workflow';

import type { RefundRecord } from '../../refunds/refund';
import type { Sandbox } from '../../sandbox';
import { providersUnderTest } from '../../harness/providers';
import { credentialsFor } from '../support/accounts';
import type { ClaimTable } from '../support/claimTable';
import { Engine, type LoadedPackage, type RunOptions } from '../support/engine';
import { openExecution, type Death, type Execution, type ExecutionOptions } from './execution';
import { gated, type Step } from './gates';
import { TIMEOUT_SECONDS, type Scenario } from './scenario';

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
export type Said = Array<RefundRecord | undefined> | null;

export interface Played {
	sandbox: Sandbox;
	paymentId: string;
	/** Completed executions, in the order of their ends; a killed one said nothing. */
	said: Said[];
	/** Executions that were started. */
	executions: number;
}

type RunSettings = Omit<ExecutionOptions, 'onRequest'> & { workflowId?: string };

export async function play(scenario: Scenario, stage: Stage): Promise<Played> {
	const { provider, mode, behaviour, paid } = scenario;
	const sandbox = stage.sandboxes[scenario.showsRefunds ? 1 : 0];
	const paymentId = sandbox.addPayment(provider, { behaviour, amount: paid });
	const faults = faultsOf(scenario, sandbox, paymentId);
	const isRepeated = mode !== 'webhook_twice' && mode !== 'two_workers';
	const played: Played = { sandbox, paymentId, said: [], executions: 0 };

	const run = async (process: 0 | 1, settings: RunSettings = {}): Promise<Execution> => {
		const corrected = scenario.corrected && isRepeated && played.executions > 0;
		played.executions += 1;
		const execution = openExecution({ ...settings, onRequest: faults() });
		const pack = gated(stage.packs[process], execution);
		const engine = new Engine(credentialsFor(sandbox), stage.claims, { pack });
		const { workflowId = 'workflow' } = settings;
		const ended = engine.run({ ...runOf(scenario, paymentId, corrected), workflowId });
		await Promise.race([
			execution.died,
			ended.then(({ error, outputs }) => {
				played.said.push(error ? null : byItem(outputs));
			}),
		]);
		return execution;
	};
	/** A refund that ends later has ended when n8n runs again. */
	const settled = async (): Promise<void> => {
		if (behaviour !== 'succeeds') await pause(stage.settleMs + 30);
	};

	if (mode === 'retry') {
		await run(0, { lostOutputs: scenario.lostOutputs });
	} else if (mode === 'rerun') {
		await run(0);
		await settled();
		await run(0);
		await run(1);
	} else if (mode === 'copied_workflow') {
		await run(0);
		await settled();
		await run(1, { workflowId: 'copy of the workflow' });
	} else if (mode === 'webhook_twice' || mode === 'two_workers') {
		const second = mode === 'two_workers' ? 1 : 0;
		await Promise.all([run(0), pause(scenario.apart).then(async () => await run(second))]);
	} else {
		const at = mode.slice('killed_'.length) as Death['at'];
		const killed = await run(0, { death: { at, count: scenario.killAt, delay: scenario.apart } });
		await settled();
		await run(1);
		await killed.quiet;
	}
	return played;
}

/**
 * Injects the scenario's fault right before each request that it hits. Requests are counted over
 * all executions; the returned function is for one of them.
 */
function faultsOf(
	{ provider, fault, hit }: Scenario,
	sandbox: Sandbox,
	paymentId: string,
): () => (step: Step) => void {
	let seen = 0;
	const isNextHit = (): boolean => {
		const position = seen;
		seen += 1;
		return position >= hit.first && position < hit.first + hit.times;
	};
	return () => {
		let sendWasHit = false;
		return (step) => {
			const counts = step === (hit.on === 'look' ? 'look' : 'send');
			const follows = step === 'look' && hit.on === 'both' && sendWasHit;
			const hits = counts ? isNextHit() : follows;
			sendWasHit = counts && hits;
			if (fault === 'none' || !hits) return;
			const match = step === 'send' ? 'create' : 'any';
			sandbox.inject({ kind: fault, match, provider, paymentId, ms: hit.ms });
		};
	};
}

function runOf(scenario: Scenario, paymentId: string, corrected: boolean): RunOptions {
	const { provider, items, mode, patient } = scenario;
	const of = providersUnderTest[provider];
	const note = of.note.parameters('={{ $json.name }}');
	const retrying = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };
	return {
		node: of.node,
		items: items.map((item, index) => ({
			...item,
			...(corrected && index === 0 && item.reference !== '' ? { amount: '7.77' } : {}),
		})),
		parameters: {
			resource: 'refund',
			operation: 'create',
			...of.payment(paymentId),
			refundAmount: '={{ $json.amount === "" ? "remaining" : "partial" }}',
			amount: '={{ $json.amount }}',
			reference: '={{ $json.reference }}',
			// Carries the refund's name to the provider, so that the sandbox can tell whose it is.
			reason: note.reason,
			options: {
				timeout: TIMEOUT_SECONDS,
				...note.options,
			},
		},
		settings: {
			...(mode === 'retry' ? retrying : {}),
			...(patient && mode !== 'retry' ? { onError: 'continueRegularOutput' } : {}),
		},
	};
}

function byItem(outputs: INodeExecutionData[][]): Said {
	const records: Array<RefundRecord | undefined> = [];
	for (const { json, pairedItem } of outputs.flat()) {
		const item = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : 0;
		records[item] = json as unknown as RefundRecord;
	}
	return records;
}
