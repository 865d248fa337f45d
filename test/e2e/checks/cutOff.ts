/** Batches that end between two refunds. What was claimed and never sent is for a person to look up. */
import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import type { IWorkflowSettings } from 'n8n-workflow';
import type { FaultKind } from '../../../sandbox';
import { executionsOf, waitForExecution } from '../../../harness/n8n/executions';
import { ordersFor, type Order, type OrderDesk, type Outcome } from '../../../harness/orders';
import { everyProvider } from '../../../harness/providers';
import type { Stage } from '../../../harness/stage';
import type { Check } from '../check';
import { openDesks, untilAnswered, untilTaken } from '../interruption';
import { assertHonest, tally, type Tally } from '../tally';

const LIMIT_SECONDS = 12;
/** More of a batch must not be left for a person to look up. */
const MOST_UNKNOWN = 10;

interface CutOff {
	/** As the table calls it. */
	fault: string;
	batch: number;
	/** What keeps one refund from being answered until the end, and which one. */
	hangs: FaultKind;
	at: number;
	settings?: IWorkflowSettings;
	/** Resolves when all executions have ended, and what they left to do is done. */
	end(stage: Stage, desks: OrderDesk[]): Promise<void>;
}

export const timeLimit: Check = {
	name: "a batch of 40 that the workflow's time limit ends, then delivered again",
	run: (stage) =>
		cutOff(stage, {
			fault: 'time limit in a batch of 40',
			batch: 40,
			hangs: 'timeout_before',
			at: 4,
			settings: { executionTimeout: LIMIT_SECONDS },
			end: untilEnded,
		}),
};

export const killedBatch: Check = {
	name: 'a batch of 100, killed (-9) after the third refund was sent, then delivered again',
	run: (stage) =>
		cutOff(stage, {
			fault: 'killed after the third of 100',
			batch: 100,
			hangs: 'timeout_after',
			at: 2,
			end: () => stage.crash(),
		}),
};

async function cutOff(stage: Stage, { fault, batch, hangs, at, settings, end }: CutOff) {
	const name = fault.replaceAll(/\W+/g, '-');
	const desks = await openDesks(stage, name, settings);
	const batches = everyProvider.map((provider) => ordersFor(provider.name, name, batch));
	for (const orders of batches) {
		const { provider, payment } = orders[at] as Order;
		stage.sandbox.inject({ kind: hangs, match: 'create', provider, paymentId: payment });
	}
	// n8n never answers the caller of an execution that ended like this.
	desks.forEach((desk, index) => void desk.send(batches[index] ?? []).catch(() => undefined));
	await untilTaken(stage);
	await end(stage, desks);
	const rows: Tally[] = [];
	// One after the other: the time limit holds for what is delivered again, too.
	for (const [index, desk] of desks.entries()) {
		const orders = batches[index] ?? [];
		const again = await untilAnswered(desk, orders);
		rows.push(rowOf(stage, `${fault}, ${everyProvider[index]?.name}`, orders, again));
	}
	return rows;
}

function rowOf(stage: Stage, fault: string, orders: Order[], outcomes: Outcome[]): Tally {
	assertHonest(stage, outcomes);
	const unknown = outcomes.filter(({ status }) => status === 'unknown').length;
	console.log(`${fault}: ${unknown} of ${orders.length} unknown`);
	assert.ok(unknown <= MOST_UNKNOWN, `${fault}: ${unknown} of ${orders.length} are unknown`);
	return tally(stage, fault, orders, [outcomes]);
}

async function untilEnded({ session }: Stage, desks: OrderDesk[]): Promise<void> {
	for (const { workflow } of desks) {
		// The first: those of claims are kept under the same workflow as long as they run.
		const id = (await executionsOf(session, workflow.id)).at(-1) ?? '';
		const { status, error } = await waitForExecution(session, id);
		assert.match(`${status} ${error}`, /time|cancel/i, 'it was not the time limit that ended it');
	}
	// Releasing and confirming claims goes on without the execution.
	await pause(3_000);
}
