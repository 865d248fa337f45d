/** Waiting for things to happen, and a receiver of the sandbox's webhooks. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Waits until something holds; fails with the last value after five seconds. */
export async function eventually<T>(read: () => T | Promise<T>, holds: (value: T) => boolean) {
	for (let tries = 0; ; tries += 1) {
		const value = await read();
		if (holds(value)) return value;
		if (tries === 500) throw new Error(`Still ${JSON.stringify(value)}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** A web server that keeps what it gets and answers with the given statuses, then with 200. */
export async function startReceiver(statuses: number[] = []) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push({
				path: request.url ?? '',
				headers: request.headers,
				body: Buffer.concat(chunks).toString('utf8'),
			});
			response.statusCode = statuses.shift() ?? 200;
			response.end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?from=sandbox`,
		received,
		statuses,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
