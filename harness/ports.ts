import { createServer } from 'node:net';

const ATTEMPTS = 5;

/** How n8n, its task broker, Redis and PostgreSQL say that somebody else listens on their port. */
const TAKEN = /port \d+ is already in use|address already in use/i;

/**
 * Starts a server, and starts it again where it found a port taken: between choosing a free port
 * and listening on it, something else on this machine may get it. `start` chooses its ports anew
 * each time, and throws what the server said.
 */
export async function startOnFreePorts<T>(start: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await start();
		} catch (error) {
			if (attempt === ATTEMPTS || !TAKEN.test(String(error))) throw error;
		}
	}
}

/** Whether this machine can listen on a port now. */
export function isFree(port: number): Promise<boolean> {
	return listenOnce(port).then(
		() => true,
		() => false,
	);
}

/** A port nobody uses now. */
export const freePort = (): Promise<number> => listenOnce(0);

function listenOnce(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
		});
	});
}
