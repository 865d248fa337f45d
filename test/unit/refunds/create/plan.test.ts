import { decide, openBook, type Plan } from '../../../../refunds/create/plan';
import type { LookUp, RefundOrder, RefundProvider } from '../../../../refunds/provider';
import { deriveReference } from '../../../../refunds/create/reference';
import { refundRecord, type RefundRecord } from '../../../../refunds/refund';
import { rapyd } from '../../../../providers/rapyd';
import { account, createWorld, orderFor } from './world';

const payment = createWorld().payment;

const lookUpOf = (change: Partial<LookUp> = {}): LookUp => ({
	payment,
	obstacle: null,
	refunds: [],
	complete: true,
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

const one = (
	order: RefundOrder,
	lookUp: LookUp = lookUpOf(),
	provider: RefundProvider = rapyd,
	remembered: RefundRecord[] = [],
) => decide(order, openBook(lookUp, remembered), provider, account);

const planOf = (...given: Parameters<typeof one>): Plan => {
	const decision = one(...given);
	if (!('plan' in decision)) throw new Error(JSON.stringify(decision));
	return decision.plan;
};

const settledOf = (...given: Parameters<typeof one>): RefundRecord => {
	const decision = one(...given);
	if (!('settled' in decision)) throw new Error('Not settled');
	return decision.settled;
};

describe('the amount', () => {
	test.each([
		['as it was asked for', orderFor(1250n), 1250n, true],
		['everything that is left', orderFor('remaining'), 10_000n, false],
		['exactly what is left is not refused', orderFor(10_000n), 10_000n, true],
	])('%s', (_, order, minor, partial) => {
		const { draft, asked, refusal } = planOf(order);
		expect(draft).toMatchObject({ money: { minor, currency: 'EUR', digits: 2 }, partial });
		expect(asked.money).toEqual(draft.money);
		expect(refusal).toBeNull();
	});

	test('everything that is left, after earlier refunds', () => {
		const refunds = [refundOf(2_500n, { reference: 'other' })];
		expect(planOf(orderFor('remaining'), lookUpOf({ refunds })).draft.money.minor).toBe(7_500n);
	});

	test('more than is left is refused, with what may be asked for', () => {
		const refunds = [refundOf(2_500n, { reference: 'other' })];
		expect(settledOf(orderFor(7_501n), lookUpOf({ refunds }))).toMatchObject({
			status: 'failed',
			failureCode: 'amount_exceeds_remaining',
			failureMessage:
				'Only 75.00 EUR is left to refund of this payment. Nothing was sent. Enter 75.00 or less.',
			amount: '75.01',
			reference: 'T-1',
			mode: 'test',
			paymentId: 'payment_1',
		});
	});

	test.each([orderFor(1n), orderFor('remaining')])('nothing is left', (order) => {
		const refunds = [refundOf(10_000n, { reference: 'other' })];
		const record = settledOf(order, lookUpOf({ refunds }));
		expect(record).toMatchObject({
			status: 'failed',
			failureCode: 'nothing_left',
			failureMessage:
				'Nothing is left to refund of this payment: earlier refunds, also pending ones, use it up. Nothing was sent.',
			amount: order.amount ? '0.01' : null,
		});
	});

	test('several of one batch can never together exceed what is left', () => {
		const book = openBook(lookUpOf(), []);
		const ask = (minor: bigint | 'remaining', reference: string) =>
			decide(orderFor(minor, { reference }), book, rapyd, account);
		expect(ask(6_000n, 'T-1')).toHaveProperty('plan');
		expect(ask(6_000n, 'T-2')).toMatchObject({
			settled: { failureCode: 'amount_exceeds_remaining' },
		});
		expect(ask(1_000n, 'T-3')).toHaveProperty('plan');
		expect(ask('remaining', 'T-4')).toMatchObject({
			plan: { draft: { money: { minor: 3_000n } } },
		});
		expect(ask(1n, 'T-5')).toMatchObject({ settled: { failureCode: 'nothing_left' } });
	});

	test('a refused one takes nothing from the balance', () => {
		const book = openBook(lookUpOf({ complete: false }), []);
		const ask = (minor: bigint, reference: string) =>
			decide(orderFor(minor, { reference }), book, rapyd, account);
		expect(ask(10_001n, 'T-1')).toMatchObject({
			plan: { refusal: { code: 'amount_exceeds_remaining' } },
		});
		expect(book.balance.left).toBe(10_000n);
		expect(ask(10_000n, 'T-2')).toMatchObject({ plan: { refusal: null } });
	});

	test('where nobody says what is left, an amount may be tried and the rest may not', () => {
		const unsaid = lookUpOf({ payment: { ...payment, amount: null } });
		expect(planOf(orderFor(1250n), unsaid).draft.money.minor).toBe(1250n);
		expect(settledOf(orderFor('remaining'), unsaid)).toMatchObject({
			failureCode: 'remaining_unknown',
			failureMessage:
				'Rapyd does not say what is left of this payment. Nothing was sent. Choose "An Amount" and enter it.',
		});
	});

	test('a balance in another currency than the order says nothing', () => {
		const plan = planOf(orderFor(99_999n, { currency: 'usd' }));
		expect(plan.draft.money).toEqual({ minor: 99_999n, currency: 'USD', digits: 2 });
		expect(settledOf(orderFor('remaining', { currency: 'USD' }))).toMatchObject({
			failureCode: 'remaining_unknown',
		});
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
		expect(planOf(orderFor(1200n), yen).draft.money).toEqual({
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
		expect(settledOf(orderFor(1250n), lookUp)).toMatchObject({
			failureCode: 'currency_unknown',
			failureMessage: `${message} Refund this payment in the dashboard.`,
		});
	});
});

describe('the reference', () => {
	const derived = (amount: bigint | 'remaining') =>
		deriveReference({
			provider: 'rapyd',
			account: 'provider.example',
			paymentId: 'payment_1',
			amount,
			currency: 'EUR',
		});

	test('is derived from what is asked for where the user gave none', () => {
		expect(planOf(orderFor(1250n, { reference: null })).draft.reference).toBe(derived(1250n));
		const rest = planOf(orderFor('remaining', { reference: null }));
		expect(rest.draft.reference).toBe(derived('remaining'));
		expect(rest.asked.reference).toBe(derived('remaining'));
	});

	test('does not depend on how an amount is written', () => {
		const amount = { units: 125n, scale: 1 };
		expect(planOf(orderFor(1n, { reference: null, amount })).draft.reference).toBe(derived(1250n));
	});

	test('names attempts: one more than the refunds that failed under it', () => {
		const none = planOf(orderFor(1250n));
		const refunds = [
			refundOf(1250n, { status: 'failed' }),
			refundOf(1250n, { refundId: 'refund_2', status: 'canceled' }),
			refundOf(1250n, { refundId: 'refund_3', reference: 'T-2', status: 'failed' }),
		];
		const third = planOf(orderFor(1250n), lookUpOf({ refunds }));
		expect([none.attempt, third.attempt]).toEqual([1, 3]);
		expect(third.claim.keys).not.toBe(none.claim.keys);
		expect(third.draft.idempotencyKey).not.toBe(none.draft.idempotencyKey);
	});
});

test('a claim names the reference, and says for what amount', () => {
	const [some, other, rest] = [orderFor(1250n), orderFor(1300n), orderFor('remaining')].map(
		(order) => planOf(order).claim,
	);
	expect([some?.amount, other?.amount, rest?.amount]).toEqual([
		'1250 EUR',
		'1300 EUR',
		'remaining',
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
			failureMessage: `Refund Reference "T-1" already belongs to a refund of ${other} of this payment. Nothing was sent. Use another Refund Reference for another refund.`,
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
		const refunds = [refundOf(10_000n)];
		expect(settledOf(orderFor('remaining'), lookUpOf({ refunds })).duplicate).toBe(true);
	});

	test('is returned even where the payment could not be refunded any more', () => {
		const obstacle = { code: 'payment_disputed', message: 'Disputed.', advice: '' };
		const refunds = [refundOf(1250n)];
		expect(settledOf(orderFor(1250n), lookUpOf({ refunds, obstacle })).duplicate).toBe(true);
	});
});

describe('the same reference twice in a batch', () => {
	const both = (first: RefundOrder, second: RefundOrder) => {
		const book = openBook(lookUpOf(), []);
		const plan = decide(first, book, rapyd, account);
		return [plan, decide(second, book, rapyd, account)] as const;
	};

	test.each([
		['an amount', orderFor(1250n), orderFor(1250n)],
		['everything that is left', orderFor('remaining'), orderFor('remaining')],
	])('%s: the second follows the first', (_, first, second) => {
		const [plan, follower] = both(first, second);
		expect(plan).toHaveProperty('plan');
		expect(follower).toEqual({ follows: (plan as { plan: Plan }).plan });
	});

	test.each([
		['another amount', orderFor(1250n), orderFor(1300n), '12.50 EUR'],
		['an amount after everything', orderFor('remaining'), orderFor(1250n), '100.00 EUR'],
		['everything after an amount', orderFor(1250n), orderFor('remaining'), '12.50 EUR'],
		['that very amount after everything', orderFor('remaining'), orderFor(10_000n), '100.00 EUR'],
	])('%s: a conflict', (_, first, second, other) => {
		const [, conflict] = both(first, second);
		expect(conflict).toMatchObject({
			settled: {
				failureCode: 'reference_conflict',
				failureMessage: expect.stringContaining(`a refund of ${other} of`) as string,
			},
		});
	});
});

describe('an obstacle', () => {
	const obstacle = { code: 'payment_not_paid', message: 'Not paid.', advice: 'Wait.' };

	test('refuses before anything is sent, and before the balance', () => {
		expect(settledOf(orderFor(99_999n), lookUpOf({ obstacle }))).toMatchObject({
			status: 'failed',
			failureCode: 'payment_not_paid',
			failureMessage: 'Not paid. Wait.',
		});
	});

	test('waits for the claim where the look-up may hide a refund of ours', () => {
		const plan = planOf(orderFor(1250n), lookUpOf({ obstacle, complete: false }));
		expect(plan.refusal).toEqual(obstacle);
		const nameless = { ...rapyd, tells: { ...rapyd.tells, reference: false } };
		expect(planOf(orderFor(1250n), lookUpOf({ obstacle }), nameless).refusal).toEqual(obstacle);
	});
});

describe('what this process remembers', () => {
	test('counts where no list shows it', () => {
		const remembered = [refundOf(2_500n, { reference: 'other' })];
		const book = openBook(lookUpOf(), remembered);
		expect(book.balance.left).toBe(7_500n);
		expect(
			settledOf(orderFor(2_500n, { reference: 'other' }), lookUpOf(), rapyd, remembered),
		).toMatchObject({
			duplicate: true,
		});
	});

	test('does not count twice, and the list is newer', () => {
		const refunds = [refundOf(2_500n, { status: 'failed' })];
		const book = openBook(lookUpOf({ refunds }), [refundOf(2_500n)]);
		expect(book.lookUp.refunds).toEqual(refunds);
		expect(book.balance.left).toBe(10_000n);
	});

	test('says whose a refund is that is listed without a reference', () => {
		const refunds = [refundOf(2_500n, { reference: null })];
		const other = refundOf(100n, { refundId: 'refund_2', reference: 'other' });
		const book = openBook(lookUpOf({ refunds }), [other, refundOf(2_500n)]);
		expect(book.lookUp.refunds.map(({ reference }) => reference)).toEqual(['T-1', 'other']);
		expect(openBook(lookUpOf({ refunds }), []).lookUp.refunds[0]?.reference).toBeNull();
	});

	test('two without an id are not the same refund', () => {
		const refunds = [refundOf(2_500n, { refundId: null, reference: null })];
		const book = openBook(lookUpOf({ refunds }), [refundOf(100n, { refundId: null })]);
		expect(book.lookUp.refunds.map(({ reference }) => reference)).toEqual([null, 'T-1']);
	});
});
