import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox';
import { createCredential, type SavedCredential } from './n8n/credentials';
import { installPackage, packPackage } from './n8n/package';
import { sandboxCredentials } from './n8n/sandboxCredentials';
import { startN8n, type N8nServer } from './n8n/server';
import { signIn, type Session } from './n8n/session';
import type { Runtime } from './runtime/install';

/** A running n8n with the package, its owner signed in, and the sandbox it talks to. */
export interface Stage {
	/** How n8n runs, as the table calls it. */
	mode: string;
	sandbox: Sandbox;
	/** The main process; another one after a crash or a restart. */
	readonly n8n: N8nServer;
	/** All of n8n's processes. */
	readonly pids: number[];
	/** Where production webhooks are delivered: in queue mode not the main process. */
	webhookUrl: string;
	session: Session;
	credentials: SavedCredential[];
	/** Kills all that runs executions at once (SIGKILL), and starts it again. */
	crash(): Promise<void>;
	/** Stops all that runs executions in order, as an update of n8n does, and starts it again. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

export interface StageOptions {
	/** Something done to the installed package before n8n loads it. */
	change?: (packageFolder: string) => Promise<void>;
	/** More environment variables for n8n. */
	env?: Record<string, string>;
	/** How the stand-in for the providers behaves. */
	sandbox?: SandboxOptions;
}

/** One process and SQLite: how most people run n8n. */
export async function regularMode(runtime: Runtime, options: StageOptions = {}): Promise<Stage> {
	const folder = await userFolder(options);
	const start = (port?: number) =>
		startN8n({ runtime, folder, ...(port !== undefined && { port }), env: options.env ?? {} });
	let n8n = await start();
	const again = async () => {
		n8n = await start(Number(new URL(n8n.url).port));
	};
	const furniture = await furnish(n8n.url, options.sandbox);
	return {
		mode: 'regular',
		...furniture,
		get n8n() {
			return n8n;
		},
		get pids() {
			return [n8n.pid];
		},
		webhookUrl: `${n8n.url}/webhook`,
		crash: async () => {
			await n8n.kill();
			await again();
		},
		restart: async () => {
			await n8n.stop();
			await again();
		},
		stop: async () => {
			await n8n.stop();
			await furniture.sandbox.stop();
		},
	};
}

/** A user folder of its own with the packed package in it; it goes with this process. */
export async function userFolder({ change }: StageOptions = {}): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-refunds-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	await installPackage(await packPackage(folder), folder);
	await change?.(join(folder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-refunds'));
	return folder;
}

/** A sandbox, the owner's session, and a credential for each provider. */
export async function furnish(
	url: string,
	options: SandboxOptions = {},
): Promise<Pick<Stage, 'sandbox' | 'session' | 'credentials'>> {
	const sandbox = await startSandbox({ settleMs: 300, ...options });
	const session = await signIn(url);
	const inputs = sandboxCredentials(sandbox.origin);
	const credentials = await Promise.all(inputs.map((input) => createCredential(session, input)));
	return { sandbox, session, credentials };
}
