import fc from 'fast-check';

import { mapConcurrent, withLocks } from '../../../../refunds/create/paymentLock';

test('one at a time per key, and no two batches wait for each other for ever', async () => {
	const keys = fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 });
	await fc.assert(
		fc.asyncProperty(
			fc.scheduler(),
			fc.array(fc.tuple(keys, fc.boolean()), { minLength: 1, maxLength: 8 }),
			async (scheduler, batches) => {
				const inside = new Set<string>();
				let ended = 0;
				const all = Promise.allSettled(
					batches.map(async ([own, backwards]) => {
						const asked = backwards ? [...own, ...own].reverse() : own;
						await scheduler.schedule(Promise.resolve());
						await withLocks(asked, async () => {
							for (const key of own) {
								expect(inside.has(key)).toBe(false);
								inside.add(key);
							}
							await scheduler.schedule(Promise.resolve());
							for (const key of own) inside.delete(key);
							ended += 1;
							if (backwards) throw new Error('Work may fail');
						});
					}),
				);
				await scheduler.waitFor(all);
				expect(ended).toBe(batches.length);
				const results = await all;
				expect(results.map(({ status }) => status === 'rejected')).toEqual(
					batches.map(([, backwards]) => backwards),
				);
			},
		),
	);
});

test('the next holder comes in the order of asking', async () => {
	const order: number[] = [];
	await Promise.all(
		[1, 2, 3].map(async (number) => {
			await withLocks(['key'], async () => {
				await Promise.resolve();
				order.push(number);
			});
		}),
	);
	expect(order).toEqual([1, 2, 3]);
});

test('other keys do not wait', async () => {
	let open = (): void => undefined;
	const held = withLocks(['a'], async () => {
		await new Promise<void>((resolve) => {
			open = resolve;
		});
	});
	await expect(withLocks(['b'], async () => 'done')).resolves.toBe('done');
	open();
	await held;
});

test('gives back what the work gives', async () => {
	await expect(withLocks(['a'], async () => 7)).resolves.toBe(7);
	await expect(
		withLocks(['a'], async () => {
			throw new Error('no');
		}),
	).rejects.toThrow('no');
});

describe('mapConcurrent', () => {
	test('keeps the order and never runs more side by side than asked', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.array(fc.integer(), { maxLength: 20 }),
				fc.integer({ min: 1, max: 6 }),
				async (scheduler, entries, limit) => {
					let running = 0;
					let most = 0;
					const all = mapConcurrent(entries, limit, async (entry) => {
						running += 1;
						most = Math.max(most, running);
						await scheduler.schedule(Promise.resolve());
						running -= 1;
						return entry * 2;
					});
					await scheduler.waitFor(all);
					expect(await all).toEqual(entries.map((entry) => entry * 2));
					expect(most).toBe(Math.min(limit, entries.length));
				},
			),
		);
	});
});
