/** Writes what was measured into docs/benchmarks.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';

import { projectFolder } from '../../harness/runtime/folder';
import { median } from '../table';
import { percentile } from './measure';
import type { Line, Size } from './stages';

const MODES: Readonly<Record<string, string>> = {
	regular: 'one process, SQLite',
	queue: 'two workers, PostgreSQL',
};
const FILE = path.join(projectFolder, 'docs', 'benchmarks.md');

export async function writeDocument(lines: readonly Line[], size: Size): Promise<string> {
	const { dependencies } = JSON.parse(
		await readFile(path.join(projectFolder, 'runtime', 'package.json'), 'utf8'),
	) as { dependencies: { n8n: string } };
	const [{ model } = { model: 'unknown' }, ...others] = cpus();
	const text = `# Refunds and events a second

Written by \`npm run bench:n8n\`; not by hand. ${new Date().toISOString().slice(0, 10)}, n8n ${dependencies.n8n} with its default
settings, ${others.length + 1} × ${model}. Everything runs on this one machine: n8n, its database, the stand-in for the
providers, and the sender.

${size.requests} requests a round over 10 connections, ${size.rounds} rounds, the workflows in turn; each request is a refund of a
payment of its own, or an event about another refund. "A second" counts until n8n had nothing left to do
(median); p50 and p95 are the time from request to answer in all rounds; memory is what all of n8n's processes
held together after a round, at most.

## Refunds

One PayMongo refund a request. The PayMongo node looks the payment up, claims the refund, sends it and checks
the answer. The workflow of HTTP Request nodes looks the payment up, compares amounts in an If node, and sends;
nothing keeps it from refunding twice.

${table(lines.filter(({ what }) => what === 'refund'))}

## Events

Signed Redstone events. The Refund Trigger verifies them, drops repetitions and sorts them by status. The
workflow by hand compares one digest and does nothing else.

${table(lines.filter(({ what }) => what === 'event'))}
`;
	const options = { ...(await resolveConfig(FILE)), filepath: FILE };
	await writeFile(FILE, await format(text, options));
	return FILE;
}

function table(lines: readonly Line[]): string {
	const rows = lines.map(({ workflow, mode, perSecond, answers, memory }) => [
		workflow,
		MODES[mode] ?? mode,
		median(perSecond).toFixed(1),
		`${percentile(answers, 0.5).toFixed(0)} ms`,
		`${percentile(answers, 0.95).toFixed(0)} ms`,
		`${Math.max(...memory).toFixed(0)} MB`,
	]);
	return [
		['workflow', 'n8n', 'a second', 'p50', 'p95', 'memory'],
		['---', '---', '--:', '--:', '--:', '--:'],
		...rows,
	]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}
