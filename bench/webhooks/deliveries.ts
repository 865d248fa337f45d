/** Genuine events on a real n8n: the Refund Trigger beside the check a user would draw by hand. */
import autocannon from 'autocannon';

import type { SignedEvent } from '../../sandbox';
import { executionsOf, outputsOf, waitForExecution } from '../../harness/n8n/executions';
import {
	activate,
	importWorkflow,
	type SavedWorkflow,
	type WorkflowFile,
} from '../../harness/n8n/workflows';
import { cpuOf, IDLE_MS, untilIdle } from '../cpu';
import { ENGINES, openStage, type Engine, type Stage } from '../stage';
import { median, printLimits, printTable, spread } from '../table';
import { drawnByHand, refundTrigger } from './workflows';

const CONNECTIONS = 10;

interface Size {
	events: number;
	rounds: number;
}

interface Contender {
	workflow: SavedWorkflow;
	url: string;
	perSecond: number[];
	/** CPU milliseconds of the n8n process an event, until all executions were over. */
	cpu: number[];
}

/** @returns whether the trigger takes at least as many events a second, on both engines */
export async function benchDeliveries(
	size: Size = { events: 200, rounds: 5 },
	engines: readonly Engine[] = ENGINES,
): Promise<boolean> {
	let held = true;
	for (const engine of engines) held = (await benchOn(engine, size)) && held;
	return held;
}

async function benchOn(engine: Engine, size: Size): Promise<boolean> {
	const stage = await openStage({ env: { N8N_EXPRESSION_ENGINE: engine } });
	signBodyAlone(stage);
	try {
		const ours = await enter(stage, refundTrigger());
		const byHand = await enter(stage, drawnByHand('drawn-by-hand'));
		// The first events also compile the workflows' code.
		for (const contender of [ours, byHand]) await deliver(stage, contender, 2 * CONNECTIONS);
		for (const contender of [ours, byHand]) await startedRightly(stage, contender);
		for (let round = 0; round < size.rounds; round += 1) {
			for (const contender of [ours, byHand]) {
				const { perSecond, cpu } = await deliver(stage, contender, size.events);
				contender.perSecond.push(perSecond);
				contender.cpu.push(cpu);
			}
		}
		return judge(ours, byHand, size, engine);
	} finally {
		await stage.stop();
	}
}

async function enter(stage: Stage, file: WorkflowFile): Promise<Contender> {
	return { ...(await publish(stage, file)), perSecond: [], cpu: [] };
}

/** Saves and activates a workflow; where it takes its webhook. */
export async function publish(
	{ session, credentials, webhookUrl }: Stage,
	file: WorkflowFile,
): Promise<{ workflow: SavedWorkflow; url: string }> {
	const workflow = await importWorkflow(session, file, credentials);
	await activate(session, workflow);
	const [{ webhookId, type } = { webhookId: '', type: '' }] = workflow.nodes;
	const path = type.endsWith('refundTrigger') ? `${webhookId}/refunds` : webhookId;
	return { workflow, url: `${webhookUrl}/${path}` };
}

/** Delivers events that were never delivered before, each once. */
async function deliver(stage: Stage, { url }: Contender, count: number) {
	const { n8n } = stage;
	// Autocannon prepares one request more on each connection.
	const events = Array.from({ length: count + CONNECTIONS }, () => genuineEvent(stage, url));
	const { origin, pathname } = new URL(url);
	const before = cpuOf(n8n.pid);
	const started = process.hrtime.bigint();
	const result = await autocannon({
		url: origin,
		connections: CONNECTIONS,
		amount: count,
		timeout: 120,
		requests: [
			{
				method: 'POST',
				path: pathname,
				setupRequest: (request) => {
					const event = events.pop();
					if (!event) throw new Error('Autocannon asked for more events than it sends.');
					return { ...request, headers: event.headers, body: event.body };
				},
			},
		],
	});
	await untilIdle([n8n.pid]);
	// Without the last IDLE_MS, in which nothing happened.
	const seconds = Number(process.hrtime.bigint() - started) / 1e9 - IDLE_MS / 1000;
	if (result['2xx'] !== count || result.errors > 0 || result.timeouts > 0) {
		throw new Error(`${url}: ${result['2xx']} of ${count} deliveries were taken.`);
	}
	return { perSecond: count / seconds, cpu: (cpuOf(n8n.pid) - before) / count };
}

/** Of all that Redstone signs, the easiest to check by hand. */
export function signBodyAlone({ sandbox }: Stage): void {
	sandbox.configureWebhooks({
		mobileMoney: { header: 'mor-signature', timestamp: false, encoding: 'hex', prefix: false },
	});
}

/** A refund nobody heard of yet, and the event about it. */
export function genuineEvent({ sandbox }: Stage, url: string): SignedEvent {
	const provider = 'redstone';
	const paymentId = sandbox.addPayment(provider, { amount: '100.00' });
	const refundId = sandbox.addRefund(provider, paymentId, { amount: '12.50' });
	const [event] = sandbox.buildEvents({ provider, refundId, url });
	if (!event) throw new Error('The sandbox made no event.');
	return event;
}

/** The last execution must have come to the end: a rival that refuses everything would be fast. */
async function startedRightly({ session }: Stage, { workflow }: Contender): Promise<void> {
	const ids = await executionsOf(session, workflow.id);
	if (ids.length !== 2 * CONNECTIONS) {
		throw new Error(
			`${workflow.name}: ${2 * CONNECTIONS} events started ${ids.length} executions.`,
		);
	}
	const execution = await waitForExecution(session, ids[0] ?? '');
	if (outputsOf(execution, 'Go on')[0]?.length !== 1) {
		throw new Error(`${workflow.name} did not go on after a genuine event.`);
	}
}

function judge(ours: Contender, byHand: Contender, { events }: Size, engine: Engine): boolean {
	const ratio = median(ours.perSecond) / median(byHand.perSecond);
	printTable(
		`Genuine events on n8n, expression engine ${engine}, ${events} a run over ${CONNECTIONS} connections, until all executions were over: median (least-most)`,
		['workflow', 'runs', 'events a second', 'CPU ms of n8n an event'],
		[ours, byHand].map(({ workflow, perSecond, cpu }) => [
			workflow.name,
			perSecond.length,
			spread(perSecond),
			spread(cpu),
		]),
	);
	return printLimits([
		{
			limit: 'at least as many events a second as by hand',
			measured: `${ratio.toFixed(2)} times as many`,
			held: ratio >= 1,
		},
	]);
}
