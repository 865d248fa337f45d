/**
 * `npm start`: sandbox, real n8n, example workflows, one run of *Refund approved tickets* and then
 * of *Reconcile every morning*.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Listr } from 'listr2';
import { startSandbox, type Sandbox } from '../../sandbox';
import { buildPackage } from '../../harness/n8n/build';
import { createCredential } from '../../harness/n8n/credentials';
import { outputsOf, run, waitForExecution, type Execution } from '../../harness/n8n/executions';
import { installPackage, packPackage } from '../../harness/n8n/package';
import { sandboxCredentials } from '../../harness/n8n/sandboxCredentials';
import { startN8n, type N8nServer } from '../../harness/n8n/server';
import { owner, signIn, type Session } from '../../harness/n8n/session';
import { exampleWorkflows, importWorkflow, type SavedWorkflow } from '../../harness/n8n/workflows';
import { ensureRuntime, type Runtime } from '../../harness/runtime/install';
import { readOptions } from './options';
import { report } from '../../harness/report';
import { secondsByProvider, surprises, ticketResults, ticketTable } from './ticketTable';

const EXAMPLE = 'Refund approved tickets';
const RECONCILIATION = 'Reconcile every morning';
const TRIGGER = 'Start';
const TICKETS = 'One item per ticket';
/** A refund that never gets an answer takes the node its time-out and a few look-ups. */
const RUN_WITHIN_SECONDS = 180;

interface Context {
	runtime: Runtime;
	sandbox: Sandbox;
	n8n: N8nServer;
	session: Session;
	workflow: SavedWorkflow;
	execution: Execution;
	reconciliation: SavedWorkflow;
	reconciled: Execution;
}

/** What `npm start` does before the table, each step with what it adds to the context. */
function steps(folder: string, port: number) {
	return new Listr<Context>(
		[
			{ title: 'Build the package', task: () => buildPackage() },
			{
				title: 'Install n8n (several minutes the first time)',
				task: async (context, task) => {
					context.runtime = await ensureRuntime(report(task));
				},
			},
			{
				title: 'Start the sandbox',
				task: async (context) => {
					context.sandbox = await startSandbox({ examples: true });
				},
			},
			{
				title: 'Start n8n with the package installed',
				task: async (context) => {
					await installPackage(await packPackage(folder), folder);
					context.n8n = await startN8n({ runtime: context.runtime, folder, port });
					context.session = await signIn(context.n8n.url);
				},
			},
			{
				title: 'Import credentials and example workflows',
				task: async (context) => {
					const { session, sandbox } = context;
					const inputs = sandboxCredentials(sandbox.origin);
					const credentials = await Promise.all(
						inputs.map((input) => createCredential(session, input)),
					);
					for (const workflow of await exampleWorkflows()) {
						const saved = await importWorkflow(session, workflow, credentials);
						if (saved.name === EXAMPLE) context.workflow = saved;
						if (saved.name === RECONCILIATION) context.reconciliation = saved;
					}
				},
			},
			{
				title: `Run "${EXAMPLE}" once`,
				task: async (context) => {
					const { session, workflow } = context;
					const id = await run(session, workflow, TRIGGER);
					context.execution = await waitForExecution(session, id, RUN_WITHIN_SECONDS);
				},
			},
			{
				title: `Run "${RECONCILIATION}" once`,
				task: async (context) => {
					const { session, reconciliation } = context;
					const id = await run(session, reconciliation, TRIGGER);
					context.reconciled = await waitForExecution(session, id, RUN_WITHIN_SECONDS);
				},
			},
		],
		{
			// Ctrl-C is ours: n8n has to be stopped.
			registerSignalListeners: false,
			rendererOptions: { collapseErrors: false },
		},
	);
}

/** Prints the table and returns whether every ticket ended as the workflow says it should. */
function printResults({ workflow, execution, reconciled }: Context): boolean {
	const tickets = outputsOf(execution, TICKETS)[0]?.length ?? 0;
	const results = ticketResults(execution);
	console.log(`\n${ticketTable(results, secondsByProvider(workflow, execution))}`);
	console.log("Seconds: the time a provider's nodes took, for all of their tickets together.");
	const wrong = surprises(results, tickets);
	if (execution.status !== 'success') {
		wrong.push(`The workflow ended as "${execution.status}": ${execution.error ?? 'no message'}.`);
	}
	const compared = reconciliationResult(reconciled);
	if (compared === null) wrong.push(`"${RECONCILIATION}" did not come to a result.`);
	else console.log(compared);
	console.log(
		wrong.length === 0
			? `All ${results.length} tickets ended as the workflow says they should.`
			: wrong.join('\n'),
	);
	return wrong.length === 0;
}

/** What the reconciliation found; null where it came to no result. */
function reconciliationResult(execution: Execution): string | null {
	const summary = outputsOf(execution, 'Reconcile')[0]?.[0]?.json;
	if (execution.status !== 'success' || summary === undefined) return null;
	const { title, rows, needSomeone } = summary;
	return `${RECONCILIATION}: ${String(rows)} rows compared with ${String(title)}, ${String(needSomeone)} of them need someone.`;
}

function printAddress(url: string, sandbox: string): void {
	console.log(`
n8n is running:  ${url}
       e-mail    ${owner.email}
       password  ${owner.password}
      sandbox    ${sandbox}

Everything in it is thrown away when it stops. Press Ctrl-C to stop.`);
}

/** Ctrl-C ends everything at once, unless something else was asked for with `onInterrupt`. */
const endNow = () => process.exit(130);
let onInterrupt: () => void = endNow;

function untilStopped(n8n: N8nServer): Promise<void> {
	return new Promise((resolve) => {
		onInterrupt = () => {
			onInterrupt = endNow;
			console.log('\nStopping …');
			resolve();
		};
		void n8n.ended.then(resolve);
	});
}

async function main(): Promise<number> {
	const { once, port, portNote } = await readOptions(process.argv.slice(2));
	if (portNote !== undefined) console.log(portNote);
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-refunds-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => onInterrupt());
	// What goes wrong in a step is shown with it.
	const context = await steps(folder, port)
		.run()
		.catch(() => undefined);
	if (context === undefined) return 1;
	const asExpected = printResults(context);
	if (!once) {
		printAddress(`http://localhost:${port}`, context.sandbox.origin);
		await untilStopped(context.n8n);
	}
	await context.n8n.stop();
	await context.sandbox.stop();
	return asExpected ? 0 : 1;
}

main().then(
	(code) => process.exit(code),
	(error: Error) => {
		console.error(`\n${error.message}`);
		process.exit(1);
	},
);
