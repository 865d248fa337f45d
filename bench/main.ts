/** `npm run bench [-- load …]`: runs the named measurements, or all; exit 1 if a limit is missed. */
import { buildModules } from '../harness/n8n/build';
import { benchBulk } from './bulk';
import { benchLoad } from './load';
import { benchProtection } from './protection';
import { benchReconcile } from './reconcile';
import { benchWebhooks } from './webhooks';

const benches: Record<string, () => boolean | Promise<boolean>> = {
	load: benchLoad,
	reconcile: benchReconcile,
	protection: benchProtection,
	webhooks: benchWebhooks,
	bulk: benchBulk,
};

async function main(names: string[]): Promise<void> {
	const wanted = names.length > 0 ? names : Object.keys(benches);
	const unknown = wanted.find((name) => !(name in benches));
	if (unknown !== undefined) {
		throw new Error(`No bench "${unknown}". There are: ${Object.keys(benches).join(', ')}`);
	}
	await buildModules();
	for (const name of wanted) {
		if (!(await benches[name]?.())) process.exitCode = 1;
	}
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
main(process.argv.slice(2)).then(
	() => process.exit(),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
