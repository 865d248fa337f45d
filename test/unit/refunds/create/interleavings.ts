/** Many refunds of one payment in one process, in an order that a seed decides. */
import { setImmediate as nextTurn } from 'node:timers/promises';

import { createRefunds } from '../../../../refunds/create/createRefunds';
import type { RefundOrder } from '../../../../refunds/provider';
import type { RefundRecord } from '../../../../refunds/refund';
import { randomFrom, type Random } from '../../../faults/random';
import { account, createWorld, orderFor, type Fate } from './world';

interface Interleaving {
	refunds: number;
	/** Minor units. */
	paid: bigint;
	/** The most that had moved at any time. */
	moved: bigint;
	/** Whether exactly what was left could be refunded in the end, and nothing after it. */
	restRefunded: boolean;
	/** Outcomes that claim what is not so. */
	wrong: string[];
}

const FATES: Fate[] = ['accepted', 'accepted', 'pending', 'refused', 'not_sent', 'lost', 'unheard'];

/**
 * Plays one seed: 2 to 50 refunds, in batches that start at any moment. Without the lock the
 * batches do not wait for each other, which shows that the sum can go wrong.
 */
export async function interleave(seed: number, lock = true): Promise<Interleaving> {
	const random = randomFrom(`interleaving ${seed}`);
	const waiting: Array<() => void> = [];
	const paid = BigInt(1 + random.below(50_000));
	// A provider that lists no refunds refuses an excess itself; the others would refund it.
	const shows = random.pick(['all', 'all', 'all', 'nameless', 'none'] as const);
	let isOver = false;
	const world = createWorld({
		paid,
		shows,
		checks: shows !== 'all',
		fate: () => (isOver ? 'accepted' : random.pick(FATES)),
		turn: async () => await new Promise((resolve) => waiting.push(resolve)),
	});
	const { ports } = world.run;
	const paymentId = `payment_${seed}`;
	const wrong: string[] = [];
	let moved = 0n;

	const play = async (batches: RefundOrder[][]): Promise<RefundRecord[]> => {
		let ended = false;
		const all = Promise.all(
			batches.map(async (batch, index) => {
				await ports.pause(0);
				const of = lock ? account : { ...account, identity: String(index) };
				return await createRefunds(batch, { ...world.run, account: of });
			}),
		).finally(() => {
			ended = true;
		});
		while (!ended) {
			await nextTurn();
			const [next] = waiting.splice(random.below(waiting.length || 1), 1);
			next?.();
			if (world.moved() > moved) moved = world.moved();
		}
		return (await all).flat();
	};

	const orders = ordersOf(2 + random.below(49), paid, paymentId, random);
	for (const record of await play(batchesOf(orders, random))) {
		const isMade = record.status === 'succeeded' || record.status === 'pending';
		const real = world.shared.refunds.some(({ refundId }) => refundId === record.refundId);
		if (isMade !== real) wrong.push(JSON.stringify(record));
	}
	isOver = true;
	const left = paid - world.moved();
	const rest = orderFor(left, { paymentId, reference: 'rest' });
	const [last] = left > 0n ? await play([[rest]]) : [];
	const [more] = await play([[orderFor(1n, { paymentId, reference: 'more' })]]);
	const restRefunded = left <= 0n || last?.status === 'succeeded';
	return {
		refunds: orders.length,
		paid,
		moved,
		restRefunded: restRefunded && more?.status === 'failed',
		wrong,
	};
}

function ordersOf(count: number, paid: bigint, paymentId: string, random: Random): RefundOrder[] {
	return Array.from({ length: count }, (_, index) => {
		const most = Number((paid * 2n) / BigInt(count)) + 1;
		const amount = random.chance(20) ? 'remaining' : BigInt(1 + random.below(most));
		return orderFor(amount, { paymentId, reference: `T-${index}` });
	});
}

/** One batch, one a refund, or anything between. */
function batchesOf(orders: RefundOrder[], random: Random): RefundOrder[][] {
	const size = 1 + random.below(orders.length);
	const batches: RefundOrder[][] = [];
	for (let start = 0; start < orders.length; start += size) {
		batches.push(orders.slice(start, start + size));
	}
	return batches;
}
