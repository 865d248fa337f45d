import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const READY_WITHIN_MS = 30_000;

export interface Service {
	/** Asks it to end and waits until it has. */
	stop(): Promise<void>;
}

interface ServiceOptions {
	name: string;
	command: string;
	args: string[];
	logFile: string;
	/** The user and group it runs as, where not those of this process. */
	user?: { uid: number; gid: number } | undefined;
	/** What it writes in its log when it takes connections. */
	ready: string;
}

/** Starts a server and resolves when it is ready. It ends with this process at the latest. */
export async function startService(options: ServiceOptions): Promise<Service> {
	const { command, args, logFile, user } = options;
	// A log of its own for each start: what an earlier one said of itself is not true of this one.
	const log = openSync(logFile, 'w');
	const child = spawn(command, args, { stdio: ['ignore', log, log], ...user });
	const ended = new Promise<void>((resolve) => {
		child.once('exit', () => resolve()).once('error', () => resolve());
	});
	const kill = () => void child.kill('SIGKILL');
	process.once('exit', kill);
	void ended.then(() => process.removeListener('exit', kill));
	await untilReady(child, options);
	return {
		stop: async () => {
			child.kill('SIGINT');
			await ended;
		},
	};
}

async function untilReady(child: ChildProcess, { name, logFile, ready }: ServiceOptions) {
	for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await pause(100)) {
		if (child.exitCode !== null || child.signalCode !== null) break;
		if ((await readFile(logFile, 'utf8')).includes(ready)) return;
	}
	child.kill('SIGKILL');
	const printed = (await readFile(logFile, 'utf8')).trim().slice(-2000);
	throw new Error(`${name} did not start. Its last words:\n${printed}`);
}
