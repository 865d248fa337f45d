import { interleave } from './interleavings';

/** `npm run faults` plays 10,000. */
const SEEDS = Array.from({ length: 500 }, (_, seed) => seed);

test('however refunds of one payment interleave, their sum stays within what was paid', async () => {
	let refunds = 0;
	for (const seed of SEEDS) {
		const { paid, moved, restRefunded, wrong, ...played } = await interleave(seed);
		expect({ seed, over: moved > paid, wrong }).toEqual({ seed, over: false, wrong: [] });
		// The exact remaining amount is not refused.
		expect({ seed, restRefunded }).toEqual({ seed, restRefunded: true });
		refunds += played.refunds;
	}
	expect(refunds).toBeGreaterThan(10 * SEEDS.length);
});

test('without the lock it does not: this can fail', async () => {
	const sums = await Promise.all(
		SEEDS.slice(0, 50).map(async (seed) => await interleave(seed, false)),
	);
	expect(sums.filter(({ moved, paid }) => moved > paid).length).toBeGreaterThan(0);
});
