import fc from 'fast-check';

import {
	checkReference,
	claimKey,
	deriveReference,
	idempotencyKey,
	type Intent,
	type RefundName,
} from '../../../../refunds/create/reference';

const intent: Intent = {
	provider: 'rapyd',
	account: 'sandboxapi.rapyd.net',
	paymentId: 'payment_1',
	amount: 1250n,
	currency: 'EUR',
};
const name: RefundName = {
	provider: 'rapyd',
	account: 'sandboxapi.rapyd.net',
	paymentId: 'payment_1',
	reference: 'T-1',
};

describe('deriveReference', () => {
	test('stays what it was in earlier releases: another value would refund again', () => {
		expect(deriveReference(intent)).toBe('rf-fe51be5eb9cc5d615117ef25');
		expect(deriveReference({ ...intent, amount: 'remaining' })).toBe('rf-1e75375a3211d60c03ec49a5');
	});

	test('differs as soon as one part of the intent does', () => {
		const others: Intent[] = [
			{ ...intent, provider: 'paymongo' },
			{ ...intent, account: 'api.rapyd.net' },
			{ ...intent, paymentId: 'payment_2' },
			{ ...intent, amount: 1251n },
			{ ...intent, amount: 'remaining' },
			{ ...intent, currency: 'USD' },
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
				const one = deriveReference({ ...intent, account: a, paymentId: b });
				const two = deriveReference({ ...intent, account: c, paymentId: d });
				expect(one === two).toBe(a === c && b === d);
			}),
		);
	});

	test('passes its own check and fits every provider', () => {
		expect(deriveReference(intent)).toMatch(/^rf-[0-9a-f]{24}$/);
		expect(checkReference(deriveReference(intent))).toBeNull();
	});
});

describe('keys', () => {
	test('stay what they were: a claim of an earlier release still holds', () => {
		expect(claimKey(name, 1)).toBe(
			'befe6dc47056863b68805154a6c8a340ac746c3356c5425311a9ab6f8bf26a3c',
		);
		expect(claimKey(name, '1, again')).toBe(
			'ac4eca596e16310260b594076a96e170e4e92896c59aa8e2bbe057e5c4d54517',
		);
		expect(idempotencyKey(name, 1)).toBe('cd17d48c-a594-c55e-dc0b-64f30f630588');
	});

	test('one for each refund and attempt', () => {
		const others: Array<[RefundName, number | string]> = [
			[name, 1],
			[name, 2],
			[name, '1, again'],
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
