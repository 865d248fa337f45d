/** The gate of one execution: lets faults happen at its requests, and lets its process die. */
import { setTimeout as pause } from 'node:timers/promises';

import type { Gate, Step } from './gates';

/** When a process dies; after `count` steps of the kind, or at its end if it takes fewer. */
export interface Death {
	at: 'look' | 'claim' | 'send' | 'late' | 'answer' | 'end';
	count: number;
	/** How much later the send that was under way arrives, in milliseconds. */
	delay: number;
}

export interface Execution extends Gate {
	/** Settles when the process dies. */
	died: Promise<void>;
	/** Settles when nothing that was under way can arrive any more. */
	quiet(): Promise<void>;
}

export interface ExecutionOptions {
	death?: Death | undefined;
	/** How many tries of Retry On Fail lose their output. */
	lostOutputs?: number;
	/** Called right before a request leaves. */
	onRequest(step: Step): void;
	/** Called when a send has left, with its body. */
	onSent(body: string): void;
}

/** A killed process does nothing more: whatever it would do next waits for ever. */
export function openExecution({
	death,
	lostOutputs = 0,
	onRequest,
	onSent,
}: ExecutionOptions): Execution {
	const seen = { look: 0, claim: 0, confirm: 0, release: 0, read: 0, send: 0 };
	const died = settled();
	const quiet = settled();
	let dead = false;
	let begun = false;
	let tries = 0;
	const die = (): void => {
		dead = true;
		died.settle();
	};
	const dieFor = async (): Promise<never> => {
		die();
		quiet.settle();
		return await new Promise<never>(() => undefined);
	};

	return {
		died: died.promise,
		// It may be ended before its node begins.
		quiet: async () => (begun ? await quiet.promise : undefined),
		begin: () => {
			begun = true;
		},
		isDead: () => dead,
		onSent,
		async before(step) {
			if (dead) return await dieFor();
			if (step === 'send' && seen.send === death?.count) {
				if (death.at === 'send') return await dieFor();
				if (death.at === 'late') {
					die();
					await pause(death.delay);
				}
			}
			if (step === 'look' || step === 'send') onRequest(step);
		},
		async after(step) {
			const isLast = seen[step] === death?.count;
			seen[step] += 1;
			if (dead) return await dieFor();
			if (isLast && (death.at === step || (death.at === 'answer' && step === 'send'))) {
				return await dieFor();
			}
		},
		over: () => quiet.settle(),
		async end() {
			if (death) return await dieFor();
			tries += 1;
			if (tries <= lostOutputs) throw new Error('The output was lost');
		},
	};
}

function settled(): { promise: Promise<void>; settle(): void } {
	let settle = (): void => undefined;
	const promise = new Promise<void>((resolve) => {
		settle = resolve;
	});
	return { promise, settle };
}
