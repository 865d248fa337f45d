import fc from 'fast-check';

import {
	CURRENCIES,
	describeAmountProblem,
	digitsOf,
	formatMoney,
	moneyFromMajor,
	moneyFromMinor,
	readDecimal,
	toDecimal,
	toInteger,
	toJsonNumber,
	toMinor,
	type Decimal,
} from '../../../refunds/money';
import { currencyDigits, toMajor } from '../../../sandbox/money';

const LARGEST = 999_999_999_999_999n;

const currency = fc.constantFrom(...CURRENCIES);
const minor = fc.bigInt({ min: 1n, max: LARGEST });
const digits = fc.constantFrom(0, 2, 3, 4);

/** A decimal as a person might write it, with its digits after the point. */
const written = fc
	.tuple(fc.bigInt({ min: 0n, max: 10n ** 8n }), fc.stringMatching(/^\d{0,6}$/))
	.map(([whole, fraction]) => (fraction === '' ? `${whole}` : `${whole}.${fraction}`));

const read = (text: unknown): Decimal => {
	const decimal = readDecimal(text);
	if (typeof decimal === 'string') throw new Error(`${String(text)}: ${decimal}`);
	return decimal;
};

describe('every ISO 4217 currency', () => {
	test('has the digits the sandbox was told independently', () => {
		expect(CURRENCIES).toHaveLength(170);
		expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
		for (const code of CURRENCIES) {
			expect([code, digitsOf(code)]).toEqual([code, currencyDigits(code)]);
			expect(digitsOf(code.toLowerCase())).toBe(digitsOf(code));
		}
		expect(['JPY', 'EUR', 'KWD', 'CLF'].map(digitsOf)).toEqual([0, 2, 3, 4]);
		expect(['', 'XXX', 'EURO', null].map(digitsOf)).toEqual([null, null, null, null]);
	});

	test('what is formatted is read back as it was, and as the sandbox writes it', () => {
		fc.assert(
			fc.property(currency, minor, (code, amount) => {
				const money = { minor: amount, currency: code, digits: digitsOf(code) as number };
				const text = formatMoney(money);
				expect(text).toBe(toMajor(amount, code));
				expect(toMinor(read(text), money.digits)).toBe(amount);
				expect(moneyFromMajor(text, code)).toEqual(money);
				expect(moneyFromMinor(String(amount), code.toLowerCase())).toEqual(money);
			}),
			{ numRuns: 1000 },
		);
	});

	test('a JSON number carries every amount exactly', () => {
		fc.assert(
			fc.property(currency, minor, (code, amount) => {
				const money = { minor: amount, currency: code, digits: digitsOf(code) as number };
				const onTheWire: unknown = JSON.parse(JSON.stringify(toJsonNumber(money)));
				expect(typeof onTheWire).toBe('number');
				expect(moneyFromMajor(onTheWire, code)).toEqual(money);
				expect(moneyFromMinor(toInteger(amount), code)).toEqual(money);
			}),
			{ numRuns: 1000 },
		);
	});

	test('a hundredfold amount in a currency without cents is another amount', () => {
		expect(toMinor(read('500'), 0)).toBe(500n);
		expect(toMinor(read('500.00'), 0)).toBe(500n);
		expect(toMinor(read('5.00'), 0)).toBe(5n);
		expect(formatMoney({ minor: 500n, currency: 'JPY', digits: 0 })).toBe('500');
		expect(moneyFromMajor('500.5', 'JPY')).toBeNull();
	});
});

describe('toMinor', () => {
	test('refuses more digits than the currency has, and never rounds', () => {
		fc.assert(
			fc.property(written, digits, (text, allowed) => {
				const value = readDecimal(text);
				fc.pre(typeof value !== 'string');
				const fraction = (text.split('.')[1] ?? '').replace(/0+$/, '');
				const result = toMinor(value, allowed);
				if (fraction.length > allowed) expect(result).toBe('too_many_digits');
				else expect(toMajorOf(result as bigint, allowed)).toBe(Number(text));
			}),
			{ numRuns: 1000 },
		);
	});

	test('keeps zeros beyond the digits: they change nothing', () => {
		expect(toMinor(read('12.500'), 2)).toBe(1250n);
		expect(toMinor(read('12.5'), 2)).toBe(1250n);
		expect(toMinor(read('12.501'), 2)).toBe('too_many_digits');
		expect(toMinor(read('0.005'), 2)).toBe('too_many_digits');
		expect(toMinor(read('0.005'), 3)).toBe(5n);
	});

	test('refuses what a JSON number does not carry', () => {
		expect(toMinor(read('9999999999999.99'), 2)).toBe(LARGEST);
		expect(toMinor(read('10000000000000.00'), 2)).toBe('too_large');
		expect(toMinor(read(`1${'0'.repeat(400)}`), 0)).toBe('too_large');
		// Refused unread: dividing its digits away one by one would take minutes.
		expect(readDecimal('1'.repeat(200_000))).toBe('too_large');
		expect(readDecimal(`1.${'0'.repeat(200_000)}`)).toBe('too_many_digits');
		expect(moneyFromMajor(`1.${'0'.repeat(200_000)}`, 'EUR')).toBeNull();
	});
});

/** Exact for the small amounts it is used with. */
function toMajorOf(amount: bigint, scale: number): number {
	return Number(toDecimal(amount, scale));
}

describe('readDecimal', () => {
	test.each([
		['12.50', 1250n, 2],
		[' 12.50 ', 1250n, 2],
		[12.5, 125n, 1],
		['0012', 12n, 0],
		['0.01', 1n, 2],
		[1000000, 1000000n, 0],
	])('reads %p', (value, units, scale) => {
		expect(readDecimal(value)).toEqual({ units, scale });
	});

	test.each([
		['', 'empty'],
		['   ', 'empty'],
		[null, 'empty'],
		[undefined, 'empty'],
		['0', 'zero'],
		['0.00', 'zero'],
		[0, 'zero'],
		[-0, 'zero'],
		['-0.00', 'zero'],
		['-1', 'negative'],
		[-12.5, 'negative'],
		['-0.01', 'negative'],
		['1e3', 'not_a_number'],
		[1e21, 'not_a_number'],
		[1e-7, 'not_a_number'],
		['1E3', 'not_a_number'],
		['1,234', 'not_a_number'],
		['1,234.50', 'not_a_number'],
		['1.234,50', 'not_a_number'],
		['1 234', 'not_a_number'],
		["1'234", 'not_a_number'],
		['1_234', 'not_a_number'],
		['+5', 'not_a_number'],
		['--5', 'not_a_number'],
		['- 5', 'not_a_number'],
		['5.', 'not_a_number'],
		['.5', 'not_a_number'],
		['-.5', 'not_a_number'],
		['-5.', 'not_a_number'],
		['1.2.3', 'not_a_number'],
		['-1.2.3', 'not_a_number'],
		['0x10', 'not_a_number'],
		['x-1', 'not_a_number'],
		['-1x', 'not_a_number'],
		['12 EUR', 'not_a_number'],
		['€12', 'not_a_number'],
		['１２', 'not_a_number'],
		['NaN', 'not_a_number'],
		[Number.NaN, 'not_a_number'],
		[Number.POSITIVE_INFINITY, 'not_a_number'],
		[true, 'not_a_number'],
		[[], 'not_a_number'],
		[['5'], 'not_a_number'],
		[{}, 'not_a_number'],
		[5n, 'not_a_number'],
	])('refuses %p as %s', (value, problem) => {
		expect(readDecimal(value)).toBe(problem);
	});

	test('never throws, and reads nothing but plain digits', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				const decimal = readDecimal(value);
				if (typeof decimal !== 'string') expect(String(value).trim()).toMatch(/^\d+(\.\d+)?$/);
			}),
		);
		fc.assert(
			fc.property(fc.string(), (text) => {
				const decimal = readDecimal(text);
				if (typeof decimal !== 'string') expect(text.trim()).toMatch(/^\d+(\.\d+)?$/);
			}),
		);
	});
});

describe('toDecimal', () => {
	test.each([
		[1250n, 2, '12.50'],
		[5n, 2, '0.05'],
		[0n, 2, '0.00'],
		[0n, 0, '0'],
		[500n, 0, '500'],
		[1n, 4, '0.0001'],
		[-1250n, 2, '-12.50'],
		[-5n, 3, '-0.005'],
		[-7n, 0, '-7'],
	])('%p with %i digits is %s', (amount, scale, text) => {
		expect(toDecimal(amount, scale)).toBe(text);
	});
});

describe('what providers wrote', () => {
	test.each([
		['12.50', 'EUR', 1250n],
		[12.5, 'eur', 1250n],
		[0, 'EUR', 0n],
		[' 3 ', 'EUR', 300n],
		['12.500', 'EUR', 1250n],
	])('major units: %p %s', (value, code, amount) => {
		expect(moneyFromMajor(value, code)).toEqual({ minor: amount, currency: 'EUR', digits: 2 });
	});

	test.each([
		['12.505', 'EUR'],
		['-1', 'EUR'],
		['1e3', 'EUR'],
		['', 'EUR'],
		['12x', 'EUR'],
		['x12', 'EUR'],
		[null, 'EUR'],
		[['12'], 'EUR'],
		['12', 'XXX'],
		['12', null],
		['10000000000000.00', 'EUR'],
	])('major units that cannot be read exactly: %p %p', (value, code) => {
		expect(moneyFromMajor(value, code)).toBeNull();
	});

	test.each([
		['1250', 1250n],
		[1250, 1250n],
		[0, 0n],
		['999999999999999', LARGEST],
	])('minor units: %p', (value, amount) => {
		expect(moneyFromMinor(value, 'PHP')).toEqual({ minor: amount, currency: 'PHP', digits: 2 });
	});

	test.each([
		['12.50', 'PHP'],
		[12.5, 'PHP'],
		[-1, 'PHP'],
		['', 'PHP'],
		['1e3', 'PHP'],
		['12x', 'PHP'],
		['x12', 'PHP'],
		[['12'], 'PHP'],
		[null, 'PHP'],
		['1000000000000000', 'PHP'],
		['99999999999999999999', 'PHP'],
		['1250', 'XXX'],
		['1250', null],
	])('minor units that cannot be read exactly: %p %p', (value, code) => {
		expect(moneyFromMinor(value, code)).toBeNull();
	});
});

test('an integer is given only where a JSON number is exact', () => {
	expect(toInteger(LARGEST)).toBe(999_999_999_999_999);
	expect(toInteger(LARGEST + 1n)).toBeNull();
	expect(toInteger(-LARGEST)).toBe(-999_999_999_999_999);
	expect(toInteger(-LARGEST - 1n)).toBeNull();
	expect(toInteger(0n)).toBe(0);
});

test('says what is wrong in words a person can act on', () => {
	const say = (problem: Parameters<typeof describeAmountProblem>[0], scale: number | null) =>
		describeAmountProblem(problem, scale);
	expect(say('empty', 2)).toBe(
		'is empty. Enter the amount to refund, or choose "Everything That Is Left".',
	);
	expect(say('not_a_number', 2)).toBe(
		'is not a plain number. Use digits and one decimal point, for example 12.50, without thousands separators.',
	);
	expect(say('zero', 2)).toBe(
		'is zero. Enter an amount above zero, or choose "Everything That Is Left".',
	);
	expect(say('negative', 2)).toBe(
		'is negative. Enter the amount to give back as a positive number.',
	);
	expect(say('too_many_digits', 0)).toBe('has decimals, but this currency has none.');
	expect(say('too_many_digits', 3)).toBe('has more decimals than this currency allows (3).');
	expect(say('too_many_digits', null)).toBe('has more decimals than any currency has.');
	expect(say('too_large', 2)).toBe('is too large to be sent exactly.');
});
