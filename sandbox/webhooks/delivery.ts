/** Sending events: tries with the provider's pauses, and a log of every attempt. */
import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import axios from 'axios';
import type { ProviderName } from '../names';
import type { SignedEvent } from './eventTypes';

/** One attempt to deliver an event. */
export interface Delivery {
	provider: ProviderName;
	eventId: string;
	type: string;
	refundId: string | null;
	url: string;
	/** 1 for the first try. */
	attempt: number;
	/** The receiver's HTTP status; 0 when there was no answer. */
	status: number;
	at: number;
}

const deadlineMs = 30_000;
const kept = 20_000;

interface Courier {
	/** One try. */
	attempt(event: SignedEvent, attempt?: number): Promise<Delivery>;
	/**
	 * Tries until the receiver says 2xx or the provider gives up, with these pauses (milliseconds)
	 * in between; resolves to whether it arrived.
	 */
	deliver(event: SignedEvent, pauses: readonly number[]): Promise<boolean>;
	deliveries(): readonly Delivery[];
	/** Forgets everything and gives up on what is under way. */
	reset(): void;
	stop(): void;
}

/** What can be called off together; any number of deliveries listen to it. */
function newRound(): AbortController {
	const controller = new AbortController();
	setMaxListeners(0, controller.signal);
	return controller;
}

export function createCourier(settings: { retryScale: number }): Courier {
	const httpAgent = new HttpAgent({ keepAlive: true, maxSockets: 32 });
	const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: 32 });
	let round = newRound();
	let log: Delivery[] = [];

	async function attempt(event: SignedEvent, number = 1): Promise<Delivery> {
		const { provider, eventId, type, refundId, url, headers, body } = event;
		const { signal } = round;
		const at = Date.now();
		const status = await axios
			// A buffer: axios must send the signed bytes as they are.
			.post<unknown>(url, Buffer.from(body), {
				headers: { 'content-type': 'application/json', ...headers },
				httpAgent,
				httpsAgent,
				maxRedirects: 0,
				proxy: false,
				responseType: 'text',
				signal,
				timeout: deadlineMs,
				validateStatus: () => true,
			})
			.then(
				(response) => response.status,
				() => 0,
			);
		const delivery = { provider, eventId, type, refundId, url, attempt: number, status, at };
		if (!signal.aborted) log.push(delivery);
		if (log.length > kept) log = log.slice(kept / 2);
		return delivery;
	}

	/** False when everything was called off in the meantime. */
	async function pause(milliseconds: number, { signal }: AbortController): Promise<boolean> {
		return await setTimeout(milliseconds, true, { ref: false, signal }).catch(() => false);
	}

	return {
		attempt,
		async deliver(event, pauses) {
			const ownRound = round;
			for (let number = 1; ; number += 1) {
				const { status } = await attempt(event, number);
				if (status >= 200 && status < 300) return true;
				const interval = pauses[number - 1];
				if (interval === undefined || ownRound.signal.aborted) return false;
				if (!(await pause(interval * settings.retryScale, ownRound))) return false;
			}
		},
		deliveries: () => log,
		reset() {
			round.abort();
			round = newRound();
			log = [];
		},
		stop() {
			round.abort();
			httpAgent.destroy();
			httpsAgent.destroy();
		},
	};
}
