/** Operations that move nothing: get (with Wait for Outcome), Get Many, payments. */
import { everyProvider } from '../../harness/providers';
import { credentialsFor } from '../support/accounts';
import { Engine } from '../support/engine';
import { openEngine } from '../support/openEngine';

const open = openEngine({ settleMs: 700 });

const create = {
	resource: 'refund',
	operation: 'create',
	refundAmount: 'partial',
	amount: '12.50',
};
const get = { resource: 'refund', operation: 'get' };

describe.each(everyProvider)(
	'$node',
	({ node, name, currency, prefix, payment, paymentThat, refund, tells }) => {
		const make = async (behaviour: string, reference = '') => {
			const parameters = { ...create, ...paymentThat(`${behaviour}_${open.test}`), reference };
			return (await open.engine.run({ node, parameters })).json[0]?.[0] ?? {};
		};

		test('get reads one refund in the record’s shape', async () => {
			const made = await make('succeeds');
			const { json } = await open.engine.run({
				node,
				parameters: { ...get, ...refund(String(made.refundId)) },
			});
			expect(json[0]).toMatchObject([
				{ provider: name, refundId: made.refundId, amount: '12.50', currency, status: 'succeeded' },
			]);
		});

		test('keys may have been pasted with white space around them', async () => {
			const made = await make('succeeds');
			const pasted = Object.entries(credentialsFor(open.sandbox)).map(([type, values]) => [
				type,
				Object.fromEntries(
					Object.entries(values).map(([name, value]) => [
						name,
						name.endsWith('Key') ? ` ${String(value)}\n` : value,
					]),
				),
			]);
			const { json, error } = await new Engine(Object.fromEntries(pasted)).run({
				node,
				parameters: { ...get, ...refund(String(made.refundId)) },
			});
			expect(error).toBeUndefined();
			expect(json[0]).toMatchObject([{ refundId: made.refundId }]);
		});

		test('waits for an outcome that comes later', async () => {
			const made = await make('later');
			expect(made.status).toBe('pending');
			const { json } = await open.engine.run({
				node,
				parameters: {
					...get,
					...refund(String(made.refundId)),
					waitForOutcome: true,
					waitLimit: 1,
				},
			});
			expect(json[0]).toMatchObject([
				{ refundId: made.refundId, status: 'succeeded', final: true },
			]);
			expect(json[0]?.[0]).not.toHaveProperty('timedOut');
		});

		test('on the limit returns the refund as it is, with its id', async () => {
			const made = await make('later');
			const { json, error } = await open.engine.run({
				node,
				parameters: {
					...get,
					...refund(String(made.refundId)),
					waitForOutcome: true,
					waitLimit: 0,
				},
			});
			expect(error).toBeUndefined();
			expect(json[0]).toMatchObject([
				{ refundId: made.refundId, status: 'pending', timedOut: true },
			]);
		});

		test('stops waiting when the execution is canceled', async () => {
			const made = await make('later');
			const before = open.sandbox.calls().length;
			let cancel = (): void => undefined;
			const running = open.engine.run({
				node,
				parameters: {
					...get,
					...refund(String(made.refundId)),
					waitForOutcome: true,
					waitLimit: 60,
				},
				onStart: (stop) => {
					cancel = stop;
				},
			});
			while (open.sandbox.calls().length === before)
				await new Promise((next) => setTimeout(next, 5));
			cancel();
			await running;
			const looks = open.sandbox.calls().length;
			await new Promise((next) => setTimeout(next, 1_200));
			expect(open.sandbox.calls().length).toBe(looks);
		});

		test('says of a refund that does not exist what to do next', async () => {
			const { error } = await open.engine.run({
				node,
				parameters: { ...get, ...refund('nosuch_refund') },
			});
			expect(error?.name).toBe('NodeApiError');
			expect(error?.message).toContain('[item 0]');
			expect(error?.description).toEqual(expect.stringMatching(/\w/));
		});

		test('Get Many stops at the limit, and Return All returns all, page by page', async () => {
			const wanted = 25;
			for (let n = 0; n < wanted; n += 1) {
				const id = open.sandbox.addPayment(name, {});
				open.sandbox.addRefund(name, id, { amount: '12.50' });
			}
			const list = { resource: 'refund', operation: 'getAll', filters: {}, simplify: true };
			const some = await open.engine.run({
				node,
				parameters: { ...list, returnAll: false, limit: 7 },
			});
			expect(some.json[0]).toHaveLength(7);
			const all = await open.engine.run({ node, parameters: { ...list, returnAll: true } });
			expect(new Set(all.json[0]?.map((refund) => refund.refundId)).size).toBe(wanted);
			const none = await open.engine.run({
				node,
				parameters: { ...list, returnAll: true, filters: { createdBefore: '2001-01-01T00:00:00' } },
			});
			expect(none.json[0]).toEqual([]);
		});

		test('payment: get says what is left, in the same decimal form', async () => {
			await make('succeeds');
			const { json } = await open.engine.run({
				node,
				parameters: {
					resource: 'payment',
					operation: 'get',
					...paymentThat(`succeeds_${open.test}`),
				},
			});
			expect(json[0]?.[0]).toMatchObject({ provider: name, amount: '1000.00', currency });
			// Not every published payment record says it.
			const said = { refundedAmount: '12.50', refundableAmount: '987.50' };
			const unsaid = { refundedAmount: null, refundableAmount: null };
			expect(json[0]?.[0]).toMatchObject(tells.refundedAmount ? said : unsaid);
		});

		test('payments: Get Many', async () => {
			for (let n = 0; n < 12; n += 1) open.sandbox.addPayment(name, {});
			const { json } = await open.engine.run({
				node,
				parameters: {
					resource: 'payment',
					operation: 'getAll',
					returnAll: true,
					filters: {},
					simplify: true,
				},
			});
			expect(json[0]).toHaveLength(12);
		});

		test.each(['html', '502'] as const)(
			'an answer like "%s" becomes n8n’s own error, in words',
			async (kind) => {
				open.sandbox.inject({ provider: name, match: 'any', kind, times: 50 });
				const { error } = await open.engine.run({
					node,
					parameters: { resource: 'payment', operation: 'get', ...paymentThat('succeeds') },
				});
				expect(['NodeApiError', 'NodeOperationError']).toContain(error?.name);
				expect(error?.description).toEqual(expect.stringMatching(/\w/));
			},
			30_000,
		);

		test('under Continue On Fail an item’s failure is its own', async () => {
			const { json } = await open.engine.run({
				node,
				settings: { onError: 'continueRegularOutput' },
				parameters: {
					resource: 'payment',
					operation: 'get',
					...payment('={{ $json.id }}'),
				},
				items: [{ id: 'nosuch_1' }, { id: `${prefix}_succeeds_${open.test}` }],
			});
			expect(json[0]?.[0]).toHaveProperty('error');
			expect(json[0]?.[1]).toMatchObject({ amount: '1000.00' });
		});
	},
);
