/** `npm run fuzz [-- --count 1000000 --seed 1]` */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { sandboxCorpus } from '../../harness/webhooks/corpus';
import { everyProvider } from '../../harness/providers';
import { fuzz } from './fuzz';

const SHOWN = 20;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			count: { type: 'string', default: '1000000' },
			seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
		},
	});
	const count = Number(values.count);
	const seed = Number(values.seed);
	const corpus = await sandboxCorpus();
	const startedAt = performance.now();
	const { rows, tried, accepted, refused } = fuzz(corpus, count, seed);
	const seconds = (performance.now() - startedAt) / 1000;
	const table = new Table({
		head: ['Mutation', ...everyProvider.map(({ title }) => title), 'Accepted'],
		colAligns: ['left', ...everyProvider.map(() => 'right' as const), 'right'],
		style: { head: [], border: [] },
	});
	for (const { mutation, tried: by, accepted: wrong } of rows) {
		table.push([mutation, ...everyProvider.map(({ name }) => by[name]), wrong]);
	}
	console.log(table.toString());
	for (const finding of [...accepted, ...refused].slice(0, SHOWN)) console.log(`  ${finding}`);
	console.log(
		`${corpus.length} genuine deliveries, ${refused.length} refused; ` +
			`${tried} mutations, ${accepted.length} accepted (seed ${seed}, ${seconds.toFixed(0)} s)`,
	);
	if (accepted.length > 0 || refused.length > 0) process.exitCode = 1;
}

void main();
