import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSandbox } from '../sandbox';
import { createCredential } from '../scripts/n8n/credentials';
import { installPackage, packPackage } from '../scripts/n8n/package';
import { sandboxCredentials } from '../scripts/n8n/sandboxCredentials';
import { startN8n } from '../scripts/n8n/server';
import { signIn } from '../scripts/n8n/session';
import { ensureRuntime } from '../scripts/runtime/install';
import type { Stage } from '../test/e2e/stage';

export type { Stage };

export interface StageOptions {
	/** Something done to the installed package before n8n loads it. */
	change?: (packageFolder: string) => Promise<void>;
	/** More environment variables for n8n. */
	env?: Record<string, string>;
}

/** Starts n8n as most people run it: one process, SQLite, and its default settings. */
export async function openStage({ change, env = {} }: StageOptions = {}): Promise<Stage> {
	const runtime = await ensureRuntime((line) => process.stdout.write(`  n8n: ${line}\n`));
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-refunds-bench-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	await installPackage(await packPackage(folder), folder);
	await change?.(join(folder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-refunds'));
	const sandbox = await startSandbox({ settleMs: 300 });
	const n8n = await startN8n({ runtime, folder, env });
	const session = await signIn(n8n.url);
	const credentials = await Promise.all(
		sandboxCredentials(sandbox.origin).map((input) => createCredential(session, input)),
	);
	return {
		mode: 'bench',
		n8n,
		webhookUrl: `${n8n.url}/webhook`,
		session,
		sandbox,
		credentials,
		stop: async () => {
			await n8n.stop();
			await sandbox.stop();
		},
	};
}
