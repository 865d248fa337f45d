/** What never refunding twice costs: requests beyond the refund itself, and CPU for each claim. */
import { setTimeout as pause } from 'node:timers/promises';

import { createNode, openOrderDesk, ordersFor, type OrderDesk } from '../../harness/orders';
import { everyProvider, type ProviderUnderTest } from '../../harness/providers';
import { cpuOf } from '../cpu';
import { openStage, type Stage } from '../stage';
import { median, printLimits, printTable, spread } from '../table';
import { withoutClaims } from './withoutClaims';

/**
 * Here the claim is all that is written. Elsewhere nothing at the provider says later that a refund
 * was made, so a second entry, in a second sub-workflow, says that it was accepted.
 */
const EXTRA_REQUESTS = 2;
const CLAIM_CPU_MS = 5;
/** Rounds that do not count: n8n's process lives long, and code that runs often is compiled better. */
const WARM_UPS = 2;
/** n8n still saves an execution after its answer. */
const SETTLE_MS = 1_500;

export interface Size {
	refunds: number;
	rounds: number;
}

interface Measured {
	provider: ProviderUnderTest;
	requestsOfOne: number;
	requests: number;
	/** CPU milliseconds of the n8n process a refund, by round. */
	claimed: number[];
	unclaimed: number[];
}

/** @returns whether all limits were held */
export async function benchProtection(size: Size = { refunds: 100, rounds: 7 }): Promise<boolean> {
	const claimed = await openStage();
	try {
		const unclaimed = await openStage({ change: withoutClaims });
		try {
			const measured: Measured[] = [];
			for (const provider of everyProvider) {
				measured.push(await measure(provider, claimed, unclaimed, size));
			}
			return judge(measured, size);
		} finally {
			await unclaimed.stop();
		}
	} finally {
		await claimed.stop();
	}
}

async function measure(
	provider: ProviderUnderTest,
	claimed: Stage,
	unclaimed: Stage,
	{ refunds, rounds }: Size,
): Promise<Measured> {
	const desks = await Promise.all([claimed, unclaimed].map((stage) => openDesk(stage, provider)));
	const [ours, bare] = desks as [OrderDesk, OrderDesk];
	const measured: Measured = {
		provider,
		requestsOfOne: (await refund(claimed, ours, provider, 1, 'one')).requests,
		requests: 0,
		claimed: [],
		unclaimed: [],
	};
	await refund(unclaimed, bare, provider, 1, 'one');
	for (let round = -WARM_UPS; round < rounds; round += 1) {
		const name = `round-${round}`;
		const with_ = await refund(claimed, ours, provider, refunds, name);
		const without = await refund(unclaimed, bare, provider, refunds, name);
		if (round < 0) continue;
		measured.requests = Math.max(measured.requests, with_.requests);
		measured.claimed.push(with_.cpu);
		measured.unclaimed.push(without.cpu);
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
	await pause(SETTLE_MS);
	const cpu = cpuOf(n8n.pid) - before.cpu;
	const made = outcomes.filter(({ refundId, duplicate }) => refundId !== null && !duplicate);
	if (made.length !== count) {
		const first = JSON.stringify(outcomes[0]);
		throw new Error(`${name}: ${made.length} of ${count} refunds were made: ${first}`);
	}
	return { requests: (sandbox.calls().length - before.calls) / count, cpu: cpu / count };
}

function judge(measured: Measured[], { refunds }: Size): boolean {
	const rows = measured.map(({ provider, requestsOfOne, requests, claimed, unclaimed }) => {
		const extra = Math.max(requestsOfOne, requests) - 1;
		const entries = provider.tells.reference ? 1 : 2;
		// Round by round, because the machine's own speed drifts.
		const claims = claimed.map((cpu, round) => (cpu - (unclaimed[round] as number)) / entries);
		return { provider, extra, claimed, unclaimed, entries, claims };
	});
	// Claiming is the same code at every provider, and a single round scatters by several milliseconds.
	const each = median(rows.flatMap(({ claims }) => claims));
	const requests = Math.max(...rows.map(({ extra }) => extra));
	printTable(
		`${refunds} refunds in one execution on n8n: requests and CPU milliseconds of n8n a refund, median (least-most)`,
		[
			'provider',
			'runs',
			'requests beyond the refund',
			'CPU with claims',
			'CPU without',
			'entries',
			'CPU of each',
		],
		rows.map((row) => [
			row.provider.name,
			row.claimed.length,
			row.extra.toFixed(2),
			spread(row.claimed),
			spread(row.unclaimed),
			row.entries,
			spread(row.claims),
		]),
	);
	return printLimits([
		{
			limit: `at most ${EXTRA_REQUESTS} requests beyond each refund`,
			measured: requests.toFixed(2),
			held: requests <= EXTRA_REQUESTS,
		},
		{
			limit: `an entry: at most ${CLAIM_CPU_MS} ms of CPU, over all providers`,
			measured: each.toFixed(1),
			held: each <= CLAIM_CPU_MS,
		},
	]);
}
