/** The controls over HTTP, and the command that starts a sandbox. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { accounts } from './accounts';
import { send, type Json } from './http';
import { startReceiver } from './receiver';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 60_000 });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const control = async (method: string, path: string, body?: object) =>
	await send(
		`${sandbox.origin}/_sandbox${path}`,
		method,
		{},
		body === undefined ? undefined : JSON.stringify(body),
	);

test('payments and refunds can be made, settled and read', async () => {
	const made = await control('POST', '/payments', {
		provider: 'rapyd',
		amount: '20',
		currency: 'KWD',
		refunds: [{ amount: '1.005', reference: 'T-1' }],
	});
	const paymentId = String(made.json.paymentId);
	const added = await control('POST', '/refunds', {
		provider: 'rapyd',
		paymentId,
		amount: 2,
		status: 'pending',
	});
	expect(added.json).toMatchObject({ status: 'pending', amount: '2.000' });
	const { refundId } = added.json;
	await control('POST', '/settle', { refundId, status: 'failed' });
	expect((await control('GET', '/refunds')).json).toMatchObject([
		{ paymentId, amountMinor: '1005', amount: '1.005', currency: 'KWD', reference: 'T-1' },
	]);
	expect((await control('GET', '/refunds?all')).json).toHaveLength(2);
});

test('faults, calls and reset', async () => {
	const { refund } = accounts(sandbox.origin).paymongo;
	expect(
		(await control('POST', '/faults', { match: 'create', kind: '502', times: 2 })).json,
	).toEqual({
		left: 2,
	});
	expect((await refund('pay_succeeds', '1.00')).status).toBe(502);
	expect((await control('GET', '/calls')).json).toMatchObject([
		{ provider: 'paymongo', method: 'POST', path: '/v1/refunds', operation: 'create', status: 502 },
	]);
	expect((await control('DELETE', '/faults')).json).toEqual({ left: 0 });
	await refund('pay_succeeds', '1.00');
	await control('POST', '/reset');
	expect(sandbox.refunds()).toEqual([]);
	expect((await control('GET', '/calls')).json).toEqual([]);
});

test('keys, URLs of webhooks, and events', async () => {
	expect((await control('GET', '/keys')).json).toEqual(sandbox.keys);
	const receiver = await startReceiver();
	try {
		await control('POST', '/webhook-urls', { urls: { redstone: receiver.url } });
		const payment = await control('POST', '/payments', {
			provider: 'redstone',
			refunds: [{ amount: '5' }],
		});
		const event = { provider: 'redstone', paymentId: payment.json.paymentId };
		const sent = await control('POST', '/events', { ...event, copies: 2 });
		expect(sent.json).toMatchObject([{ status: 200 }, { status: 200 }]);
		const repeat = (sent.json as unknown as Json[])[0]?.eventId;
		await control('POST', '/events', { repeat });
		expect(receiver.received).toHaveLength(3);
		const built = await control('POST', '/events/build', { ...event, forge: 'unsigned' });
		expect(built.json).toMatchObject([{ type: 'refund_successful', url: receiver.url }]);
		expect(receiver.received).toHaveLength(3);
		expect((await control('GET', '/deliveries')).json).toHaveLength(3);
	} finally {
		await receiver.stop();
	}
});

test.each([
	['POST', '/payments', { provider: 'stripe' }, 'No such provider: stripe'],
	['POST', '/payments', { provider: 'rapyd', amount: '1e3' }, '1e3 is no amount in EUR.'],
	[
		'POST',
		'/payments',
		{ provider: 'rapyd', behaviour: 'qrph' },
		'rapyd has no payment that qrph.',
	],
	[
		'POST',
		'/payments',
		{ provider: 'vesicash', currency: 'EUR' },
		'Vesicash has no wallet in EUR here.',
	],
	['POST', '/faults', { match: 'create', kind: 'fire' }, 'No such fault: fire'],
	['POST', '/events', { provider: 'rapyd', refundId: 'refund_none' }, 'No refund refund_none.'],
	['POST', '/settle', { refundId: 'none', status: 'failed' }, 'No refund none.'],
])('%s %s with a mistake says what is wrong', async (method, path, body, error) => {
	expect(await control(method, path, body)).toMatchObject({ status: 400, json: { error } });
});

test('a payment id cannot be given twice', async () => {
	const payment = { provider: 'paymongo', id: 'pay_own' };
	expect((await control('POST', '/payments', payment)).status).toBe(200);
	expect((await control('POST', '/payments', payment)).json).toEqual({
		error: 'The payment pay_own exists already.',
	});
});

describe('the command', () => {
	const root = join(__dirname, '../../..');
	const start = (...args: string[]) =>
		spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...args], { cwd: root });

	async function textOf(args: string[]) {
		const child = start(...args);
		let text = '';
		child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
		const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
		return { code, text };
	}

	test('prints address, keys and payments, and stops when told to', async () => {
		const child = start('--port', '0');
		let text = '';
		await new Promise<void>((resolve) => {
			child.stdout.on('data', (chunk: Buffer) => {
				text += chunk.toString();
				if (text.includes('Ctrl+C')) resolve();
			});
		});
		const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
		expect((await fetch(`${origin}/_sandbox/keys`)).status).toBe(200);
		for (const shown of ['sk_test_', 'rak_', 'redPub_test_', 'morSec_test_', '_never_answers']) {
			expect(text).toContain(shown);
		}
		child.kill('SIGTERM');
		expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
	});

	test('a used port and a wrong argument give a plain sentence', async () => {
		expect(await textOf(['--port', String(sandbox.port)])).toEqual({
			code: 1,
			text: expect.stringMatching(/^Port \d+ is in use\. Stop what is running there/) as string,
		});
		expect(await textOf(['--settle', 'soon'])).toEqual({
			code: 1,
			text: '--settle must be a whole number from 0 to 3600000, not "soon".\n',
		});
	});
});
