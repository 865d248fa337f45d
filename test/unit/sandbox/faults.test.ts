/** Injected faults: what the client sees, and whether money moved. */
import type { AxiosError } from 'axios';
import axios from 'axios';
import { type FaultKind, providerNames, startSandbox, type Sandbox } from '../../../sandbox';
import { accounts } from './accounts';
import { basic } from './http';
import { eventually } from './receiver';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const create = async (timeout = 0) =>
	await axios
		.post<unknown>(
			`${sandbox.origin}/v1/refunds`,
			{ data: { attributes: { amount: 1000, payment_id: 'pay_succeeds', reason: 'others' } } },
			{
				headers: basic(sandbox.keys.paymongo.secretKey),
				timeout,
				proxy: false,
				validateStatus: () => true,
				transformResponse: (text: string) => text,
			},
		)
		.then(
			({ status, data }) => ({ status, text: data as string }),
			(error: AxiosError) => ({ code: error.code }),
		);

test.each<[FaultKind, number, object]>([
	['timeout_before', 0, { code: 'ECONNABORTED' }],
	['timeout_after', 1, { code: 'ECONNABORTED' }],
	['reset_before', 0, { code: 'ECONNRESET' }],
	['reset_after', 1, { code: 'ECONNRESET' }],
	['401', 0, { status: 401, text: expect.stringContaining('authentication_invalid') }],
	['429', 0, { status: 429, text: 'Too many requests, please try again later.' }],
	['502', 0, { status: 502, text: expect.stringContaining('<html>') }],
	['502_after', 1, { status: 502, text: expect.stringContaining('<html>') }],
	['500', 0, { status: 500, text: expect.stringMatching(/^\{"errors"/) }],
	['500_after', 1, { status: 500, text: expect.stringMatching(/^\{"errors"/) }],
	['html', 0, { status: 200, text: expect.stringContaining('<h1>') }],
	['html_500', 0, { status: 500, text: expect.stringContaining('<h1>') }],
	['truncated', 1, { status: 200, text: expect.stringMatching(/^\{"data".*[^}]$/) }],
	['empty_before', 0, { status: 200, text: '' }],
	['empty_after', 1, { status: 200, text: '' }],
	['error_body', 0, { status: 200, text: expect.stringMatching(/^\{"errors"/) }],
	['slow', 1, { status: 200, text: expect.stringMatching(/^\{"data".*\}$/) }],
])('%s: %i made', async (kind, made, seen) => {
	sandbox.inject({ kind, match: 'create', ms: 20 });
	const slow = kind.startsWith('timeout') ? 300 : 0;
	expect(await create(slow)).toEqual(seen);
	expect(sandbox.refunds()).toHaveLength(made);
	expect(sandbox.faultsLeft()).toBe(0);
	expect(await create()).toMatchObject({ status: 200 });
	expect(sandbox.refunds()).toHaveLength(made + 1);
});

test.each(providerNames)('%s: errors come in its own form', async (provider) => {
	const { refund, prefix, error } = accounts(sandbox.origin)[provider];
	for (const [kind, status] of [
		['401', 401],
		['500', 500],
		['error_body', 200],
	] as const) {
		sandbox.inject({ provider, kind, match: 'create' });
		const reply = await refund(`${prefix}_succeeds`, '1.00');
		expect(reply.status).toBe(status);
		expect(error(reply)).not.toBe('undefined');
	}
	expect(sandbox.refunds()).toEqual([]);
});

test('faults are aimed by provider, by kind of request, by payment, and so many times', async () => {
	const { paymongo, rapyd } = accounts(sandbox.origin);
	sandbox.inject({ provider: 'rapyd', match: 'any', kind: '500' });
	sandbox.inject({ match: 'getPayment', kind: '500', times: 2 });
	sandbox.inject({ match: 'create', kind: '500', paymentId: 'pay_succeeds_2' });
	expect((await paymongo.refund('pay_succeeds_1', '1.00')).status).toBe(200);
	expect((await paymongo.refund('pay_succeeds_2', '1.00')).status).toBe(500);
	expect((await paymongo.refund('pay_succeeds_2', '1.00')).status).toBe(200);
	const get = async () => (await paymongo.call('GET', '/v1/payments/pay_succeeds_1')).status;
	expect([await get(), await get(), await get()]).toEqual([500, 500, 200]);
	expect((await rapyd.call('GET', '/v1/data/countries')).status).toBe(500);
	expect((await rapyd.call('GET', '/v1/data/countries')).status).toBe(200);
	expect(sandbox.calls().map(({ operation, status }) => [operation, status])).toEqual([
		['create', 200],
		['create', 500],
		['create', 200],
		['getPayment', 500],
		['getPayment', 500],
		['getPayment', 200],
		['countries', 500],
		['countries', 200],
	]);
});

test('a refused request does not use up a fault', async () => {
	sandbox.inject({ match: 'create', kind: '500' });
	const wrong = await fetch(`${sandbox.origin}/v1/refunds`, {
		method: 'POST',
		headers: basic('sk_'),
	});
	expect(wrong.status).toBe(401);
	expect(sandbox.faultsLeft()).toBe(1);
});

test('an unknown kind is a mistake of the test', () => {
	expect(() => sandbox.inject({ match: 'any', kind: 'nonsense' as FaultKind })).toThrow(/nonsense/);
});

test('stop closes connections that wait for an answer', async () => {
	const own = await startSandbox();
	own.inject({ match: 'any', kind: 'timeout_before' });
	const waiting = fetch(`${own.origin}/v1/payments/pay_succeeds`, {
		headers: basic(own.keys.paymongo.secretKey),
	}).then(
		() => 'answered',
		() => 'closed',
	);
	await eventually(
		() => own.calls().length,
		(count) => count === 1,
	);
	await own.stop();
	expect(await waiting).toBe('closed');
});
