import { createServer } from 'node:net';

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
