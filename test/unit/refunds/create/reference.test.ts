import fc from 'fast-check';

import {
	checkReference,
	claimKey,
	deriveReference,
	firstReference,
	idempotencyKey,
	normalizeReference,
	type Intent,
	type RefundName,
} from '../../../../refunds/create/reference';

const intent: Intent = {
	provider: 'rapyd',
	paymentId: 'payment_1',
	amount: '12.5',
	currency: 'EUR',
};
const name: RefundName = {
	provider: 'rapyd',
	account: 'sandboxapi.rapyd.net',
	paymentId: 'payment_1',
	reference: 'T-1',
};

describe('deriveReference', () => {
	test('stays what it is: another value would refund again', () => {
		expect(deriveReference(intent)).toBe('rf-078463c1148f281a0cb5cba8');
		expect(deriveReference({ ...intent, amount: 'remaining' })).toBe('rf-41bbfbefa6090949d73997c1');
	});

	test('differs as soon as one part of the intent does', () => {
		const others: Intent[] = [
			{ ...intent, provider: 'paymongo' },
			{ ...intent, paymentId: 'payment_2' },
			{ ...intent, amount: '12.51' },
			{ ...intent, amount: 'remaining' },
			{ ...intent, currency: '' },
		];
		const all = [intent, ...others].map(deriveReference);
		expect(new Set(all).size).toBe(all.length);
	});

	test('parts cannot run into each other', () => {
		const text = fc.string({
			minLength: 1,
			maxLength: 4,
			unit: fc.constantFrom('a', '"', ',', ':'),
		});
		fc.assert(
			fc.property(text, text, text, text, (a, b, c, d) => {
				const one = deriveReference({ ...intent, paymentId: a, amount: b });
				const two = deriveReference({ ...intent, paymentId: c, amount: d });
				expect(one === two).toBe(a === c && b === d);
			}),
		);
	});

	test('passes its own check and fits every provider', () => {
		expect(deriveReference(intent)).toMatch(/^rf-[0-9a-f]{24}$/);
		expect(checkReference(deriveReference(intent))).toBeNull();
	});
});

test('references of release 0.1 are what they were: their refunds are found by them', () => {
	const first = {
		provider: 'rapyd',
		account: 'sandboxapi.rapyd.net',
		paymentId: 'payment_1',
		amount: 1250n,
		currency: 'EUR',
	} as const;
	expect(firstReference(first)).toBe('rf-fe51be5eb9cc5d615117ef25');
	expect(firstReference({ ...first, amount: 'remaining' })).toBe('rf-1e75375a3211d60c03ec49a5');
});

describe('normalizeReference', () => {
	test.each([
		['zero width space', 'T-\u200b1'],
		['soft hyphen', 'T\u00ad-1'],
		['word joiner', '\u2060T-1'],
		['left-to-right mark', 'T-1\u200e'],
		['byte order mark', '\ufeffT-1'],
		['line separator', 'T-1\u2028'],
		['paragraph separator', 'T\u2029-1'],
		['combining grapheme joiner', 'T\u034f-1'],
		['Hangul filler', 'T-1\u3164'],
	])('takes out what cannot be seen: %s', (_, reference) => {
		expect(normalizeReference(reference)).toBe('T-1');
	});

	test.each(['a b', 'a  b', 'a\u00a0b', 'a \u00a0 b', 'a\u3000b', ' a\u2003b '])(
		'white space is one blank: %j',
		(reference) => {
			expect(normalizeReference(reference)).toBe('a b');
		},
	);

	test('letters with accents are one letter, and case counts', () => {
		expect(normalizeReference('Mu\u0308ller')).toBe('M\u00fcller');
		expect(normalizeReference('u\u200b\u0308')).toBe('\u00fc');
		expect(normalizeReference('t-1')).not.toBe(normalizeReference('T-1'));
	});

	test('does nothing a second time', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const once = normalizeReference(text);
				expect(normalizeReference(once)).toBe(once);
			}),
		);
	});
});

describe('keys', () => {
	test('stay what they were: a claim of an earlier release still holds', () => {
		expect(claimKey(name, 1)).toBe(
			'befe6dc47056863b68805154a6c8a340ac746c3356c5425311a9ab6f8bf26a3c',
		);
		expect(idempotencyKey(name, 1)).toBe('cd17d48c-a594-c55e-dc0b-64f30f630588');
	});

	test('one for each refund and attempt', () => {
		const others: Array<[RefundName, number]> = [
			[name, 1],
			[name, 2],
			[{ ...name, provider: 'paymongo' }, 1],
			[{ ...name, account: 'api.rapyd.net' }, 1],
			[{ ...name, paymentId: 'payment_2' }, 1],
			[{ ...name, reference: 'T-2' }, 1],
		];
		const keys = others.flatMap((of) => [claimKey(...of), idempotencyKey(...of)]);
		expect(new Set(keys).size).toBe(2 * others.length);
	});

	test('have the form their field takes', () => {
		expect(claimKey(name, 1)).toMatch(/^[0-9a-f]{64}$/);
		expect(idempotencyKey(name, 1)).toMatch(
			/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
		);
	});
});

describe('checkReference', () => {
	test('takes what people name tickets', () => {
		for (const reference of ['T-1', '#4711', 'Ticket 12 / Müller', '退款-1', 'x'.repeat(100), '']) {
			expect(checkReference(reference)).toBeNull();
		}
	});

	test('refuses what no provider field or eye can hold', () => {
		expect(checkReference('x'.repeat(101))).toBe(
			'Refund Reference is longer than 100 characters. Use a ticket number or another short name.',
		);
		for (const reference of ['T-1\n', 'T\t1', '\u0000', 'a\u007f']) {
			expect(checkReference(reference)).toBe(
				'Refund Reference holds a line break or another invisible character. Remove it.',
			);
		}
	});
});

test.each(['\u200b', '\u200f\u00ad', ' \u2060 '])(
	'a reference of nothing that can be seen is not taken for none: %j',
	(reference) => {
		expect(checkReference(reference)).toMatch(/^Refund Reference holds nothing but invisible/);
	},
);
