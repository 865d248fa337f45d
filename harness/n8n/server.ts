import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Runtime } from '../runtime/install';
import { freePort, startOnFreePorts } from '../ports';

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 20_000;

/** Nothing leaves this machine, and nothing asks a newcomer about anything but refunds. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_PYTHON_ENABLED: 'false',
};

export interface N8nOptions {
	runtime: Runtime;
	/** The user folder: n8n's database, its settings and its community packages live in it. */
	folder: string;
	/** `start` is the main process; `worker` and `webhook` belong to queue mode. */
	command?: 'start' | 'worker' | 'webhook';
	port?: number;
	/** More environment variables, for example the database's and the queue's. */
	env?: Record<string, string>;
}

export interface N8nServer {
	url: string;
	pid: number;
	/** What it printed. */
	logFile: string;
	/** Resolves when the process has ended, however it ended. */
	ended: Promise<void>;
	/** Asks it to stop and waits; after 20 seconds it is killed. */
	stop(): Promise<void>;
	/** Kills it at once (SIGKILL), with the task runner it started. */
	kill(): Promise<void>;
}

/**
 * Starts the pinned n8n on 127.0.0.1 and resolves when it answers requests. It sees none of this
 * process's environment but the path and the language.
 */
export function startN8n(options: N8nOptions): Promise<N8nServer> {
	return startOnFreePorts(() => startOnce(options));
}

async function startOnce(options: N8nOptions): Promise<N8nServer> {
	const { runtime, folder, command = 'start' } = options;
	const port = options.port ?? (await freePort());
	await mkdir(folder, { recursive: true });
	const logFile = join(folder, `n8n-${command}-${port}.log`);
	const log = createWriteStream(logFile);
	const child = spawn(runtime.node, [runtime.n8n, command], {
		cwd: folder,
		env: { ...(await environment(options, port)), ...options.env },
		stdio: ['ignore', 'pipe', 'pipe'],
		// A process group of its own: Ctrl-C must not reach n8n before we stop it in order.
		detached: true,
	});
	child.stdout.pipe(log);
	child.stderr.pipe(log);
	// However this process ends, n8n ends with it.
	const killGroup = () => signalGroup(child, 'SIGKILL');
	process.once('exit', killGroup);
	const ended = new Promise<void>((resolve) => {
		child.once('exit', () => resolve()).once('error', () => resolve());
	});
	void ended.then(() => process.removeListener('exit', killGroup));
	const server = {
		url: `http://127.0.0.1:${port}`,
		pid: child.pid ?? 0,
		logFile,
		ended,
		stop: () => end(child, ended, 'SIGTERM'),
		kill: () => end(child, ended, 'SIGKILL'),
	};
	try {
		await untilReady(server.url, child);
	} catch (error) {
		await server.kill();
		const printed = (await readFile(logFile, 'utf8')).trim().slice(-2000);
		throw new Error(`${(error as Error).message} Its last words:\n${printed}`);
	}
	return server;
}

async function environment({ runtime, folder, command }: N8nOptions, port: number) {
	const { PATH = '', LANG = 'C.UTF-8' } = process.env;
	return {
		PATH: `${dirname(runtime.node)}${delimiter}${PATH}`,
		LANG,
		HOME: folder,
		N8N_USER_FOLDER: folder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		// Workers answer health checks on a port of their own.
		...(command === 'worker' && {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
		}),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		// The editor is served over plain HTTP here, where browsers drop secure cookies.
		N8N_SECURE_COOKIE: 'false',
		...QUIET,
	};
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null || child.signalCode !== null) {
			throw new Error('n8n ended while it was starting.');
		}
		const ready = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
		if (ready?.ok) return;
		await pause(200);
	}
	throw new Error(`n8n did not answer within ${READY_WITHIN_MS / 1000} seconds.`);
}

async function end(child: ChildProcess, ended: Promise<void>, signal: NodeJS.Signals) {
	if (signal === 'SIGKILL') signalGroup(child, signal);
	else child.kill(signal);
	const stopped = await Promise.race([
		ended.then(() => true),
		pause(STOP_WITHIN_MS, false, { ref: false }),
	]);
	if (!stopped) signalGroup(child, 'SIGKILL');
	await ended;
}

/** Signals n8n and the task runner it started; does nothing once n8n has ended. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	process.kill(-child.pid, signal);
}
