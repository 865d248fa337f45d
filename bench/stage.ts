import { ensureRuntime } from '../harness/runtime/install';
import { regularMode, type Stage, type StageOptions } from '../harness/stage';

export type { Stage };

/** Starts n8n as most people run it: one process, SQLite, and its default settings. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
	const runtime = await ensureRuntime((line) => process.stdout.write(`  n8n: ${line}\n`));
	return await regularMode(runtime, options);
}
