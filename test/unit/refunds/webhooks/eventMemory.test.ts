import {
	EMPTY_MEMORY,
	judge,
	remember,
	type EventMemory,
} from '../../../../refunds/webhooks/eventMemory';
import { refundRecord, type RefundStatus } from '../../../../refunds/refund';
import type { RefundEvent } from '../../../../refunds/webhooks/webhook';
import { seeded } from '../../../fuzz/random';

const at = (second: number | null) =>
	second === null ? null : new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

let made = 0;

function event(
	status: RefundStatus,
	second: number | null,
	change: { refundId?: string | null; eventId?: string; providerStatus?: string } = {},
): RefundEvent {
	made += 1;
	const { refundId = 'ref_1', eventId = `evt_${made}`, providerStatus = status } = change;
	return {
		eventId,
		eventType: 'payment.refund.updated',
		refund: refundRecord({
			provider: 'paymongo',
			status,
			refundId,
			providerStatus,
			updatedAt: at(second),
		}),
	};
}

/** Takes events in turn, as the trigger does, and gives the states it would pass on. */
function take(events: RefundEvent[], start: EventMemory = EMPTY_MEMORY) {
	let memory = start;
	const emitted: string[] = [];
	for (const one of events) {
		if (judge(memory, one) === 'news') emitted.push(`${one.refund.status} ${one.refund.updatedAt}`);
		memory = remember(memory, [one]);
	}
	return { emitted, memory };
}

function permutations<T>(items: T[]): T[][] {
	if (items.length === 0) return [[]];
	return items.flatMap((item, index) =>
		permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
	);
}

function subsets<T>(items: T[], size: number): T[][] {
	if (size === 0) return [[]];
	return items.flatMap((item, index) =>
		subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
	);
}

describe('the memory of events', () => {
	test.each([
		['the same event again', [['pending', 1]], ['pending', 1, 'repeat'], 'repeated'],
		['an older pending after succeeded', [['succeeded', 5]], ['pending', 2], 'older'],
		['a pending of the same second after succeeded', [['succeeded', 5]], ['pending', 5], 'older'],
		['succeeded in the same second as pending', [['pending', 5]], ['succeeded', 5], 'news'],
		['a pending without a time after succeeded', [['succeeded', null]], ['pending', null], 'older'],
		['failed without a time (Rapyd) after pending', [['pending', 5]], ['failed', null], 'news'],
		['a pending after failed without a time', [['failed', null]], ['pending', 5], 'older'],
		['one success told by two events', [['succeeded', 5]], ['succeeded', 5], 'no_news'],
		[
			'a success touched later, e.g. by its payout',
			[['succeeded', 5]],
			['succeeded', 9],
			'no_news',
		],
		['a reversal', [['succeeded', 5]], ['reversed', 9], 'news'],
		['a status nobody knows, after the end', [['succeeded', 5]], ['unknown', 9], 'news'],
	] as const)('judges %s', (_, seen, [status, second, repeat], judgement) => {
		const events = seen.map(([before, time]) => event(before, time));
		const { memory } = take(events);
		const next =
			repeat === undefined
				? event(status, second)
				: event(status, second, { eventId: events[0]?.eventId ?? '' });
		expect(judge(memory, next)).toBe(judgement);
	});

	test('tells the states within pending apart by the provider’s word', () => {
		const { memory } = take([event('pending', 1, { providerStatus: 'pending' })]);
		expect(judge(memory, event('pending', 2, { providerStatus: 'processing' }))).toBe('news');
	});

	test('keeps refunds apart', () => {
		const { memory } = take([event('succeeded', 5)]);
		expect(judge(memory, event('pending', 1, { refundId: 'ref_2' }))).toBe('news');
	});

	test('can tell a refund without an id by its event only', () => {
		const { memory } = take([event('succeeded', 5, { refundId: null })]);
		expect(judge(memory, event('pending', 1, { refundId: null }))).toBe('news');
	});

	test('comes to the same last state in every order, with duplicates', () => {
		const random = seeded(4);
		const pool = [
			event('pending', 1, { providerStatus: 'pending' }),
			event('pending', 2, { providerStatus: 'processing' }),
			event('requires_action', 2),
			event('succeeded', 3),
			event('succeeded', 3),
			event('failed', 3),
			event('reversed', 4),
			event('unknown', 4),
			event('failed', null),
			event('pending', null),
		];
		let orders = 0;
		for (const size of [1, 2, 3, 4, 5]) {
			for (const subset of subsets(pool, size)) {
				const last = new Set<string | undefined>();
				for (const order of permutations(subset)) {
					const doubled = [...order];
					for (const one of order) doubled.splice(random.below(doubled.length + 1), 0, one);
					last.add(take(order).emitted.at(-1)).add(take(doubled).emitted.at(-1));
					orders += 1;
				}
				// Two events may tell the same state at two times; the state is what must agree.
				expect(new Set([...last].map((state) => state?.split(' ')[0])).size).toBe(1);
			}
		}
		expect(orders).toBe(10 + 90 + 720 + 5040 + 30_240);
	});

	test('emits every event of a refund once when they come in order', () => {
		const order = [event('pending', 1), event('requires_action', 2), event('succeeded', 3)];
		expect(take([...order, ...order]).emitted).toHaveLength(3);
	});

	test('is bounded, and forgets what was seen longest ago', () => {
		const first = event('succeeded', 1, { refundId: 'first' });
		const busy = event('pending', 1, { refundId: 'busy' });
		const others = Array.from({ length: 499 }, (_, index) =>
			event('succeeded', 1, { refundId: `ref_${index}` }),
		);
		const later = event('pending', 2, { refundId: 'busy', providerStatus: 'processing' });
		const { memory } = take([first, busy, ...others, later]);
		expect(memory.seen).toHaveLength(500);
		expect(memory.refunds).toHaveLength(500);
		expect(judge(memory, first)).toBe('news');
		expect(judge(memory, event('pending', 1, { refundId: 'busy' }))).toBe('older');
	});

	test('is plain JSON', () => {
		const { memory } = take([event('succeeded', 5)]);
		expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
	});
});
