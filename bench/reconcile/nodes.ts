/** Our operation, Compare Datasets, Merge and a Code node over the same books, on one real n8n. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import type { Call } from '../../sandbox';
import { outputsOf, run, waitForExecution, type Execution } from '../../harness/n8n/executions';
import { importWorkflow, type SavedWorkflow } from '../../harness/n8n/workflows';
import { openStage, type Stage } from '../stage';
import { median, printLimits, printTable, spread } from '../table';
import { keepBooks, type Books } from './books';
import { codeNode, compareDatasets, MEASURED, merge, ours } from './rivals';

/** How often as fast as each our operation must be. */
const AS_FAST: Readonly<Record<string, number>> = {
	'Compare Datasets 2.3': 100,
	'Code node with a Map': 20,
};
const LIST_CALLS = 101;
/** Runs that do not count: n8n's process lives long, and code that runs often is compiled better. */
const WARM_UPS = 8;
const FROM = new Date(Date.now() - 40 * 24 * 60 * 60_000).toISOString();

const providers = [
	{ name: 'paymongo', title: 'PayMongo', type: 'payMongo', credential: 'payMongoApi', from: FROM },
	{ name: 'rapyd', title: 'Rapyd', type: 'rapyd', credential: 'rapydApi', from: FROM },
] as const;

interface Size {
	rows: number;
	/** Runs of what is linear. */
	rounds: number;
	/** Runs of Compare Datasets and Merge, whose time grows with the square of the rows. */
	quadratic: number;
}

interface Contender {
	workflow: SavedWorkflow;
	rounds: number;
	/** Ours: whose side it reads. */
	provider: string | null;
	/** Milliseconds of the node alone; ours without the time from its first list call to the last answer. */
	took: number[];
	fetched: number[];
	calls: number[];
	items: number;
}

/** @returns whether all limits were held */
export async function benchNodes(
	size: Size = { rows: 10_000, rounds: 9, quadratic: 1 },
): Promise<boolean> {
	const stage = await openStage();
	const books = new Map<string, Books>();
	for (const { name } of providers) {
		books.set(name, await keepBooks(stage.sandbox, name, size.rows));
	}
	const lists = await serve(books);
	try {
		const contenders = await enter(stage, lists.url, size);
		for (let round = -WARM_UPS; round < size.rounds; round += 1) {
			for (const contender of contenders) {
				// What is quadratic warms up within one run, and takes too long for more.
				if (round < 0 && contender.rounds < size.rounds) continue;
				const counted = round < 0 ? { ...contender, took: [], fetched: [], calls: [] } : contender;
				if (round < contender.rounds) await measure(stage, counted);
			}
		}
		return judge(contenders, size);
	} finally {
		lists.close();
		await stage.stop();
	}
}

/** The books as JSON lists, at `/paymongo/ledger`, `/paymongo/provider` and so on. */
async function serve(books: Map<string, Books>): Promise<{ url: string; close: () => void }> {
	const bodies = new Map<string, string>(
		[...books].flatMap(([name, { ledger, provider }]) => [
			[`/${name}/ledger`, JSON.stringify(ledger)] as const,
			[`/${name}/provider`, JSON.stringify(provider)] as const,
		]),
	);
	const server = createServer(({ url = '' }, response) => {
		response.setHeader('content-type', 'application/json').end(bodies.get(url) ?? '[]');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

async function enter({ session, credentials }: Stage, url: string, size: Size) {
	const { rounds, quadratic } = size;
	const paymongo = `${url}/paymongo`;
	const entries = [
		...providers.map((provider) => ({
			file: ours(`${url}/${provider.name}`, provider),
			rounds,
			provider: provider.name,
		})),
		{ file: codeNode(paymongo), rounds, provider: null },
		{ file: compareDatasets(paymongo), rounds: quadratic, provider: null },
		{ file: merge(paymongo), rounds: quadratic, provider: null },
	];
	const contenders: Contender[] = [];
	for (const { file, ...entry } of entries) {
		const workflow = await importWorkflow(session, file, credentials);
		contenders.push({ ...entry, workflow, took: [], fetched: [], calls: [], items: 0 });
	}
	return contenders;
}

async function measure({ session, sandbox }: Stage, contender: Contender): Promise<void> {
	// Reading the last answer took long: connections that n8n closed meanwhile must be seen closing.
	await pause(1_000);
	const before = sandbox.calls().length;
	const id = await run(session, contender.workflow, 'Start');
	const execution = await finished(session, id);
	const [data] = execution.runData[MEASURED] ?? [];
	const items = outputsOf(execution, MEASURED).flat().length;
	if (execution.status !== 'success' || !data || items === 0) {
		throw new Error(`${contender.workflow.name}: ${execution.status}, ${execution.error ?? ''}`);
	}
	contender.items = items;
	const calls = sandbox.calls().slice(before);
	const fetched = spanOf(calls);
	contender.took.push(data.executionTime - fetched);
	if (contender.provider === null) return;
	contender.fetched.push(fetched);
	contender.calls.push(calls.length);
}

/**
 * While a quadratic node works, n8n answers nothing for a long time, and then closes connections
 * that it takes for idle.
 */
async function finished(session: Stage['session'], id: string): Promise<Execution> {
	for (let lost = 0; ; lost += 1) {
		try {
			return await waitForExecution(session, id, 600);
		} catch (error) {
			// fetch's error for a lost connection.
			if (!(error instanceof TypeError) || lost === 20) throw error;
			await pause(1_000);
		}
	}
}

/** From the first call to the last answer; reading that answer is in the node's own time. */
function spanOf(calls: readonly Call[]): number {
	return (calls.at(-1)?.answeredAt ?? 0) - (calls[0]?.at ?? 0);
}

function judge(contenders: Contender[], { rows }: Size): boolean {
	const reads = contenders.filter(({ provider }) => provider !== null);
	// The comparison is the same code for both, and runs scatter by more than they differ.
	const own = median(reads.flatMap(({ took }) => took));
	printTable(
		`Comparing ${rows} rows a side in n8n: milliseconds of the node alone, median (least-most)`,
		['node', 'runs', 'comparison', 'times ours', 'fetching', 'list calls', 'items'],
		contenders.map(({ workflow, took, fetched, calls, items }) => [
			workflow.name,
			took.length,
			spread(took, 0),
			(median(took) / own).toFixed(1),
			fetched.length > 0 ? spread(fetched, 0) : '-',
			calls.length > 0 ? Math.max(...calls) : '-',
			items,
		]),
	);
	return printLimits([
		...reads.map(({ workflow, calls }) => ({
			limit: `${workflow.name}: at most ${LIST_CALLS} list calls`,
			measured: String(Math.max(...calls)),
			held: Math.max(...calls) <= LIST_CALLS,
		})),
		...contenders.flatMap(({ workflow, took }) => {
			const least = AS_FAST[workflow.name];
			if (least === undefined) return [];
			const times = median(took) / own;
			const limit = `at least ${least} times as fast as ${workflow.name}`;
			return [{ limit, measured: times.toFixed(1), held: times >= least }];
		}),
	]);
}
