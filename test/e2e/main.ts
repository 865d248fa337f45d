/** `npm run test:e2e [-- pattern of a check's name]`: the package on a real n8n. */
import { Listr, type ListrTask } from 'listr2';
import { buildPackage } from '../../harness/n8n/build';
import { ensureRuntime, type Runtime } from '../../harness/runtime/install';
import { report } from '../../harness/report';
import type { Check } from './check';
import { cancelWhileWaiting } from './checks/cancel';
import { crash } from './checks/crash';
import { createAndGet } from './checks/createAndGet';
import { credentials } from './checks/credentials';
import { killedBatch, timeLimit } from './checks/cutOff';
import { faultyBatches } from './checks/faultyBatches';
import { refundTrigger } from './checks/refundTrigger';
import { keyRotation } from './checks/keyRotation';
import { redisRestart, restart } from './checks/restarts';
import { retryOnFail } from './checks/retryOnFail';
import { sameWebhookTwice } from './checks/sameWebhookTwice';
import { sharedClaims } from './checks/sharedClaims';
import { editorChecks } from './editor';
import { queueMode, type QueueStage } from '../../harness/queueMode';
import { regularMode, type Stage } from '../../harness/stage';
import { printTable } from './table';
import type { Tally } from './tally';

/** How n8n is run, and what must hold there. */
interface Play<S extends Stage> {
	title: string;
	open(runtime: Runtime): Promise<S>;
	checks: Array<Check<S>>;
}

const regular: Play<Stage> = {
	title: 'Start n8n in regular mode: one process, SQLite',
	open: regularMode,
	checks: [
		credentials,
		createAndGet,
		retryOnFail,
		faultyBatches,
		sameWebhookTwice(125),
		cancelWhileWaiting,
		crash,
		restart,
		sharedClaims,
		keyRotation,
		timeLimit,
		killedBatch,
		refundTrigger,
		...editorChecks,
	],
};

const queue: Play<QueueStage> = {
	title: 'Start n8n in queue mode: two workers, Redis, PostgreSQL',
	open: queueMode,
	checks: [
		createAndGet,
		retryOnFail,
		// Beside PostgreSQL the second delivery of a pair may wait for seconds until it knows.
		sameWebhookTwice(50),
		cancelWhileWaiting,
		crash,
		restart,
		sharedClaims,
		keyRotation,
		timeLimit,
		killedBatch,
		redisRestart,
		refundTrigger,
	],
};

/** Workflows may be called by no other one, unless they say so themselves. */
const callersRefused: Play<Stage> = {
	title: 'Start n8n with N8N_WORKFLOW_CALLER_POLICY_DEFAULT_OPTION=none',
	open: async (runtime) =>
		await regularMode(runtime, { env: { N8N_WORKFLOW_CALLER_POLICY_DEFAULT_OPTION: 'none' } }),
	checks: [sameWebhookTwice(2)],
};

interface Context {
	runtime: Runtime;
}

/** Runs steps and shows them; whether all went well. */
async function executePlan<C>(steps: Array<ListrTask<C>>, context: C): Promise<boolean> {
	const options = { registerSignalListeners: false, rendererOptions: { collapseErrors: false } };
	return await new Listr<C>(steps, options).run(context).then(
		() => true,
		() => false,
	);
}

const preparation: Array<ListrTask<Context>> = [
	{ title: 'Build the package', task: () => buildPackage() },
	{
		title: 'Install n8n (several minutes the first time)',
		task: async (context, task) => {
			context.runtime = await ensureRuntime(report(task));
		},
	},
];

/** Runs one check and says how it went; its rows, or nothing when it failed. */
async function judge<S extends Stage>(check: Check<S>, stage: S): Promise<Tally[] | undefined> {
	const startedAt = Date.now();
	const say = (word: string) =>
		console.log(`${word} ${check.name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
	// What one check leaves behind, such as a fault that never hit, is not the next one's.
	stage.sandbox.reset();
	try {
		const rows = (await check.run(stage)) ?? [];
		const wrong = rows.filter(({ twice, unsaid }) => twice > 0 || unsaid > 0);
		say(wrong.length === 0 ? 'passed' : 'FAILED');
		if (wrong.length > 0) printTable(wrong);
		return wrong.length === 0 ? rows : undefined;
	} catch (error) {
		say('FAILED');
		console.error(error);
		return undefined;
	}
}

/** Starts n8n and makes the chosen checks; null when n8n did not start. */
async function perform<S extends Stage>(
	{ title, open, checks }: Play<S>,
	runtime: Runtime,
	wanted: RegExp,
): Promise<Array<Tally[] | undefined> | null> {
	const chosen = checks.filter(({ name }) => wanted.test(`${title}: ${name}`));
	if (chosen.length === 0) return [];
	const context: { stage?: S } = {};
	const task = async () => {
		context.stage = await open(runtime);
	};
	await executePlan([{ title, task }], context);
	const { stage } = context;
	if (stage === undefined) return null;
	const results: Array<Tally[] | undefined> = [];
	for (const check of chosen) results.push(await judge(check, stage));
	await stage.stop();
	return results;
}

async function main(): Promise<number> {
	const wanted = new RegExp(process.argv.slice(2).join(' '), 'i');
	const context: Partial<Context> = {};
	await executePlan(preparation, context as Context);
	const { runtime } = context;
	if (runtime === undefined) return 1;
	const inRegular = await perform(regular, runtime, wanted);
	const inQueue = inRegular && (await perform(queue, runtime, wanted));
	const inStrict = inQueue && (await perform(callersRefused, runtime, wanted));
	if (!inRegular || !inQueue || !inStrict) return 1;
	const results = [...inRegular, ...inQueue, ...inStrict];
	if (results.length === 0) throw new Error(`No check is called ${wanted}.`);
	const passed = results.filter((rows) => rows !== undefined);
	printTable(passed.flat());
	console.log(`e2e: ${passed.length} passed, ${results.length - passed.length} failed`);
	return passed.length === results.length ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
main().then(
	(code) => process.exit(code),
	(error: Error) => {
		console.error(`\n${error.message}`);
		process.exit(1);
	},
);
