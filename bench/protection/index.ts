/** What never refunding twice costs: requests beyond the refund itself, and CPU for claims. */
import { createNode, openOrderDesk, ordersFor, type OrderDesk } from '../../harness/orders';
import { everyProvider, type ProviderUnderTest } from '../../harness/providers';
import { cpuOf, untilIdle } from '../cpu';
import { openStage, type Stage, type StageOptions } from '../stage';
import { median, printLimits, printTable, spread } from '../table';
import { withOneWave, withoutClaims } from '../builds';

const EXTRA_REQUESTS = 2;
/** What claiming in waves, so that a crash leaves few refunds unsaid, may cost beside one for all. */
const WAVES_CPU_MS = 6;
/** Rounds that do not count: n8n's process lives long, and code that runs often is compiled better. */
const WARM_UPS = 2;

interface Size {
	refunds: number;
	rounds: number;
}

interface Measured {
	provider: ProviderUnderTest;
	requestsOfOne: number;
	requests: number;
	cpu: Cpu;
}

/** CPU milliseconds of the n8n process a refund, by round. */
interface Cpu {
	/** The package as it is: in waves. */
	claimed: number[];
	/** All claimed before the first is sent. */
	oneWave: number[];
	unclaimed: number[];
}

/** @returns whether all limits were held */
export async function benchProtection(size: Size = { refunds: 100, rounds: 5 }): Promise<boolean> {
	const opened: Stage[] = [];
	const open = async (options?: StageOptions): Promise<Stage> => {
		const stage = await openStage(options);
		opened.push(stage);
		return stage;
	};
	try {
		const stages: Record<keyof Cpu, Stage> = {
			claimed: await open(),
			oneWave: await open({ change: withOneWave }),
			unclaimed: await open({ change: withoutClaims }),
		};
		const measured: Measured[] = [];
		for (const provider of everyProvider) measured.push(await measure(provider, stages, size));
		return judge(measured, size);
	} finally {
		for (const stage of opened) await stage.stop();
	}
}

async function measure(
	provider: ProviderUnderTest,
	stages: Record<keyof Cpu, Stage>,
	{ refunds, rounds }: Size,
): Promise<Measured> {
	const measured: Measured = {
		provider,
		requestsOfOne: 0,
		requests: 0,
		cpu: { claimed: [], oneWave: [], unclaimed: [] },
	};
	const contenders: Array<[Stage, OrderDesk, keyof Cpu]> = [];
	for (const build of ['claimed', 'oneWave', 'unclaimed'] as const) {
		const desk = await openDesk(stages[build], provider);
		contenders.push([stages[build], desk, build]);
		const one = await refund(stages[build], desk, provider, 1, 'one');
		if (build === 'claimed') measured.requestsOfOne = one.requests;
	}
	for (let round = -WARM_UPS; round < rounds; round += 1) {
		for (const [stage, desk, build] of contenders) {
			const { cpu, requests } = await refund(stage, desk, provider, refunds, `round-${round}`);
			if (round < 0) continue;
			measured.cpu[build].push(cpu);
			if (build === 'claimed') measured.requests = Math.max(measured.requests, requests);
		}
	}
	return measured;
}

async function openDesk(stage: Stage, provider: ProviderUnderTest): Promise<OrderDesk> {
	const node = createNode(provider);
	node.parameters.options = {};
	return await openOrderDesk(stage, node, `bench-${provider.name}`);
}

/** Makes refunds in one execution: requests and CPU milliseconds, each a refund. */
async function refund(
	{ sandbox, n8n }: Stage,
	desk: OrderDesk,
	{ name }: ProviderUnderTest,
	count: number,
	run: string,
): Promise<{ requests: number; cpu: number }> {
	const orders = ordersFor(name, run, count);
	const before = { calls: sandbox.calls().length, cpu: cpuOf(n8n.pid) };
	const outcomes = await desk.send(orders);
	// It still saves the execution after its answer.
	await untilIdle([n8n.pid]);
	const cpu = cpuOf(n8n.pid) - before.cpu;
	const made = outcomes.filter(({ refundId, duplicate }) => refundId !== null && !duplicate);
	if (made.length !== count) {
		const first = JSON.stringify(outcomes[0]);
		throw new Error(`${name}: ${made.length} of ${count} refunds were made: ${first}`);
	}
	return { requests: (sandbox.calls().length - before.calls) / count, cpu: cpu / count };
}

function judge(measured: Measured[], { refunds }: Size): boolean {
	const rows = measured.map(({ provider, requestsOfOne, requests, cpu }) => ({
		provider,
		extra: Math.max(requestsOfOne, requests) - 1,
		cpu,
		claims: beyond(cpu.oneWave, cpu.unclaimed),
		waves: beyond(cpu.claimed, cpu.oneWave),
	}));
	const waves = Math.max(...rows.map((row) => median(row.waves)));
	const requests = Math.max(...rows.map(({ extra }) => extra));
	printTable(
		`${refunds} refunds in one execution on n8n: requests and CPU milliseconds of n8n a refund, median (least-most)`,
		[
			'provider',
			'runs',
			'requests beyond the refund',
			'CPU, claimed in waves',
			'all claimed first',
			'without claims',
			'more for claims',
			'more for waves',
		],
		rows.map(({ provider, extra, cpu, claims, waves: more }) => [
			provider.name,
			cpu.claimed.length,
			extra.toFixed(2),
			spread(cpu.claimed),
			spread(cpu.oneWave),
			spread(cpu.unclaimed),
			spread(claims),
			spread(more),
		]),
	);
	return printLimits([
		{
			limit: `at most ${EXTRA_REQUESTS} requests beyond each refund`,
			measured: requests.toFixed(2),
			held: requests <= EXTRA_REQUESTS,
		},
		{
			limit: `claimed in waves: at most ${WAVES_CPU_MS} ms of CPU a refund more, at each provider`,
			measured: waves.toFixed(1),
			held: waves <= WAVES_CPU_MS,
		},
	]);
}

/** By how much, round by round, because the machine's own speed drifts. */
function beyond(more: readonly number[], less: readonly number[]): number[] {
	return more.map((value, round) => value - (less[round] as number));
}
