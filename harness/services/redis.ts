import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startService } from './process';
import { ensureTool } from './tools';

const run = promisify(execFile);

export interface Redis {
	port: number;
	/** Stops it and starts it again on the same port, with what it had written down. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

const debian = { name: 'Redis', package: 'redis-server' };

/** Starts a Redis of its own in a folder, on 127.0.0.1. */
export async function startRedis(folder: string, port: number): Promise<Redis> {
	const command = await ensureTool({ ...debian, candidates: ['redis-server'] });
	const client = await ensureTool({ ...debian, candidates: ['redis-cli'] });
	const dir = join(folder, 'redis');
	await mkdir(dir, { recursive: true });
	const start = () =>
		startService({
			name: debian.name,
			command,
			args: ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--appendonly', 'yes'],
			logFile: join(folder, 'redis.log'),
			// While it still reads its file it answers, but not with PONG.
			isReady: () =>
				run(client, ['-p', `${port}`, 'ping']).then(
					({ stdout }) => stdout.trim() === 'PONG',
					() => false,
				),
		});
	let service = await start();
	return {
		port,
		restart: async () => {
			await service.stop();
			service = await start();
		},
		stop: () => service.stop(),
	};
}
