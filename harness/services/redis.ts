import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, startOnFreePorts } from '../ports';
import { startService, type Service } from './process';
import { ensureTool } from './tools';

export interface Redis {
	port: number;
	/** Stops it and starts it again on the same port, with what it had written down. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

const DEBIAN = { name: 'Redis', candidates: ['redis-server'], package: 'redis-server' };

/** Starts a Redis of its own in a folder, on 127.0.0.1. */
export async function startRedis(folder: string): Promise<Redis> {
	const command = await ensureTool(DEBIAN);
	const dir = join(folder, 'redis');
	await mkdir(dir, { recursive: true });
	const startAt = async (port: number): Promise<{ port: number; service: Service }> => {
		const service = await startService({
			name: 'Redis',
			command,
			args: ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--appendonly', 'yes'],
			logFile: join(folder, 'redis.log'),
			ready: 'Ready to accept connections',
		});
		return { port, service };
	};
	let running = await startOnFreePorts(async () => await startAt(await freePort()));
	return {
		port: running.port,
		restart: async () => {
			await running.service.stop();
			running = await startAt(running.port);
		},
		stop: () => running.service.stop(),
	};
}
