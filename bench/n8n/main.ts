/** `npm run bench:n8n`: whole n8n servers under load; writes docs/benchmarks.md. */
import { buildPackage } from '../../harness/n8n/build';
import { ensureRuntime, type Runtime } from '../../harness/runtime/install';
import { queueMode } from '../../harness/queueMode';
import { regularMode, type Stage } from '../../harness/stage';
import { writeDocument } from './document';
import { measureAll, type Line } from './stages';

const size = { requests: 50, rounds: 3 };

async function on(stage: Stage): Promise<Line[]> {
	try {
		return await measureAll(stage, size);
	} finally {
		await stage.stop();
	}
}

async function main(): Promise<void> {
	await buildPackage();
	const runtime: Runtime = await ensureRuntime((line) => console.log(`  n8n: ${line}`));
	const lines = await on(await regularMode(runtime));
	lines.push(...(await on(await queueMode(runtime))));
	console.log(`Written: ${await writeDocument(lines, size)}`);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
main().then(
	() => process.exit(),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
