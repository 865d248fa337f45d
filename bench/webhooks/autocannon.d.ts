/** The part of autocannon that is used here; it has no types of its own. */
declare module 'autocannon' {
	interface Request {
		method: string;
		path: string;
		headers?: Record<string, string>;
		body?: string;
		/** Called before each request; what it gives back is sent. */
		setupRequest?: (request: Request) => Request;
	}
	interface Options {
		url: string;
		connections: number;
		amount: number;
		/** Seconds. */
		timeout: number;
		requests: Request[];
	}
	interface Result {
		'2xx': number;
		non2xx: number;
		errors: number;
		timeouts: number;
		/** Seconds, not exact: sampled. */
		duration: number;
		/** Milliseconds. */
		latency: { p50: number; p97_5: number };
	}
	function autocannon(options: Options): Promise<Result>;
	export = autocannon;
}
