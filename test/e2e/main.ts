/** `npm run test:e2e [-- words of a check's name]`: the package on a real n8n. */
import { Listr, type ListrTask } from 'listr2';
import { buildPackage } from '../../scripts/n8n/build';
import { ensureRuntime, type Runtime } from '../../scripts/runtime/install';
import { report } from '../../scripts/start/report';
import type { Check } from './check';
import { createAndGet } from './checks/createAndGet';
import { credentials } from './checks/credentials';
import { refundTrigger } from './checks/refundTrigger';
import { retryOnFail } from './checks/retryOnFail';
import { sameWebhookTwice } from './checks/sameWebhookTwice';
import { regularMode, type Stage } from './stage';
import { printTable } from './table';
import type { Tally } from './tally';

/** How n8n is run, and what must hold there. */
const STAGES = [
	{
		title: 'Start n8n in regular mode: one process, SQLite',
		open: regularMode,
		checks: [credentials, createAndGet, retryOnFail, sameWebhookTwice, refundTrigger],
	},
];

interface Context {
	runtime: Runtime;
	stage: Stage;
}

/** Runs steps and shows them; nothing comes back when one failed. */
async function carryOut(steps: Array<ListrTask<Context>>, context: Partial<Context>) {
	const options = { registerSignalListeners: false, rendererOptions: { collapseErrors: false } };
	return await new Listr<Context>(steps, options).run(context as Context).catch(() => undefined);
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
async function judge(check: Check, stage: Stage): Promise<Tally[] | undefined> {
	const startedAt = Date.now();
	const say = (word: string) =>
		console.log(`${word} ${check.name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
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

async function main(): Promise<number> {
	const words = process.argv.slice(2).join(' ').toLowerCase();
	const wanted = ({ name }: Check) => name.toLowerCase().includes(words);
	const prepared = await carryOut(preparation, {});
	if (prepared === undefined) return 1;
	const results: Array<Tally[] | undefined> = [];
	for (const { title, open, checks } of STAGES) {
		const chosen = checks.filter(wanted);
		if (chosen.length === 0) continue;
		const task = async (context: Context) => {
			context.stage = await open(context.runtime);
		};
		const ready = await carryOut([{ title, task }], prepared);
		if (ready === undefined) return 1;
		for (const check of chosen) results.push(await judge(check, ready.stage));
		await ready.stage.stop();
	}
	if (results.length === 0) throw new Error(`No check is called "${words}".`);
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
