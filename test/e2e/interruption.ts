import { setTimeout as pause } from 'node:timers/promises';
import type { IWorkflowSettings } from 'n8n-workflow';
import type { FaultKind } from '../../sandbox';
import { executionsOf, outputsOf, retry, waitForExecution } from '../../harness/n8n/executions';
import {
	createNode,
	openOrderDesk,
	ordersFor,
	type Order,
	type OrderDesk,
	type Outcome,
} from '../../harness/orders';
import { everyProvider } from '../../harness/providers';
import type { Stage } from '../../harness/stage';
import { assertHonest, tally, type Tally } from './tally';

export const BATCH = 6;
const PATIENCE_MS = 60_000;

interface Interruption {
	/** As the table calls it. */
	fault: string;
	/** What keeps one refund of the batch from being answered while it is interrupted. */
	hangs: FaultKind;
	/** Which one: those before it are answered, those after it only claimed. */
	at: number;
	interrupt(): Promise<void>;
}

/** An order desk at each provider that sends one refund after the other. */
export async function openDesks(
	stage: Stage,
	path: string,
	settings: IWorkflowSettings = {},
): Promise<OrderDesk[]> {
	const options = { timeout: 300, concurrency: 1 };
	return await Promise.all(
		everyProvider.map((provider) =>
			openOrderDesk(stage, createNode(provider, {}, options), `${path}-${provider.name}`, settings),
		),
	);
}

/**
 * Sends a batch to each desk and interrupts all of them at the same point. Then a person presses
 * *Retry*, where n8n lets them, and the sender delivers the orders again.
 */
export async function interrupted(
	stage: Stage,
	desks: OrderDesk[],
	{ fault, hangs, at, interrupt }: Interruption,
): Promise<Tally> {
	const name = fault.replaceAll(/\W+/g, '-');
	const batches = everyProvider.map((provider) => ordersFor(provider.name, name, BATCH));
	for (const batch of batches) {
		const { provider, payment } = batch[at] as Order;
		stage.sandbox.inject({ kind: hangs, match: 'create', provider, paymentId: payment });
	}
	const first = desks.map((desk, index) => desk.send(batches[index] ?? []).catch(() => null));
	await untilTaken(stage);
	await interrupt();
	const runs = [
		await Promise.all(first),
		await Promise.all(desks.map((desk) => retryByHand(stage, desk))),
		await Promise.all(desks.map((desk, index) => untilAnswered(desk, batches[index] ?? []))),
	].filter((run) => !run.includes(null));
	assertHonest(stage, runs.flat(2) as Outcome[]);
	return tally(
		stage,
		fault,
		batches.flat(),
		runs.map((run) => run.flat() as Outcome[]),
	);
}

/** Waits until every injected fault has hit a request. */
export async function untilTaken({ sandbox }: Stage): Promise<void> {
	for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(50)) {
		if (sandbox.faultsLeft() === 0) return;
	}
	throw new Error(`${sandbox.faultsLeft()} of the faults never hit a request.`);
}

/**
 * Presses *Retry* on a desk's latest execution. Null where n8n (2.41) runs nothing: of an execution
 * whose process died it refuses in regular mode and repeats the error in queue mode, because it
 * kept nothing to start from; one that succeeded needs none.
 */
async function retryByHand({ session }: Stage, { workflow }: OrderDesk): Promise<Outcome[] | null> {
	const [id = ''] = await executionsOf(session, workflow.id, 1);
	await waitForExecution(session, id);
	const retryId = await retry(session, id).catch((error: Error) => {
		if (/aborted|cannot be retried/i.test(error.message)) return null;
		throw error;
	});
	if (retryId === null) return null;
	const execution = await waitForExecution(session, retryId);
	if (Object.keys(execution.runData).length === 0) return null;
	return outputsOf(execution, 'Outcomes')
		.flat()
		.map(({ json }) => json as unknown as Outcome);
}

/** Delivers until n8n takes it, as a sender of webhooks does. */
export async function untilAnswered(desk: OrderDesk, orders: Order[]): Promise<Outcome[]> {
	for (const deadline = Date.now() + PATIENCE_MS; ; await pause(1_000)) {
		try {
			return await desk.send(orders);
		} catch (error) {
			if (Date.now() > deadline) throw error;
		}
	}
}
