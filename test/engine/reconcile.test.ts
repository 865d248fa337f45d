/** `refund: reconcile` on n8n's engine: the ledger as items, the provider's side from the sandbox. */
import type { IDataObject } from 'n8n-workflow';

import { everyProvider, type ProviderUnderTest } from '../../harness/providers';
import { openEngine } from '../support/openEngine';

const open = openEngine();

const base = {
	resource: 'refund',
	operation: 'reconcile',
	from: '',
	to: '',
	output: 'all',
	settlingHours: 24,
	amountTolerance: '0',
	ledgerFields: {},
};
const DAY = 24 * 60 * 60 * 1000;

/** Refunds of two days ago, and the same as rows of a ledger. */
function books(name: ProviderUnderTest['name'], count: number): IDataObject[] {
	return Array.from({ length: count }, (_, n) => {
		const createdAt = Date.now() - 2 * DAY - n * 60_000;
		const paymentId = open.sandbox.addPayment(name, {
			amount: '500.00',
			createdAt: createdAt - DAY,
		});
		const amount = `${10 + n}.50`;
		const refundId = open.sandbox.addRefund(name, paymentId, {
			amount,
			createdAt,
			reference: `T-${n}`,
		});
		return { refundId, amount, status: 'refunded', date: new Date(createdAt).toISOString() };
	});
}

describe.each(everyProvider)('$node', ({ node, name }) => {
	const run = async (items: IDataObject[], parameters: IDataObject = {}) =>
		await open.engine.run({ node, parameters: { ...base, ...parameters }, items });
	const kinds = (json: IDataObject[][]) => (json[0] ?? []).map(({ kind }) => kind);

	test('books that agree match, row by row', async () => {
		const { json, outputs, error } = await run(books(name, 12));
		expect(error).toBeUndefined();
		expect(new Set(kinds(json))).toEqual(new Set(['matched']));
		expect(json[0]).toHaveLength(12);
		for (const { json: row, pairedItem } of outputs[0] ?? []) {
			expect(pairedItem).toEqual({ item: (row.ledger as IDataObject).item });
			// What the provider said word for word would make the items many times as large.
			expect(row.refund).not.toHaveProperty('raw');
		}
	});

	test('names what differs, on either side', async () => {
		const [wrong, ...rows] = books(name, 5);
		rows.pop();
		const { json } = await run(
			[
				{ ...wrong, amount: '11.50' },
				...rows,
				{ refundId: 'nowhere', amount: '7.00', status: 'refunded', date: wrong?.date },
			],
			{ output: 'differences' },
		);
		expect(kinds(json).sort()).toEqual(
			['amount_mismatch', 'missing_at_provider', 'missing_in_ledger'].sort(),
		);
		const mismatch = json[0]?.find(({ kind }) => kind === 'amount_mismatch');
		expect(mismatch).toMatchObject({ difference: '-1.00' });
	});

	test('reads a ledger with other names for its fields', async () => {
		const rows = books(name, 3).map(({ refundId, amount, status, date }) => ({
			refund: { id: refundId },
			sum: amount,
			state: status,
			day: date,
		}));
		const { json } = await run(rows, {
			ledgerFields: { refundId: 'refund.id', amount: 'sum', status: 'state', date: 'day' },
		});
		expect(new Set(kinds(json))).toEqual(new Set(['matched']));
	});

	test('a page that fails in the middle leaves a gap, and nothing in it is called missing', async () => {
		const rows = books(name, 250);
		const before = open.sandbox.calls().length;
		await run(rows);
		const pages = open.sandbox
			.calls()
			.slice(before)
			.filter(({ status }) => status === 200).length;
		expect(pages).toBeGreaterThan(1);
		// The first page comes, every later one fails.
		open.sandbox.inject({ provider: name, match: 'any', kind: 'slow', ms: 1, times: 1 });
		open.sandbox.inject({ provider: name, match: 'any', kind: '500', times: 1_000 });
		const { json } = await run(rows);
		expect(json[0]?.length).toBeGreaterThanOrEqual(rows.length);
		expect(kinds(json)).not.toContain('missing_at_provider');
		expect(kinds(json)).toContain('unknown_at_provider');
	}, 60_000);

	test('the summary counts and adds up, exactly', async () => {
		const { json } = await run(books(name, 4), { output: 'summary' });
		expect(json[0]).toHaveLength(1);
		expect(json[0]?.[0]).toMatchObject({ rows: 4, needSomeone: 0, counts: { matched: 4 } });
	});

	test('what was not understood is said in a hint, and the row is among the differences', async () => {
		const rows = books(name, 2).map((row) => ({ ...row, status: 'On <hold>' }));
		const { json, hints } = await run(rows, { output: 'differences' });
		expect(json[0]).toMatchObject(rows.map(() => ({ kind: 'matched', notCompared: ['status'] })));
		expect(hints).toEqual([
			'The status of 2 ledger rows was not understood and not compared: "On &lt;hold&gt;" (2).',
		]);
	});

	test('a field that no row has is said in a hint, with the fields that there are', async () => {
		const { json, hints } = await run(books(name, 2), { ledgerFields: { status: 'Statsu' } });
		expect(kinds(json)).toEqual(['matched', 'matched']);
		expect(hints).toEqual([
			'No row has a field called "Statsu" for the status; the rows have: refundId, amount, status, date.',
		]);
	});

	test('an input without rows is said', async () => {
		books(name, 1);
		const { json, hints } = await run([{}, { amount: '' }]);
		expect(kinds(json)).toEqual(['missing_in_ledger']);
		expect(hints).toEqual(['The input has no rows: its items are empty.']);
	});

	test('books that are understood give no hint, and an empty item is no row', async () => {
		const { json, hints } = await run([...books(name, 1), {}]);
		expect(kinds(json)).toEqual(['matched']);
		expect(hints).toEqual([]);
	});
});
