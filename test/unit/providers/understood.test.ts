import { redstone, vesicash } from '../../../providers/mobileMoney';
import { paymongo } from '../../../providers/paymongo';
import { rapyd } from '../../../providers/rapyd';
import { currencyCode, failureFacts, readMoney, readStatus } from '../../../providers/understood';
import type { Json, JsonObject } from '../../../refunds/json';
import { readDecimal, moneyFromMajor, moneyFromMinor } from '../../../refunds/money';
import type { Answer } from '../../../refunds/exchange';
import type { RefundDraft, RefundProvider } from '../../../refunds/provider';
import type { RefundRecord, RefundStatus } from '../../../refunds/refund';

const WORDS = new Map<string, RefundStatus>([
	['pending', 'pending'],
	['succeeded', 'succeeded'],
]);

describe('a status', () => {
	test.each([
		['pending', 'pending'],
		['SUCCEEDED', 'succeeded'],
		[' Succeeded\n', 'succeeded'],
	])('%j is known', (word, status) => {
		expect(readStatus('Bank', WORDS, word)).toEqual({ status, providerStatus: word, doubt: null });
	});

	test.each<[Json, string | null, string]>([
		['queued', 'queued', 'Bank calls this refund "queued", a status that is not known here'],
		['constructor', 'constructor', 'Bank calls this refund "constructor", a status that'],
		[7, '7', 'Bank calls this refund 7, a status that is not known here'],
		[true, null, 'Bank calls this refund true, a status that is not known here'],
		[['failed'], null, 'Bank calls this refund ["failed"], a status that is not known here'],
		[null, null, 'Bank gives no status for this refund'],
		[' ', null, 'Bank gives no status for this refund'],
	])('%j is unknown, and said with what to do next', (word, providerStatus, words) => {
		const read = readStatus('Bank', WORDS, word);
		expect(read).toMatchObject({ status: 'unknown', providerStatus });
		expect(read.doubt?.startsWith(words)).toBe(true);
		expect(read.doubt).toMatch(/Look at the refund in the Bank dashboard/);
	});

	test('of any length is quoted shortly', () => {
		const { doubt } = readStatus('Bank', WORDS, 'x'.repeat(500));
		expect(doubt).toContain(`"${'x'.repeat(56)}...`);
		expect(doubt?.length).toBeLessThan(300);
	});
});

describe('an amount', () => {
	const read = (amount: Json | undefined, currency: Json | undefined, otherwise?: string) =>
		readMoney('Bank', moneyFromMinor, { amount, currency }, otherwise);
	const eur = { minor: 1250n, currency: 'EUR', digits: 2 };

	test('is read', () => {
		expect(read(1250, 'eur')).toEqual({ money: eur, currency: 'EUR', doubt: null });
		expect(read('1250', null, 'EUR')).toEqual({ money: eur, currency: 'EUR', doubt: null });
	});

	test.each([undefined, null, '', ' '])('that is absent (%j) is no doubt', (amount) => {
		expect(read(amount, 'EUR')).toEqual({ money: null, currency: 'EUR', doubt: null });
		expect(read(amount, undefined)).toEqual({ money: null, currency: null, doubt: null });
	});

	test.each<[Json, string]>([
		[-1250, 'the amount -1250,'],
		[12.5, 'the amount 12.5,'],
		['1,250', 'the amount "1,250",'],
		[1e21, 'the amount 1e+21,'],
		[true, 'the amount true,'],
		[[1250], 'the amount [1250],'],
	])('that is %j is not guessed', (amount, words) => {
		const { money, doubt } = read(amount, 'EUR');
		expect(money).toBeNull();
		expect(doubt).toContain(`Bank says ${words}`);
	});

	test.each<[Json, string]>([
		['succeeded', 'the currency "succeeded" and the amount 1250,'],
		['EU', 'the currency "EU" and'],
		[978, 'the currency 978 and'],
		[['EUR'], 'the currency ["EUR"] and'],
	])('in the currency %j is not taken for another', (currency, words) => {
		expect(read(1250, currency, 'EUR')).toMatchObject({ money: null, currency: null });
		expect(read(1250, currency, 'EUR').doubt).toContain(`Bank says ${words}`);
		expect(read(null, currency, 'EUR').doubt).not.toContain('amount null');
	});

	test('in major units is read by the same rules', () => {
		const major = (amount: Json) => readMoney('Bank', moneyFromMajor, { amount, currency: 'EUR' });
		expect(major(12.5).money).toEqual(eur);
		expect(major('12.505').doubt).toContain('"12.505"');
	});
});

test.each([
	['eur', 'EUR'],
	[' PHP ', 'PHP'],
	['', null],
	['EURO', null],
	['E1R', null],
	[null, null],
])('the currency %j is %j', (value, code) => {
	expect(currencyCode(value)).toBe(code);
});

describe('what is said', () => {
	const status = (doubt: string | null) => ({
		status: 'unknown' as const,
		providerStatus: 'x',
		doubt,
	});
	const money = (doubt: string | null) => ({ money: null, currency: null, doubt });
	test.each([
		[{ code: null, message: null }, null, null, null, null],
		[{ code: 'a', message: 'A.' }, null, null, 'a', 'A.'],
		[{ code: null, message: null }, 'S.', null, 'unknown_status', 'S.'],
		[{ code: 'a', message: 'A.' }, 'S.', null, 'a', 'A. S.'],
		[{ code: 'a', message: 'A.' }, 'S.', 'M.', 'response_mismatch', 'A. S. M.'],
		[{ code: null, message: null }, null, 'M.', 'response_mismatch', 'M.'],
	])('of %j, %j and %j', (own, ofStatus, ofMoney, failureCode, failureMessage) => {
		expect(failureFacts(own, status(ofStatus), money(ofMoney))).toEqual({
			failureCode,
			failureMessage,
		});
	});
});

/** The record in the answer to a create request. */
function made(provider: RefundProvider, body: JsonObject, currency: string): RefundRecord {
	const text = JSON.stringify(body);
	const answer: Answer = { kind: 'answer', status: 200, headers: {}, text, body };
	const draft: RefundDraft = {
		paymentId: 'pay_1',
		money: { minor: 1250n, currency, digits: 2 },
		partial: true,
		reason: null,
		reference: 'T-1',
		idempotencyKey: 'k',
		options: {},
		mode: 'test',
	};
	const sorted = provider.sortAnswer(answer, draft);
	if (sorted.outcome !== 'accepted') throw new Error(sorted.failure.message);
	return sorted.refund;
}

const answers: Array<[RefundProvider, (refund: JsonObject) => JsonObject, string, Json]> = [
	[paymongo, (attributes) => ({ data: { id: 'ref_1', type: 'refund', attributes } }), 'PHP', 1250],
	[
		rapyd,
		(refund) => ({
			status: { status: 'SUCCESS', error_code: '' },
			data: { id: 'refund_1', ...refund },
		}),
		'EUR',
		12.5,
	],
	...[redstone, vesicash].map((provider): (typeof answers)[number] => [
		provider,
		(refund) => ({
			status: 'success',
			code: 200,
			message: 'ok',
			data: { reference: 'R', ...refund },
		}),
		'GHS',
		12.5,
	]),
];

describe.each(answers)('$title', (provider, answer, currency, amount) => {
	test('understands its own answer', () => {
		const record = made(provider, answer({ status: ' PENDING', amount, currency }), currency);
		expect(record).toMatchObject({
			amount: '12.50',
			currency,
			status: 'pending',
			failureCode: null,
			failureMessage: null,
		});
		expect(readDecimal(record.amount)).toEqual({ units: 1250n, scale: 2 });
	});

	test('says that a status is new', () => {
		const record = made(provider, answer({ status: 'queued', amount, currency }), currency);
		expect(record).toMatchObject({ status: 'unknown', failureCode: 'unknown_status' });
		expect(record.failureMessage).toContain(`${provider.title} calls this refund "queued"`);
	});

	test.each<Json>([-1250, 12.505, '1,250', 1e21])('does not guess the amount %j', (odd) => {
		const record = made(provider, answer({ status: 'pending', amount: odd, currency }), currency);
		expect(record).toMatchObject({
			amount: null,
			amountMinor: null,
			status: 'pending',
			failureCode: 'response_mismatch',
		});
		expect(record.failureMessage).toContain(JSON.stringify(odd));
	});

	test('takes no other word for a currency', () => {
		const odd = answer({ status: 'pending', amount, currency: 'succeeded' });
		expect(made(provider, odd, currency)).toMatchObject({
			amount: null,
			currency: null,
			failureCode: 'response_mismatch',
		});
	});
});
