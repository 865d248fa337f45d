import { ensureRuntime } from '../harness/runtime/install';
import { regularMode, type Stage, type StageOptions } from '../harness/stage';

export type { Stage, StageOptions };

/** Starts n8n as most people run it: one process, SQLite, and its default settings. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
	const runtime = await ensureRuntime((line) => process.stdout.write(`  n8n: ${line}\n`));
	return await regularMode(runtime, options);
}

/**
 * n8n 2.41's default is `vm`: an isolate of V8 for each execution, one more before it for every
 * trigger but n8n's own Webhook (live-webhooks.js, webhookPhaseNeedsIsolate), and one more for the
 * credentials of any of them (credentials-helper.js, applyDefaultsAndOverwrites). Its older engine,
 * still a setting, has none, and shows what the nodes themselves cost.
 */
export const ENGINES = ['vm', 'legacy'] as const;
export type Engine = (typeof ENGINES)[number];
