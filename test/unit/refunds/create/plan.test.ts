import { openedWith } from '../../../../refunds/create/payments';
import { planRefund } from '../../../../refunds/create/plan';
import { claimKey, deriveReference } from '../../../../refunds/create/reference';
import type { RefundRun } from '../../../../refunds/create/ports';
import type { PaymentState, Plan } from '../../../../refunds/create/work';
import type {
	RefundDraft,
	LookUp,
	RefundOrder,
	RefundProvider,
} from '../../../../refunds/provider';
import { refundRecord, type RefundRecord } from '../../../../refunds/refund';
import { rapyd } from '../../../../providers/rapyd';
import { createWorld, failure, orderFor } from './world';

const { payment, run } = createWorld();

const lookUpOf = (change: Partial<LookUp> = {}): LookUp => ({
	payment,
	obstacle: null,
	refunds: [],
	complete: true,
	recordId: 'payment_1',
	accountId: null,
	...change,
});

const refundOf = (minor: bigint, change: Partial<RefundRecord> = {}): RefundRecord => ({
	...refundRecord({
		provider: 'rapyd',
		status: 'succeeded',
		refundId: 'refund_1',
		reference: 'T-1',
		money: { minor, currency: 'EUR', digits: 2 },
		createdAt: '2026-01-01T00:00:00.000Z',
	}),
	...change,
});

const runAt = (provider: RefundProvider): RefundRun => ({ ...run, provider });

const one = (
	order: RefundOrder,
	lookUp: LookUp = lookUpOf(),
	provider: RefundProvider = rapyd,
	remembered: RefundRecord[] = [],
) => planRefund(order, openedWith(lookUp, remembered), runAt(provider));

const planOf = (...given: Parameters<typeof one>): Plan => {
	const decision = one(...given);
	if (decision.kind !== 'claim') throw new Error(JSON.stringify(decision));
	return decision.plan;
};

const draftOf = (...given: Parameters<typeof one>): RefundDraft => {
	const { once } = planOf(...given);
	if (once.kind !== 'send') throw new Error(JSON.stringify(once.failure));
	return once.draft;
};

const refusalOf = (...given: Parameters<typeof one>) => {
	const { once, asked } = planOf(...given);
	if (once.kind !== 'refuse') throw new Error('Not refused');
	return { failure: once.failure, asked };
};

const settledOf = (...given: Parameters<typeof one>): RefundRecord => {
	const decision = one(...given);
	if (decision.kind !== 'settled') throw new Error('Not settled');
	return decision.record;
};

describe('the amount', () => {
	test.each([
		['as it was asked for', orderFor(1250n), 1250n, true],
		['everything that is left', orderFor('remaining'), 10_000n, false],
		['exactly what is left is not refused', orderFor(10_000n), 10_000n, true],
	])('%s', (_, order, minor, partial) => {
		const draft = draftOf(order);
		expect(draft).toMatchObject({ money: { minor, currency: 'EUR', digits: 2 }, partial });
		expect(planOf(order).asked.money).toEqual(draft.money);
	});

	test('everything that is left, after earlier refunds', () => {
		const refunds = [refundOf(2_500n, { reference: 'other' })];
		expect(draftOf(orderFor('remaining'), lookUpOf({ refunds })).money.minor).toBe(7_500n);
	});

	test('more than is left is refused, with what may be asked for', () => {
		const refunds = [refundOf(2_500n, { reference: 'other' })];
		expect(refusalOf(orderFor(7_501n), lookUpOf({ refunds }))).toEqual({
			failure: {
				code: 'amount_exceeds_remaining',
				message: 'Only 75.00 EUR is left to refund of this payment. Nothing was sent.',
				advice: 'Enter 75.00 or less.',
			},
			asked: {
				paymentId: 'payment_1',
				reference: 'T-1',
				reason: null,
				money: { minor: 7_501n, currency: 'EUR', digits: 2 },
			},
		});
	});

	test.each([orderFor(1n), orderFor('remaining')])('nothing is left', (order) => {
		const refunds = [refundOf(10_000n, { reference: 'other' })];
		const { failure: why, asked } = refusalOf(order, lookUpOf({ refunds }));
		expect(why).toEqual({
			code: 'nothing_left',
			message:
				'Nothing is left to refund of this payment: earlier refunds, also pending ones, use it up. Nothing was sent.',
			advice: '',
		});
		expect(asked.money?.minor).toBe(order.amount ? 1n : undefined);
	});

	test('several of one batch can never together exceed what is left', () => {
		const state = openedWith(lookUpOf(), []);
		const ask = (minor: bigint | 'remaining', reference: string) =>
			planRefund(orderFor(minor, { reference }), state, run);
		const refused = (code: string) => ({ plan: { once: { kind: 'refuse', failure: { code } } } });
		const sent = (minor: bigint) => ({ plan: { once: { draft: { money: { minor } } } } });
		expect(ask(6_000n, 'T-1')).toMatchObject(sent(6_000n));
		expect(ask(6_000n, 'T-2')).toMatchObject(refused('amount_exceeds_remaining'));
		expect(ask(1_000n, 'T-3')).toMatchObject(sent(1_000n));
		expect(ask('remaining', 'T-4')).toMatchObject(sent(3_000n));
		expect(ask(1n, 'T-5')).toMatchObject(refused('nothing_left'));
	});

	test('a refused one takes nothing from the balance', () => {
		const state = openedWith(lookUpOf(), []);
		const ask = (minor: bigint, reference: string) =>
			planRefund(orderFor(minor, { reference }), state, run);
		expect(ask(10_001n, 'T-1')).toMatchObject({ plan: { once: { kind: 'refuse' } } });
		expect(state.balance.left).toBe(10_000n);
		expect(ask(10_000n, 'T-2')).toMatchObject({ plan: { once: { kind: 'send' } } });
	});

	test('where nobody says what is left, an amount may be tried and the rest may not', () => {
		const unsaid = lookUpOf({ payment: { ...payment, amount: null } });
		expect(draftOf(orderFor(1250n), unsaid).money.minor).toBe(1250n);
		expect(refusalOf(orderFor('remaining'), unsaid).failure).toEqual({
			code: 'remaining_unknown',
			message: 'Rapyd does not say what is left of this payment. Nothing was sent.',
			advice: 'Choose "An Amount" and enter it.',
		});
	});

	test('a balance in another currency than the order says nothing', () => {
		const draft = draftOf(orderFor(99_999n, { currency: 'usd' }));
		expect(draft.money).toEqual({ minor: 99_999n, currency: 'USD', digits: 2 });
		expect(refusalOf(orderFor('remaining', { currency: 'USD' })).failure.code).toBe(
			'remaining_unknown',
		);
	});

	test.each<[bigint, string, string]>([
		[1_000n, 'EUR', '1.000 can be read as 1 or as 1000. Write it with 2 decimals.'],
		[12_500n, 'EUR', '12.500 can be read as 12.5 or as 12500. Write it with 2 decimals.'],
		[100_000n, 'PHP', '100.000 can be read as 100 or as 100000. Write it with 2 decimals.'],
		[500n, 'EUR', '0.500 can be read as 0.5 or as 500. Write it with 2 decimals.'],
		[1_000n, 'JPY', '1.000 can be read as 1 or as 1000. Write it with no decimals.'],
	])('%d thousandths %s have two readings, and none is sent', (units, currency, problem) => {
		const lookUp = lookUpOf({ payment: { ...payment, currency, amount: '9000' } });
		expect(settledOf(orderFor(1n, { amount: { units, scale: 3 } }), lookUp)).toMatchObject({
			status: 'failed',
			failureCode: 'invalid_input',
			failureMessage: `Amount ${problem} Nothing was sent.`,
		});
	});

	test.each<[bigint, number, string, bigint]>([
		[1_250n, 3, 'KWD', 1_250n],
		[50_000n, 2, 'JPY', 500n],
		[15n, 1, 'EUR', 150n],
		[125_000n, 4, 'EUR', 1_250n],
		[1_000n, 0, 'EUR', 100_000n],
		[1_250n, 3, 'CLF', 12_500n],
	])('%d of scale %d %s have one', (units, scale, currency, minor) => {
		const lookUp = lookUpOf({ payment: { ...payment, currency, amount: '9000' } });
		expect(draftOf(orderFor(1n, { amount: { units, scale } }), lookUp).money.minor).toBe(minor);
	});

	test('more digits than the currency has are refused, never rounded', () => {
		const amount = { units: 12_505n, scale: 3 };
		expect(settledOf(orderFor(1n, { amount }))).toMatchObject({
			failureCode: 'invalid_input',
			failureMessage: 'Amount has more decimals than this currency allows (2). Nothing was sent.',
			amount: null,
			reference: 'T-1',
		});
		const yen = lookUpOf({ payment: { ...payment, currency: 'JPY', amount: '1000' } });
		expect(settledOf(orderFor(1250n), yen)).toMatchObject({
			failureMessage: 'Amount has decimals, but this currency has none. Nothing was sent.',
		});
		expect(draftOf(orderFor(1200n), yen).money).toEqual({
			minor: 12n,
			currency: 'JPY',
			digits: 0,
		});
	});

	test.each([
		[null, 'Rapyd does not say which currency this payment has. Nothing was sent.'],
		[
			'XXX',
			'The currency XXX is not known, so its amounts cannot be sent exactly. Nothing was sent.',
		],
	])('in the currency %p nothing is sent', (currency, message) => {
		const lookUp = lookUpOf({ payment: { ...payment, currency } });
		expect(refusalOf(orderFor(1250n), lookUp).failure).toEqual({
			code: 'currency_unknown',
			message,
			advice: 'Refund this payment in the dashboard.',
		});
	});
});

describe('the reference', () => {
	const derived = (amount: string, currency = '', paymentId = 'payment_1') =>
		deriveReference({ provider: 'rapyd', paymentId, amount, currency });
	const unnamed = { reference: null };

	test('is derived from what is asked for where the user gave none', () => {
		expect(draftOf(orderFor(1250n, unnamed)).reference).toBe(derived('12.5'));
		const rest = planOf(orderFor('remaining', unnamed));
		expect(rest.asked.reference).toBe(derived('remaining'));
	});

	test('does not depend on how an amount is written, nor on the currency of the payment', () => {
		const amount = { units: 125n, scale: 1 };
		expect(draftOf(orderFor(1n, { ...unnamed, amount })).reference).toBe(derived('12.5'));
		const named = orderFor(1250n, { ...unnamed, currency: 'eur' });
		expect(draftOf(named).reference).toBe(derived('12.5', 'EUR'));
	});

	test('is the same without a look-up', () => {
		for (const order of [orderFor(1250n, unnamed), orderFor('remaining', unnamed)]) {
			const state: PaymentState = {
				kind: 'unreadable',
				failure,
				remembered: [],
				planned: new Map(),
			};
			const blind = planRefund(order, state, run);
			expect(blind).toMatchObject({
				plan: { names: { reference: planOf(order).names.reference } },
			});
		}
	});

	test('is in one form, whatever cannot be seen in it', () => {
		const order = orderFor(1250n, { reference: ' Mu\u0308ller\u00a0 1\u200b2 ' });
		expect(draftOf(order).reference).toBe('M\u00fcller 12');
		const refunds = [refundOf(1250n, { reference: 'M\u00fcller\u00ad  12' })];
		expect(settledOf(order, lookUpOf({ refunds }))).toMatchObject({
			duplicate: true,
			reference: 'M\u00fcller 12',
		});
	});

	test('names attempts: one more than the refunds that failed under it', () => {
		const none = planOf(orderFor(1250n));
		const refunds = [
			refundOf(1250n, { status: 'failed' }),
			refundOf(1250n, { refundId: 'refund_2', status: 'canceled' }),
			refundOf(1250n, { refundId: 'refund_3', reference: 'T-2', status: 'failed' }),
		];
		const third = planOf(orderFor(1250n), lookUpOf({ refunds }));
		const [name] = none.names.claimed;
		expect(none.claim.keys).toContain(claimKey(name, 1));
		expect(third.claim.keys).toContain(claimKey(name, 3));
		expect(third.claim.keys).not.toContain(claimKey(name, 1));
		const drafts = [draftOf(orderFor(1250n)), draftOf(orderFor(1250n), lookUpOf({ refunds }))];
		expect(new Set(drafts.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
	});
});

test('a claim names the reference, and says for what amount', () => {
	const [some, other, rest] = [orderFor(1250n), orderFor(1300n), orderFor('remaining')].map(
		(order) => planOf(order).claim,
	);
	expect([some?.amounts, other?.amounts, rest?.amounts]).toEqual([
		['1250 EUR', 'asked 12.5'],
		['1300 EUR', 'asked 13'],
		['10000 EUR rest', 'asked remaining'],
	]);
	expect(new Set([some?.keys[0], other?.keys[0], rest?.keys[0]]).size).toBe(1);
});

describe('an earlier refund under the reference', () => {
	test.each(['pending', 'requires_action', 'succeeded', 'reversed', 'unknown'] as const)(
		'%s: it is returned',
		(status) => {
			const refunds = [refundOf(1250n, { status })];
			expect(settledOf(orderFor(1250n), lookUpOf({ refunds }))).toMatchObject({
				refundId: 'refund_1',
				status,
				duplicate: true,
				protection: 'lookup',
			});
		},
	);

	test('the newest that stands is returned', () => {
		const refunds = [
			refundOf(1250n, { refundId: 'undated', createdAt: null }),
			refundOf(1250n, { refundId: 'new', createdAt: '2026-01-03T00:00:00.000Z' }),
			refundOf(1250n, { refundId: 'old' }),
			refundOf(1250n, {
				refundId: 'failed',
				status: 'failed',
				createdAt: '2026-01-04T00:00:00.000Z',
			}),
		];
		for (const order of [refunds, [...refunds].reverse()]) {
			const record = settledOf(orderFor(1250n), lookUpOf({ refunds: order }));
			expect(record.refundId).toBe('new');
		}
	});

	test.each([
		['another amount', { amount: '13.00' }, '13.00 EUR'],
		['another currency', { currency: 'USD' }, '12.50 USD'],
	])('%s: a conflict', (_, change, other) => {
		const refunds = [refundOf(1250n, change)];
		expect(settledOf(orderFor(1250n), lookUpOf({ refunds }))).toMatchObject({
			status: 'failed',
			failureCode: 'reference_conflict',
			failureMessage: `Refund Reference "T-1" already belongs to a refund of ${other} of this payment. Nothing was sent. Look at the earlier refund first: with another Refund Reference this one is paid on top of it.`,
			amount: '12.50',
			duplicate: false,
		});
	});

	test.each([
		['without an amount', { amount: null }],
		['without a currency', { currency: null }],
	])('%s: it is returned', (_, change) => {
		const refunds = [refundOf(1250n, change)];
		expect(settledOf(orderFor(1250n), lookUpOf({ refunds })).duplicate).toBe(true);
	});

	test('everything that was left then is the same refund now', () => {
		const refunds = [refundOf(9_000n), refundOf(1_000n, { refundId: 'r', reference: 'T-0' })];
		expect(settledOf(orderFor('remaining'), lookUpOf({ refunds }))).toMatchObject({
			duplicate: true,
			amount: '90.00',
		});
	});

	test.each([
		['a refund made before it has failed since', '2026-01-01T00:00:00.000Z', 'failed', true],
		['another has used up the rest since', '2026-01-03T00:00:00.000Z', 'succeeded', false],
	] as const)('where %s, what it was then counts', (_, createdAt, status, isSame) => {
		const first = refundOf(9_000n, { createdAt: '2026-01-02T00:00:00.000Z' });
		const other = refundOf(1_000n, { refundId: 'r', reference: 'T-0', createdAt, status });
		const record = settledOf(orderFor('remaining'), lookUpOf({ refunds: [other, first] }));
		expect(record).toMatchObject(
			isSame
				? { duplicate: true, amount: '90.00' }
				: { failureCode: 'reference_conflict', duplicate: false },
		);
	});

	test('a part of it is not everything that is left', () => {
		const refunds = [refundOf(1_000n)];
		expect(settledOf(orderFor('remaining'), lookUpOf({ refunds }))).toMatchObject({
			failureCode: 'reference_conflict',
			duplicate: false,
		});
		const unsaid = lookUpOf({ refunds, payment: { ...payment, amount: null } });
		expect(settledOf(orderFor('remaining'), unsaid).duplicate).toBe(true);
	});

	test('is returned even where the payment could not be refunded any more', () => {
		const obstacle = { code: 'payment_disputed', message: 'Disputed.', advice: '' };
		const refunds = [refundOf(1250n)];
		expect(settledOf(orderFor(1250n), lookUpOf({ refunds, obstacle })).duplicate).toBe(true);
	});
});

describe('the same reference twice in a batch', () => {
	const both = (first: RefundOrder, second: RefundOrder) => {
		const state = openedWith(lookUpOf(), []);
		return [planRefund(first, state, run), planRefund(second, state, run)] as const;
	};

	test.each([
		['an amount', orderFor(1250n), orderFor(1250n)],
		['everything that is left', orderFor('remaining'), orderFor('remaining')],
	])('%s: the second follows the first', (_, first, second) => {
		const [plan, follower] = both(first, second);
		expect(plan.kind).toBe('claim');
		expect(follower).toEqual({ ...plan, kind: 'follow' });
	});

	test.each([
		['another amount', orderFor(1250n), orderFor(1300n), '12.50 EUR'],
		['an amount after everything', orderFor('remaining'), orderFor(1250n), '100.00 EUR'],
		['everything after an amount', orderFor(1250n), orderFor('remaining'), '12.50 EUR'],
		['that very amount after everything', orderFor('remaining'), orderFor(10_000n), '100.00 EUR'],
	])('%s: a conflict', (_, first, second, other) => {
		const [, conflict] = both(first, second);
		expect(conflict).toMatchObject({
			record: {
				failureCode: 'reference_conflict',
				failureMessage: expect.stringContaining(`a refund of ${other} of`) as string,
			},
		});
	});
});

describe('an obstacle', () => {
	const obstacle = { code: 'payment_not_paid', message: 'Not paid.', advice: 'Wait.' };

	test('refuses, before the balance does', () => {
		expect(refusalOf(orderFor(99_999n), lookUpOf({ obstacle })).failure).toEqual(obstacle);
	});
});

describe('what this process remembers', () => {
	test('counts where no list shows it', () => {
		const remembered = [refundOf(2_500n, { reference: 'other' })];
		const state = openedWith(lookUpOf(), remembered);
		expect(state.balance.left).toBe(7_500n);
		expect(
			settledOf(orderFor(2_500n, { reference: 'other' }), lookUpOf(), rapyd, remembered),
		).toMatchObject({
			duplicate: true,
		});
	});

	test('does not count twice, and the list is newer', () => {
		const refunds = [refundOf(2_500n, { status: 'failed' })];
		const state = openedWith(lookUpOf({ refunds }), [refundOf(2_500n)]);
		expect(state.lookUp.refunds).toEqual(refunds);
		expect(state.balance.left).toBe(10_000n);
	});

	test('says whose a refund is that is listed without a reference', () => {
		const refunds = [refundOf(2_500n, { reference: null })];
		const other = refundOf(100n, { refundId: 'refund_2', reference: 'other' });
		const state = openedWith(lookUpOf({ refunds }), [other, refundOf(2_500n)]);
		expect(state.lookUp.refunds.map(({ reference }) => reference)).toEqual(['T-1', 'other']);
		expect(openedWith(lookUpOf({ refunds }), []).lookUp.refunds[0]?.reference).toBeNull();
	});

	test('two without an id are not the same refund', () => {
		const refunds = [refundOf(2_500n, { refundId: null, reference: null })];
		const state = openedWith(lookUpOf({ refunds }), [refundOf(100n, { refundId: null })]);
		expect(state.lookUp.refunds.map(({ reference }) => reference)).toEqual([null, 'T-1']);
	});
});
