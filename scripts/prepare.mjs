// Runs with nothing installed: Node's own modules only.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled, npm, npmCi } from './npm.cjs';

const NEEDED_NODE = [20, 19];
const LINE_EVERY_MS = 10_000;

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

function requireNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	const [neededMajor, neededMinor] = NEEDED_NODE;
	if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
	throw new Error(
		`This needs Node.js ${NEEDED_NODE.join('.')} or newer, and this is ${process.versions.node}. ` +
			'Install a newer Node.js, then run the same command again.',
	);
}

/** Overwrites one line on a terminal; elsewhere (CI) writes a new one every ten seconds. */
function progressLine() {
	let lastAt = Date.now();
	return (line) => {
		if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K  ${line}`);
		else if (Date.now() - lastAt >= LINE_EVERY_MS) {
			lastAt = Date.now();
			console.log(`  ${line}`);
		}
	};
}

/** Checks Node and installs the project's own packages when they are missing or outdated. */
export async function prepare() {
	requireNode();
	if (isInstalled(root)) return;
	const startedAt = Date.now();
	console.log('Installing the development packages of this project …');
	await npmCi({ folder: root, onProgress: progressLine() });
	if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
	console.log(`  done in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

/** Runs a command in the project's folder and resolves with its exit code. */
function run(command, args) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
		// Ctrl-C reaches the child too, which stops what it started; this one waits for it.
		process.on('SIGINT', () => {});
		process.on('SIGTERM', () => child.kill('SIGTERM'));
		child.on('error', reject);
		child.on('close', (code) => resolve(code ?? 1));
	});
}

/** Runs Node with these arguments. */
export const node = (args) => run(process.execPath, args);

/** Runs a TypeScript file of this project. */
export const typeScript = (file, args) => node(['--import', 'tsx', file, ...args]);

/** Runs one of package.json's scripts. */
export const npmRun = (script) => run(...npm(['run', script]));

/** Runs a script to its end; what goes wrong is told in a sentence instead of a stack trace. */
export async function main(script) {
	try {
		process.exitCode = await script(process.argv.slice(2));
	} catch (error) {
		console.error(`\n${error instanceof Error ? error.message : error}`);
		process.exitCode = 1;
	}
}
