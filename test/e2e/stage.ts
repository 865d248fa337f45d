import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox';
import { createCredential, type SavedCredential } from '../../scripts/n8n/credentials';
import { installPackage, packPackage } from '../../scripts/n8n/package';
import { sandboxCredentials } from '../../scripts/n8n/sandboxCredentials';
import { startN8n, type N8nServer } from '../../scripts/n8n/server';
import { signIn, type Session } from '../../scripts/n8n/session';
import type { Runtime } from '../../scripts/runtime/install';

/** A running n8n with the package, its owner signed in, and the sandbox it talks to. */
export interface Stage {
	/** How n8n runs, as the table calls it. */
	mode: string;
	sandbox: Sandbox;
	n8n: N8nServer;
	/** Where production webhooks are delivered: in queue mode not the main process. */
	webhookUrl: string;
	session: Session;
	credentials: SavedCredential[];
	stop(): Promise<void>;
}

/** One process and SQLite: how most people run n8n. */
export async function regularMode(runtime: Runtime): Promise<Stage> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-refunds-e2e-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	await installPackage(await packPackage(folder), folder);
	const sandbox = await startSandbox({ settleMs: 300 });
	const n8n = await startN8n({ runtime, folder });
	const session = await signIn(n8n.url);
	const inputs = sandboxCredentials(sandbox.origin);
	const credentials = await Promise.all(inputs.map((input) => createCredential(session, input)));
	return {
		mode: 'regular',
		sandbox,
		n8n,
		webhookUrl: `${n8n.url}/webhook`,
		session,
		credentials,
		stop: async () => {
			await n8n.stop();
			await sandbox.stop();
		},
	};
}
