/** Work that runs side by side, at most so much at once. */

export interface Lanes {
	/** Runs work as soon as a lane is free, before whatever waits for one `later`. */
	soon<T>(work: () => Promise<T>): Promise<T>;
	later<T>(work: () => Promise<T>): Promise<T>;
}

/** First come, first served, but for what has to run soon. */
export function openLanes(limit: number): Lanes {
	let free = limit;
	const urgent: Array<() => void> = [];
	const patient: Array<() => void> = [];

	async function inLane<T>(queue: Array<() => void>, work: () => Promise<T>): Promise<T> {
		if (free > 0) free -= 1;
		else await new Promise<void>((resolve) => queue.push(resolve));
		try {
			return await work();
		} finally {
			const next = urgent.shift() ?? patient.shift();
			if (next) next();
			else free += 1;
		}
	}

	return {
		soon: async (work) => await inLane(urgent, work),
		later: async (work) => await inLane(patient, work),
	};
}

/** Something that will have happened: it can be waited for by many, and happens once. */
export interface Signal {
	reached: Promise<void>;
	reach(): void;
}

export function newSignal(): Signal {
	let reach = (): void => undefined;
	const reached = new Promise<void>((resolve) => {
		reach = resolve;
	});
	return { reached, reach };
}
