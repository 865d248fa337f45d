/** How long n8n takes to load all nodes and credentials of the package, beyond n8n-workflow. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { median, printTable, spread } from './table';

const root = path.join(__dirname, '..');
const ROUNDS = 15;
/** Milliseconds; what a user may notice at the start of n8n. */
const LIMIT = 50;

/** Each round is a process of its own: a module is loaded cold once a process. */
const script = `
const path = require('node:path');
const { n8n } = require('./package.json');
require('n8n-workflow');
const started = process.hrtime.bigint();
for (const file of [...n8n.credentials, ...n8n.nodes]) {
	const name = path.basename(file).split('.')[0];
	new (require(path.resolve(file))[name])();
}
process.stdout.write(String(Number(process.hrtime.bigint() - started) / 1e6));
`;

/** @returns whether loading stayed under the limit */
export function benchLoad(): boolean {
	const times = Array.from({ length: ROUNDS }, () =>
		Number(execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' })),
	);
	const held = median(times) < LIMIT;
	printTable(
		'Loading all nodes and credentials, beyond n8n-workflow (cold processes)',
		['rounds', 'ms, median (least-most)', `under ${LIMIT} ms`],
		[[ROUNDS, spread(times), held ? 'yes' : 'NO']],
	);
	return held;
}
