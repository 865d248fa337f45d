/** Copies of the built package: what several n8n processes have in memory, and crippled ones. */
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { loadPackage, type LoadedPackage } from '../support/engine';
import { guardOff, TRANSPORT, wrap, type Build, type Changes } from './guards';

const root = path.join(__dirname, '..', '..');

/** What makes a build one that can be killed in a process with others, and that does not idle. */
const inEveryBuild: Changes = {
	// Reads that met a passing fault are repeated after milliseconds here, not seconds.
	[TRANSPORT]: (shipped) => shipped.replace('Math.random() * 250 *', 'Math.random() * 5 *'),
	// A request that waits for ever is over at its deadline; whoever is dead must not hear of it.
	'nodes/exchange.js': wrap(
		'exchange',
		'exchange',
		`async function (...given) {
	const answer = await shipped.exchange.apply(this, given);
	return this.isDead?.() ? await new Promise(() => undefined) : answer;
}`,
	),
};

/**
 * Loads the build twice, each time with modules of its own: locks and memory are shared between
 * the executions of one of them and between nothing else, as in two processes.
 */
export function loadProcesses(
	build: Build,
	dist = path.join(root, 'build'),
): [LoadedPackage, LoadedPackage] {
	// Inside the project, so that the copy finds n8n-workflow.
	const folder = path.join(root, '.cache', `faults-${process.pid}`, build.replaceAll(' ', '-'));
	rmSync(folder, { recursive: true, force: true });
	cpSync(dist, folder, { recursive: true });
	change(folder, inEveryBuild, build);
	change(folder, guardOff(build)?.changes ?? {}, build);
	const load = (): LoadedPackage => loadPackage({ dist: folder, fresh: true });
	const loaded: [LoadedPackage, LoadedPackage] = [load(), load()];
	rmSync(path.dirname(folder), { recursive: true });
	return loaded;
}

/** Puts other code in the place of files of a copy; what stood there stays beside it. */
function change(copy: string, changes: Changes, build: Build): void {
	for (const [name, to] of Object.entries(changes)) {
		const file = path.join(copy, name);
		const shipped = readFileSync(file, 'utf8');
		const code = typeof to === 'string' ? to : to(shipped);
		if (code === shipped) throw new Error(`"${build}" finds nothing to change in ${name}`);
		renameSync(file, file.replace(/\.js$/, '.shipped.js'));
		writeFileSync(file, code);
	}
}
