/** Refunds read payment by payment: one that cannot be read is a gap, and hides no other. */
import { paymongo } from '../../../providers/paymongo';
import { readByPayment } from '../../../nodes/operations/refund/reconcile/pages';
import { ProviderError } from '../../../refunds/exchange';
import type { ListedRefund } from '../../../refunds/reconcile';
import { refundRecord } from '../../../refunds/refund';

const account = paymongo.account({ secretKey: 'sk_test_x' });

/** Payments whose refunds cannot be read fail with `httpStatus`; each other has one refund. */
async function readAll(payments: string[], failing: Record<string, number>) {
	const asked: string[] = [];
	const provider: typeof paymongo = {
		...paymongo,

		async *listRefunds(_send, _account, { paymentId = '' }) {
			asked.push(paymentId);
			const httpStatus = failing[paymentId];
			if (httpStatus !== undefined) {
				const message = `PayMongo answered HTTP ${httpStatus}.`;
				const failure = { code: 'failed', message, advice: '' };
				throw new ProviderError(failure, httpStatus, httpStatus === 404);
			}
			yield [refundRecord({ provider: 'paymongo', status: 'succeeded', paymentId })];
		},
	};
	const send = async () => await Promise.reject<never>(new Error('Nothing is sent here.'));
	const found: ListedRefund[] = [];
	const { pages, gaps } = await readByPayment(
		{ provider, send, account },
		new Set(payments),
		found,
	);
	return { pages, gaps, asked, found: found.map(({ paymentId }) => paymentId) };
}

test.each<[string, Record<string, number>, string[], string | null]>([
	['none fails', {}, ['a', 'b', 'c'], null],
	['a payment nobody knows', { b: 404 }, ['a', 'c'], null],
	['the first', { a: 503 }, ['b', 'c'], 'payment a: PayMongo answered HTTP 503.'],
	['one in the middle', { b: 403 }, ['a', 'c'], 'payment b: PayMongo answered HTTP 403.'],
	['the last', { c: 500 }, ['a', 'b'], 'payment c: PayMongo answered HTTP 500.'],
	['two', { a: 500, c: 503 }, ['b'], 'payment a and 1 more: PayMongo answered HTTP 500.'],
])('%s', async (_name, failing, found, why) => {
	const read = await readAll(['a', 'b', 'c'], failing);
	expect(read.found).toEqual(found);
	expect(read.pages).toBe(found.length);
	expect(read.gaps).toEqual(why === null ? [] : [{ from: null, to: null, why }]);
});

test('where none can be read, the failure itself is thrown', async () => {
	await expect(readAll(['a', 'b'], { a: 401, b: 401 })).rejects.toThrow('HTTP 401');
});

test('after three in a row no more are asked for, and the rest is in the gap', async () => {
	const payments = ['a', 'b', 'c', 'd', 'e', 'f'];
	const { asked, gaps } = await readAll(payments, { b: 503, c: 503, d: 503, f: 503 });
	expect(asked).toEqual(['a', 'b', 'c', 'd']);
	expect(gaps).toEqual([
		{ from: null, to: null, why: 'payment b and 4 more: PayMongo answered HTTP 503.' },
	]);
});
