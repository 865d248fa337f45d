/** A thousand refunds in one run: our node beside HTTP Request nodes, which protect nothing. */
import type { WorkflowFile } from '../../harness/n8n/workflows';
import { freePort } from '../../harness/ports';
import { ordersFor } from '../../harness/orders';
import { providersUnderTest, type ProviderUnderTest } from '../../harness/providers';
import { withPaymongoAt } from '../builds';
import { cpuOf, forgetPeak, peakMemoryOf, untilIdle } from '../cpu';
import { markdownTable, writeSection } from '../section';
import { ENGINES, openStage, type Engine, type Stage } from '../stage';
import { median, printLimits, printTable, spread } from '../table';
import { publish } from '../webhooks/deliveries';
import { withHttpRequests, withOurNode } from './workflows';

/** What a provider takes for an answer, in milliseconds. */
const LATENCY_MS = 50;
/** Times the CPU that refunds cost without protection. */
const MOST_CPU = 1.3;

export interface Size {
	refunds: number;
	rounds: number;
}

/** A workflow in an n8n of its own, so that each has its own memory. */
interface Contender {
	workflow: string;
	provider: ProviderUnderTest;
	stage: Stage;
	url: string;
	perSecond: number[];
	/** CPU milliseconds of n8n a refund, until it had nothing left to do. */
	cpu: number[];
	/** The most megabytes n8n held in a round. */
	memory: number[];
}

/** @returns whether all limits were held, on both engines; writes what was measured into the docs */
export async function benchBulk(
	size: Size = { refunds: 1_000, rounds: 3 },
	engines: readonly Engine[] = ENGINES,
): Promise<boolean> {
	let held = true;
	const rows: string[][] = [];
	for (const engine of engines) {
		const contenders = await measureOn(engine, size);
		held = judge(contenders, size, engine) && held;
		rows.push(...contenders.map((contender) => [engine, ...rowOf(contender)]));
	}
	const date = new Date().toISOString().slice(0, 10);
	const table = markdownTable(['engine', ...HEAD], rows, 2);
	await writeSection(
		'bulk',
		`${date}, ${size.refunds} refunds, ${size.rounds} rounds: median (least-most).\n\n${table}`,
	);
	return held;
}

async function measureOn(engine: Engine, size: Size): Promise<Contender[]> {
	const { paymongo, rapyd } = providersUnderTest;
	const open = async (): Promise<Stage> => {
		const port = await freePort();
		return await openStage({
			env: { N8N_EXPRESSION_ENGINE: engine },
			sandbox: { latencyMs: LATENCY_MS, port },
			// As with the Base URL that nearly everybody has.
			change: withPaymongoAt(`http://127.0.0.1:${port}`),
		});
	};
	const stages: Stage[] = [];
	const enter = async (
		provider: ProviderUnderTest,
		draw: (origin: string) => WorkflowFile,
		stage?: Stage,
	): Promise<Contender> => {
		const own = stage ?? (await open());
		if (stage === undefined) stages.push(own);
		const file = draw(own.sandbox.origin);
		const { url } = await publish(own, file);
		return { workflow: file.name, provider, stage: own, url, perSecond: [], cpu: [], memory: [] };
	};
	try {
		const ours = await enter(paymongo, () => withOurNode(paymongo));
		const byHand = await enter(paymongo, withHttpRequests);
		// The first round also compiles the workflows' code.
		for (let round = 0; round <= size.rounds; round += 1) {
			for (const contender of [ours, byHand]) await refundAll(contender, size.refunds, round);
		}
		// For information: with its own limits in mind, it takes fewer payments at once.
		const another = await enter(rapyd, () => withOurNode(rapyd), ours.stage);
		for (const round of [0, 1]) await refundAll(another, size.refunds, round);
		return [ours, byHand, another];
	} finally {
		for (const stage of stages) await stage.stop();
	}
}

/** Makes refunds in one execution; the first round does not count. */
async function refundAll(contender: Contender, count: number, round: number): Promise<void> {
	const { provider, workflow, url, stage } = contender;
	const { pid } = stage.n8n;
	const orders = ordersFor(provider.name, `bulk-${round}`, count);
	const before = { made: stage.sandbox.refunds().length, cpu: cpuOf(pid) };
	forgetPeak(pid);
	const started = performance.now();
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ orders }),
	});
	const seconds = (performance.now() - started) / 1000;
	const text = await response.text();
	await untilIdle([pid]);
	const made = stage.sandbox.refunds().length - before.made;
	if (!response.ok || made !== count) {
		throw new Error(
			`${workflow}: ${made} of ${count} refunds were made: ${response.status} ${text}`,
		);
	}
	if (round === 0) return;
	contender.perSecond.push(count / seconds);
	contender.cpu.push((cpuOf(pid) - before.cpu) / count);
	contender.memory.push(peakMemoryOf(pid));
}

const HEAD = ['workflow', 'refunds a second', 'CPU ms of n8n a refund', 'most memory of n8n, MB'];

function rowOf({ workflow, perSecond, cpu, memory }: Contender): string[] {
	return [workflow, spread(perSecond), spread(cpu), spread(memory, 0)];
}

function judge(contenders: Contender[], { refunds }: Size, engine: Engine): boolean {
	printTable(
		`${refunds} refunds in one run on n8n, expression engine ${engine}, each answer of the provider after ${LATENCY_MS} ms: median (least-most)`,
		HEAD,
		contenders.map(rowOf),
	);
	const times = (values: (contender: Contender) => number[]): number => {
		const [ours, byHand] = contenders.map((contender) => median(values(contender)));
		return (ours as number) / (byHand as number);
	};
	const [rate, cpu, memory] = [
		times(({ perSecond }) => perSecond),
		times((contender) => contender.cpu),
		times((contender) => contender.memory),
	] as const;
	return printLimits([
		{
			limit: 'PayMongo: at least as many refunds a second as by hand',
			measured: `${rate.toFixed(2)} times as many`,
			held: rate >= 1,
		},
		{
			limit: `PayMongo: at most ${MOST_CPU} times the CPU`,
			measured: `${cpu.toFixed(2)} times`,
			held: cpu <= MOST_CPU,
		},
		{
			limit: 'PayMongo: no more memory',
			measured: `${memory.toFixed(2)} times`,
			held: memory <= 1,
		},
	]);
}
