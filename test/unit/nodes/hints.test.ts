import { hintsFor } from '../../../nodes/operations/refund/create/hints';
import { refundRecord, type RefundRecord } from '../../../refunds/refund';

const refund = (facts: Partial<RefundRecord>) => ({
	...refundRecord({ provider: 'paymongo', status: 'succeeded' }),
	...facts,
});
const failure = (failureMessage: string) => refund({ status: 'failed', failureMessage });

describe('hintsFor', () => {
	test('says nothing when all went as asked', () => {
		expect(hintsFor([refund({}), refund({})], [])).toEqual([]);
	});

	test('says why the only item was not refunded', () => {
		const [hint] = hintsFor([], [failure('No such payment. Check the ID.')]);
		expect(hint).toMatchObject({ type: 'warning', location: 'outputPane' });
		expect(hint?.message).toMatch(/^1 item .*Not Refunded.* No such payment. Check the ID.$/);
	});

	test('says how many were not refunded and why the first was not', () => {
		const [hint] = hintsFor([refund({})], [failure('First.'), failure('Second.')]);
		expect(hint?.message).toMatch(/^2 items .*Not Refunded.*failureMessage.* First.$/);
	});

	test('shows the words of a provider as text', () => {
		const [hint] = hintsFor([], [failure('It says "<b>a&b</b>".')]);
		expect(hint?.message).toContain('It says "&lt;b&gt;a&amp;b&lt;/b&gt;".');
	});

	test('counts refunds that had been made before, wherever they go', () => {
		const earlier = refund({ duplicate: true });
		const hints = hintsFor([refund({}), earlier], [earlier]);
		expect(hints.map(({ message }) => message)).toEqual([expect.stringMatching(/^2 refunds had/)]);
		expect(hintsFor([earlier], [])[0]?.message).toMatch(/^1 refund had/);
	});
});
