import { parseJson } from '../../../refunds/json';

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

test.each(['', '<html>', '{"cut": "of', 'undefined'])('%p is no JSON', (text) => {
	expect(parseJson(text)).toBeUndefined();
});

test('what is nested deeper than any answer is not handed out', () => {
	expect(parseJson(nested(200))).toBeDefined();
	expect(parseJson(nested(202))).toBeUndefined();
	expect(parseJson(`{"a":`.repeat(50_000) + '1' + '}'.repeat(50_000))).toBeUndefined();
});

test.each([
	['{"a":[1,null,"x"]}', { a: [1, null, 'x'] }],
	['0', 0],
	['null', null],
])('%p is read', (text, value) => {
	expect(parseJson(text)).toEqual(value);
});

test.each([
	['{"id":1234567890123456417}', { id: '1234567890123456417' }],
	['[9007199254740993, -9007199254740993]', ['9007199254740993', '-9007199254740993']],
	['[9007199254740991]', [9007199254740991]],
	[
		'{"a":"1234567890123456417","b\\"1234567890123456417":1}',
		{
			a: '1234567890123456417',
			'b"1234567890123456417': 1,
		},
	],
	[
		'[0.1234567890123456417, 1234567890123456417e3]',
		[0.1234567890123456417, 1234567890123456417e3],
	],
])('%p keeps every digit of its ids', (text, value) => {
	expect(parseJson(text)).toEqual(value);
});
