import { toMajor, toMajorNumber, toMinor } from '../../../sandbox/money';

test.each([
	['12.50', 'EUR', 1250n],
	['12.5', 'EUR', 1250n],
	[12.5, 'EUR', 1250n],
	['0.07', 'PHP', 7n],
	['500', 'JPY', 500n],
	['1.500', 'KWD', 1500n],
	['1.5000', 'EUR', 150n],
	['90071992547409.93', 'EUR', 9007199254740993n],
])('%p %s is %p minor units', (amount, currency, minor) => {
	expect(toMinor(amount, currency)).toBe(minor);
});

test.each([
	['12.505', 'EUR'],
	['1.5', 'JPY'],
	['1e3', 'EUR'],
	['1,000', 'EUR'],
	['', 'EUR'],
	[' 1', 'EUR'],
	[null, 'EUR'],
	[true, 'EUR'],
])('%p is no amount in %s', (amount, currency) => {
	expect(toMinor(amount, currency)).toBeNull();
});

test('minor units are written with all digits of the currency', () => {
	expect(toMajor(7n, 'EUR')).toBe('0.07');
	expect(toMajor(-1250n, 'EUR')).toBe('-12.50');
	expect(toMajor(500n, 'JPY')).toBe('500');
	expect(toMajor(1n, 'KWD')).toBe('0.001');
	expect(toMajorNumber(1250n, 'EUR')).toBe(12.5);
});
