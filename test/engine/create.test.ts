import { everyProvider, type ProviderUnderTest } from '../../harness/providers';
import { openEngine } from '../support/openEngine';

const open = openEngine({ settleMs: 100 });

const of = ({ paymentThat }: ProviderUnderTest, behaviour: string) =>
	paymentThat(`${behaviour}_${open.test}`);

const create = {
	resource: 'refund',
	operation: 'create',
	refundAmount: 'partial',
	amount: '12.50',
};
/** Seconds; long enough for a loaded machine to answer, short enough to wait for silence. */
const impatient = { timeout: 0.4 };

describe.each(everyProvider)('$node, refund: create', (provider) => {
	const { node, name, currency, tells } = provider;
	const payment = (behaviour: string) => of(provider, behaviour);
	const posts = () => open.sandbox.calls().filter((call) => call.method === 'POST');

	test('makes one refund and says what it knows of it, every key there', async () => {
		const parameters = { ...create, ...payment('succeeds'), reference: 'T-1' };
		const { json } = await open.engine.run({ node, parameters });

		const [[refund] = [], notRefunded] = json;
		expect(notRefunded).toEqual([]);
		expect(refund).toMatchObject({
			provider: name,
			amount: '12.50',
			amountMinor: 1250,
			currency,
			reference: 'T-1',
			status: 'succeeded',
			final: true,
			duplicate: false,
		});
		expect(Object.keys(refund ?? {})).toEqual(recordKeys);
		expect(open.sandbox.refunds()).toMatchObject([
			{ provider: name, amountMinor: 1250n, currency },
		]);
	});

	test('keeps the provider’s own object when Simplify is off', async () => {
		const parameters = { ...create, ...payment('succeeds'), simplify: false };
		const { json } = await open.engine.run({ node, parameters });
		expect(json[0]?.[0]?.raw).toEqual(expect.objectContaining({}));
		expect(Object.keys(json[0]?.[0] ?? {})).toEqual([...recordKeys, 'raw']);
	});

	test('sends a refund that the provider declines to Not Refunded, without throwing', async () => {
		const { json, error } = await open.engine.run({
			node,
			parameters: { ...create, ...payment('declined') },
		});
		expect(error).toBeUndefined();
		expect(json[0]).toEqual([]);
		expect(json[1]).toMatchObject([{ status: 'failed', final: true }]);
		expect(json[1]?.[0]?.failureCode).toEqual(expect.any(String));
		expect(json[1]?.[0]).not.toHaveProperty('error');
		expect(open.sandbox.refunds()).toEqual([]);
	});

	test.each(['never_answers', '502', 'html'])('calls the outcome of "%s" unknown', async (how) => {
		const parameters = { ...create, ...payment(how), options: impatient };
		const { json } = await open.engine.run({ node, parameters });
		expect(json[0]).toEqual([]);
		expect(json[1]).toMatchObject([{ status: 'unknown', failureCode: 'outcome_unknown' }]);
		expect(json[1]?.[0]?.failureMessage).toMatch(/dashboard.*another Refund Reference/);
		expect(posts()).toHaveLength(1);
	});

	test('refuses an unpaid payment before sending, in plain words', async () => {
		const { json } = await open.engine.run({
			node,
			parameters: { ...create, ...payment('unpaid') },
		});
		expect(json[1]).toMatchObject([{ status: 'failed' }]);
		expect(json[1]?.[0]?.failureMessage).toMatch(/paid|success/i);
		expect(posts()).toEqual([]);
	});

	test('refuses more than is left before sending, and gives back exactly what is left', async () => {
		const all = { ...create, ...payment('succeeds') };
		const over = await open.engine.run({ node, parameters: { ...all, amount: '1000.01' } });
		expect(over.json[1]).toMatchObject([{ failureCode: 'amount_exceeds_remaining' }]);
		expect(posts()).toEqual([]);

		const rest = await open.engine.run({ node, parameters: { ...all, refundAmount: 'remaining' } });
		expect(rest.json[0]).toMatchObject([{ amount: '1000.00', status: 'succeeded' }]);
	});

	test('flags an answer that differs from the request', async () => {
		const { json } = await open.engine.run({
			node,
			parameters: { ...create, ...payment('mismatch') },
		});
		// Where the answer says no amount there is nothing to compare.
		const flagged = tells.amountInAnswer;
		expect(json[flagged ? 1 : 0]).toHaveLength(1);
		if (flagged) {
			expect(json[1]).toMatchObject([{ failureCode: 'response_mismatch' }]);
			expect(json[1]?.[0]?.failureMessage).toMatch(/asked for 12\.50 .* the answer says /);
		}
	});

	test('sends a request that is answered 401 once', async () => {
		open.sandbox.inject({ provider: name, match: 'create', kind: '401', times: 1 });
		const { json } = await open.engine.run({
			node,
			parameters: { ...create, ...payment('succeeds') },
		});
		expect(posts()).toHaveLength(1);
		expect(json[1]).toHaveLength(1);
		expect(open.sandbox.refunds()).toEqual([]);
	});

	test('treats the items of one run as refunds of their own', async () => {
		const items = [
			{ n: 1, amount: '1.00' },
			{ n: 2, amount: 2.5 },
			{ n: 3, amount: '3' },
		];
		const parameters = {
			...create,
			...payment('succeeds'),
			amount: '={{ $json.amount }}',
			reference: '={{ "T-" + $json.n }}',
		};
		const { json, outputs } = await open.engine.run({ node, parameters, items });
		expect(json[0]?.map(({ amount, reference }) => [reference, amount])).toEqual([
			['T-1', '1.00'],
			['T-2', '2.50'],
			['T-3', '3.00'],
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test.each([
		['', 'Amount is empty'],
		['0', 'Amount "0" is zero'],
		['-5', 'Amount "-5" is negative'],
		['1,000', 'Amount "1,000" is not a plain number'],
		['1e3', 'Amount "1e3" is not a plain number'],
		['\u200f12.50', 'Amount "\u200f12.50" is not a plain number'],
		[undefined, 'Amount is an expression that gives nothing here. Correct it. ['],
	])('refuses the amount "%s" before anything is sent', async (amount, words) => {
		const { error } = await open.engine.run({
			node,
			parameters: { ...create, ...payment('succeeds'), amount: '={{ $json.amount }}' },
			items: [{ amount: '1.00' }, { amount }],
		});
		expect(error?.message).toContain(words);
		expect(error?.message).toContain('[item 1]');
		expect(open.sandbox.calls()).toEqual([]);
	});

	test('an expression that fails is named by its field', async () => {
		const parameters = { ...create, ...payment('succeeds'), reference: '={{ foo( }}' };
		const { error } = await open.engine.run({ node, parameters });
		expect(error?.message).toBe(
			'Refund Reference is an expression that fails: invalid syntax. [item 0]',
		);
		expect(open.sandbox.calls()).toEqual([]);
	});

	test('under Continue On Fail a bad item goes to Not Refunded and the others go on', async () => {
		const { json, error } = await open.engine.run({
			node,
			settings: { onError: 'continueRegularOutput' },
			parameters: { ...create, ...payment('succeeds'), amount: '={{ $json.amount }}' },
			items: [{ amount: '' }, { amount: '2.00' }],
		});
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject([{ amount: '2.00' }]);
		expect(json[1]).toMatchObject([{ status: 'failed', failureCode: 'invalid_input' }]);
		expect(open.sandbox.refunds()).toHaveLength(1);
	});

	test('under Continue On Fail a missing payment is no reason to pass items on as refunded', async () => {
		const { json } = await open.engine.run({
			node,
			settings: { onError: 'continueRegularOutput' },
			parameters: { ...create, ...payment('nosuch'), amount: '2.00' },
		});
		expect(json[0]).toEqual([]);
		expect(json[1]).toMatchObject([{ status: 'failed', failureCode: 'payment_not_found' }]);
	});

	test('as an AI tool everything leaves by the one output there is', async () => {
		const { json } = await open.engine.run({
			node: `${node}Tool`,
			parameters: { ...create, ...payment('declined') },
		});
		expect(json).toHaveLength(1);
		expect(json[0]).toMatchObject([{ status: 'failed' }]);
	});

	test('a second run returns the first refund, says so, and moves nothing', async () => {
		const parameters = { ...create, ...payment('succeeds'), reference: 'T-9' };
		await open.engine.run({ node, parameters });
		const again = await open.engine.run({ node, parameters });
		expect(again.json[0]).toMatchObject([{ duplicate: true, reference: 'T-9' }]);
		expect(again.hints.join(' ')).toMatch(/already been made/);
		expect(open.sandbox.refunds()).toHaveLength(1);

		const aside = { ...parameters, options: { onDuplicate: 'notRefunded' } };
		const third = await open.engine.run({ node, parameters: aside });
		expect(third.json[0]).toEqual([]);
		expect(third.json[1]).toMatchObject([{ duplicate: true }]);
	});
});

test('all four providers give records with the same keys', async () => {
	const keys = new Set<string>();
	for (const provider of everyProvider) {
		const { json } = await open.engine.run({
			node: provider.node,
			parameters: { ...create, ...of(provider, 'succeeds'), simplify: false },
		});
		keys.add(Object.keys(json[0]?.[0] ?? {}).join());
	}
	expect(keys.size).toBe(1);
});

const recordKeys = [
	'provider',
	'mode',
	'refundId',
	'paymentId',
	'reference',
	'amount',
	'amountMinor',
	'currency',
	'status',
	'final',
	'providerStatus',
	'reason',
	'failureCode',
	'failureMessage',
	'createdAt',
	'updatedAt',
	'duplicate',
	'protection',
];
