/** Faults that take time or memory, or say something of one's own: what is made, and what is seen. */
import { setTimeout as pause } from 'node:timers/promises';
import { gateways, providerNames, startSandbox, type Sandbox } from '../../../sandbox';
import { accounts } from './accounts';
import { basic } from './http';
import { eventually } from './receiver';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const account = () => accounts(sandbox.origin).paymongo;
const create = async () => await account().refund('pay_succeeds', '1.00');
const made = () => sandbox.refunds().length;
const arrived = async () =>
	await eventually(
		() => sandbox.calls().length,
		(count) => count === 1,
	);

test('commit_late: nothing at first, then the refund and the answer', async () => {
	sandbox.inject({ kind: 'commit_late', match: 'create', ms: 500 });
	const answer = create();
	await arrived();
	expect(made()).toBe(0);
	expect((await answer).json.data?.id).toBe(sandbox.refunds()[0]?.refundId);
});

test('commit_late_silent: the refund is made though the client has long gone', async () => {
	sandbox.inject({ kind: 'commit_late_silent', match: 'create', ms: 500 });
	const client = new AbortController();
	const body = { data: { attributes: { amount: 100, payment_id: 'pay_later', reason: 'others' } } };
	const gone = fetch(`${sandbox.origin}/v1/refunds`, {
		method: 'POST',
		headers: basic(sandbox.keys.paymongo.secretKey),
		body: JSON.stringify(body),
		signal: client.signal,
	}).catch(() => 'gone');
	await arrived();
	client.abort();
	expect(await gone).toBe('gone');
	expect(made()).toBe(0);
	await eventually(made, (count) => count === 1);
});

test('a reset forgets what was going to be made', async () => {
	sandbox.inject({ kind: 'commit_late_silent', match: 'create', ms: 50 });
	void create().catch(() => undefined);
	await arrived();
	sandbox.reset();
	await pause(100);
	expect(made()).toBe(0);
});

test.each([
	['paymongo', 2, 200],
	// The salt of the first copy is used up.
	['rapyd', 1, 401],
	['redstone', 2, 200],
	['vesicash', 2, 200],
] as const)(
	'doubled at %s: %i made, the second copy is answered %i',
	async (name, count, status) => {
		const { prefix, refund } = accounts(sandbox.origin)[name];
		sandbox.inject({ kind: 'doubled', match: 'create' });
		expect((await refund(`${prefix}_succeeds`, '1.00')).status).toBe(status);
		expect(made()).toBe(count);
	},
);

test('doubled: the second half of what is left is refused', async () => {
	sandbox.inject({ kind: 'doubled', match: 'create' });
	const reply = await account().refund('pay_succeeds', '600.00');
	expect(account().error(reply)).toBe('parameter_above_maximum');
	expect(made()).toBe(1);
});

test.each([
	['trickle', 1],
	['trickle_before', 0],
] as const)('%s: bytes come and come; %i made', async (kind, count) => {
	sandbox.inject({ kind, match: 'create', ms: 10 });
	const body = { data: { attributes: { amount: 100, payment_id: 'pay_later', reason: 'others' } } };
	const response = await fetch(`${sandbox.origin}/v1/refunds`, {
		method: 'POST',
		headers: basic(sandbox.keys.paymongo.secretKey),
		body: JSON.stringify(body),
	});
	const reader = response.body?.getReader();
	const chunks = [];
	while (chunks.length < 5)
		chunks.push(Buffer.from((await reader?.read())?.value ?? []).toString());
	expect(chunks.join('').trimEnd()).toBe('{');
	expect(made()).toBe(count);
	await reader?.cancel();
});

test('huge: the answer, then blanks', async () => {
	sandbox.inject({ kind: 'huge', match: 'create', size: 1_000_000 });
	const { text, json } = await create();
	expect(text.length).toBe(text.trimEnd().length + 1_000_000);
	expect(json.data?.id).toBe(sandbox.refunds()[0]?.refundId);
});

test('deep: the answer, with something nested in it', async () => {
	sandbox.inject({ kind: 'deep', match: 'create', size: 3 });
	const { json } = await create();
	expect(json).toMatchObject({ data: { type: 'refund' }, nested: [[[]]] });
});

test.each(providerNames)('%s: HTTP 400 in words of one’s own, made or not', async (name) => {
	const { prefix, refund } = accounts(sandbox.origin)[name];
	for (const [kind, count] of [
		['400', 0],
		['400_made', 1],
	] as const) {
		sandbox.inject({ kind, match: 'create', message: 'context canceled' });
		const { status, text } = await refund(`${prefix}_succeeds`, '1.00');
		expect([status, made()]).toEqual([400, count]);
		expect(text).toContain('context canceled');
	}
});

test.each(providerNames)('%s repeats the secret key in three forms', async (name) => {
	const { prefix, refund } = accounts(sandbox.origin)[name];
	const { secretKey } = gateways[name].keys;
	const base64 = Buffer.from(`${secretKey}:`).toString('base64');
	for (const [echo, shown] of [
		['raw', secretKey],
		['base64', base64],
		['urlEncoded', encodeURIComponent(base64)],
	] as const) {
		sandbox.inject({ kind: '400', match: 'create', echo });
		expect((await refund(`${prefix}_succeeds`, '1.00')).text).toContain(shown);
	}
});

test('503 for every look-up, for a while', async () => {
	sandbox.inject({ kind: '503', match: 'look', forMs: 200 });
	const look = async () => (await account().call('GET', '/v1/payments/pay_succeeds')).status;
	expect([await look(), await look()]).toEqual([503, 503]);
	expect((await create()).status).toBe(200);
	expect(sandbox.faultsLeft()).toBe(Infinity);
	await eventually(look, (status) => status === 200);
	expect(sandbox.faultsLeft()).toBe(0);
});
