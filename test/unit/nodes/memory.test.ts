import { paymongo } from '../../../providers/paymongo';
import { keep, recall } from '../../../nodes/memory';
import type { Account } from '../../../refunds/exchange';
import { refundRecord, type RefundRecord } from '../../../refunds/refund';

const account: Account = { mode: 'test', origin: '', identity: 'mine', earlierIdentities: [] };

function refund(facts: Partial<RefundRecord>): RefundRecord {
	const known = refundRecord({ provider: 'paymongo', status: 'pending', paymentId: 'pay_1' });
	return { ...known, ...facts };
}

const remember = (facts: Partial<RefundRecord>) => keep(paymongo, account, refund(facts));
const statuses = (paymentId: string) =>
	recall(paymongo, account, paymentId).map(({ refundId, status }) => [refundId, status]);

test('a refund is kept in place of what was known of it, without the provider’s object', () => {
	remember({ refundId: 'ref_1', raw: { a: 1 } });
	remember({ refundId: 'ref_2' });
	remember({ refundId: 'ref_1', status: 'succeeded' });
	expect(statuses('pay_1')).toEqual([
		['ref_1', 'succeeded'],
		['ref_2', 'pending'],
	]);
	expect(recall(paymongo, account, 'pay_1')[0]?.raw).toBeNull();
});

test('refunds without an ID are each one of their own', () => {
	remember({ paymentId: 'pay_2', refundId: null });
	remember({ paymentId: 'pay_2', refundId: null });
	remember({ paymentId: null, refundId: null });
	expect(statuses('pay_2')).toHaveLength(2);
});

test('another account’s payment of the same name is another payment', () => {
	remember({ paymentId: 'pay_3', refundId: 'ref_3' });
	expect(recall(paymongo, { ...account, identity: 'another' }, 'pay_3')).toEqual([]);
});

test('the payments refunded longest ago are forgotten first', () => {
	remember({ paymentId: 'pay_old', refundId: 'ref_1' });
	remember({ paymentId: 'pay_used', refundId: 'ref_1' });
	for (let index = 0; index < 1_999; index += 1) {
		remember({ paymentId: `pay_many_${index}`, refundId: 'ref_1' });
		if (index === 1_000) remember({ paymentId: 'pay_used', refundId: 'ref_2' });
	}
	expect(statuses('pay_old')).toEqual([]);
	expect(statuses('pay_used')).toHaveLength(2);
});

test('thousands of refunds of one payment are kept in no time', () => {
	const started = Date.now();
	for (let index = 0; index < 20_000; index += 1) {
		remember({ paymentId: 'pay_busy', refundId: index % 2 ? null : `ref_${index}` });
	}
	expect(statuses('pay_busy')).toHaveLength(20_000);
	expect(Date.now() - started).toBeLessThan(2_000);
});
