import fc from 'fast-check';

import { repeatedIn } from '../../../../../refunds/reconcile';

test('the names that are there more than once, and no other', () => {
	const names = fc.array(
		fc.oneof(
			fc.string(),
			fc.constantFrom('pay_1', 'pay_2', 'x-pay_1', 'PAY_1', ''),
			fc.integer({ max: 40 }).map((n) => `payment-of-a-long-name-${n}`),
		),
		{ maxLength: 400 },
	);
	fc.assert(
		fc.property(names, (list) => {
			const counted = new Set(list.filter((name, index) => list.indexOf(name) !== index));
			expect(repeatedIn(list)).toEqual(counted);
		}),
	);
});
