import { startN8n, type N8nOptions, type N8nServer } from './n8n/server';
import type { Runtime } from './runtime/install';
import { postgresDatabase, postgresUser, startPostgres } from './services/postgres';
import { startRedis, type Redis } from './services/redis';
import { furnish, userFolder, type Stage, type StageOptions } from './stage';

const WORKERS = 2;

/** Queue mode has a Redis between n8n's processes. */
export interface QueueStage extends Stage {
	redis: Redis;
}

/** n8n's own queue: main process, webhook process and two workers, with Redis and PostgreSQL. */
export async function queueMode(runtime: Runtime, options: StageOptions = {}): Promise<QueueStage> {
	const folder = await userFolder(options);
	const postgres = await startPostgres(runtime);
	const redis = await startRedis(folder);
	const env = { ...environment(postgres.port, redis.port), ...options.env };
	const start = (command: N8nOptions['command']) => startN8n({ runtime, folder, command, env });
	// The main process sets up the database, which the others need.
	const n8n = await start('start');
	const webhook = await start('webhook');
	const startWorkers = () => Promise.all(Array.from({ length: WORKERS }, () => start('worker')));
	let workers = await startWorkers();
	const everyWorker = async (end: (worker: N8nServer) => Promise<void>) => {
		await Promise.all(workers.map(end));
	};
	const furniture = await furnish(n8n.url);
	return {
		mode: 'queue',
		...furniture,
		n8n,
		redis,
		get pids() {
			return [n8n, webhook, ...workers].map(({ pid }) => pid);
		},
		webhookUrl: `${webhook.url}/webhook`,
		crash: async () => {
			await everyWorker((worker) => worker.kill());
			workers = await startWorkers();
		},
		restart: async () => {
			await everyWorker((worker) => worker.stop());
			workers = await startWorkers();
		},
		stop: async () => {
			await everyWorker((worker) => worker.stop());
			await Promise.all([webhook.stop(), n8n.stop()]);
			await furniture.sandbox.stop();
			await Promise.all([redis.stop(), postgres.stop()]);
		},
	};
}

function environment(postgresPort: number, redisPort: number): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: 'the same for every process',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgresPort),
		DB_POSTGRESDB_USER: postgresUser,
		DB_POSTGRESDB_DATABASE: postgresDatabase,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		// A dead worker's executions are noticed after some ten seconds instead of a minute.
		QUEUE_WORKER_LOCK_DURATION: '10000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
		QUEUE_WORKER_STALLED_INTERVAL: '2000',
	};
}
