/** Orders in waves: claims are taken just before sending, so that a crash leaves few behind. */
import type { RefundOrder } from '../provider';
import { newSignal, type Signal } from './lanes';
import type { RefundPolicy } from './ports';

/**
 * Refunds that may be claimed and not yet sent: what a crash leaves for a person to look up.
 * Smaller costs more: each wave is an inline sub-workflow of 40 to 50 ms (see docs/never-twice.md).
 */
const SMALLEST_WAVE = 10;

export function waveSize({ concurrency }: RefundPolicy): number {
	return Math.max(SMALLEST_WAVE, concurrency);
}

/**
 * Waves of at most `size` orders. A payment's orders stay together: its lock is held by one wave
 * alone, so that two runs can never wait for each other. One with more orders is a wave of its own.
 */
export function wavesOf<T extends { order: RefundOrder }>(
	entries: readonly T[],
	size: number,
): T[][] {
	const waves: T[][] = [];
	let wave: T[] = [];
	for (const together of byPayment(entries)) {
		if (wave.length > 0 && wave.length + together.length > size) {
			waves.push(wave);
			wave = [];
		}
		wave.push(...together);
	}
	if (wave.length > 0) waves.push(wave);
	return waves;
}

function byPayment<T extends { order: RefundOrder }>(entries: readonly T[]): Iterable<T[]> {
	const payments = new Map<string, T[]>();
	for (const entry of entries) {
		const { paymentId } = entry.order;
		const together = payments.get(paymentId);
		if (together) together.push(entry);
		else payments.set(paymentId, [entry]);
	}
	return payments.values();
}

/** Parts of at most `size`, in order. */
export function partsOf<T>(all: readonly T[], size: number): T[][] {
	const parts: T[][] = [];
	for (let start = 0; start < all.length; start += size) parts.push(all.slice(start, start + size));
	return parts;
}

/** A wave's place among the others. */
export interface Turn {
	/** Every refund of the wave before has been sent: this one may be claimed. */
	mayClaim: Promise<void>;
	/** This wave is being claimed: the next one may be looked up. */
	claiming: Signal;
	/** Every refund of this wave has been sent; answers may be on their way. */
	sent: Signal;
}

/** Runs waves one behind the other: each is looked up while the one before is claimed and sent. */
export async function inTurns<T>(
	waves: readonly T[],
	work: (wave: T, turn: Turn) => Promise<void>,
	isOver: () => boolean,
): Promise<void> {
	const running: Array<Promise<void>> = [];
	let mayClaim = Promise.resolve();
	for (const wave of waves) {
		if (isOver()) break;
		const turn: Turn = { mayClaim, claiming: newSignal(), sent: newSignal() };
		mayClaim = turn.sent.reached;
		running.push(inTurn(turn, async () => await work(wave, turn)));
		await turn.claiming.reached;
	}
	await Promise.all(running);
}

/** Whatever happens to a wave, the next one has its turn. */
async function inTurn(turn: Turn, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} finally {
		await turn.mayClaim;
		turn.claiming.reach();
		turn.sent.reach();
	}
}
