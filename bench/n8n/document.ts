/** Writes what was measured into docs/benchmarks.md. */
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';

import { projectFolder } from '../../harness/runtime/folder';
import { markdownTable, writeSection } from '../section';
import { median } from '../table';
import { percentile } from './measure';
import type { Line, Size } from './stages';

const MODES: Readonly<Record<string, string>> = {
	regular: 'one process, SQLite',
	queue: 'two workers, PostgreSQL',
};

export async function writeDocument(lines: readonly Line[], size: Size): Promise<string> {
	const { dependencies } = JSON.parse(
		await readFile(path.join(projectFolder, 'runtime', 'package.json'), 'utf8'),
	) as { dependencies: { n8n: string } };
	const [{ model } = { model: 'unknown' }, ...others] = cpus();
	return await writeSection(
		'a second',
		`Written by \`npm run bench:n8n\`; not by hand. ${new Date().toISOString().slice(0, 10)}, n8n ${dependencies.n8n} with its default
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

${table(lines.filter(({ what }) => what === 'event'))}`,
	);
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
	return markdownTable(['workflow', 'n8n', 'a second', 'p50', 'p95', 'memory'], rows, 2);
}
