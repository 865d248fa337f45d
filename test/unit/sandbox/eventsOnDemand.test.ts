/** Events a test asks for: genuine, doubled, late and forged ones. */
import { providerNames, startSandbox, type ProviderName, type Sandbox } from '../../../sandbox';
import { accounts } from './accounts';
import { startReceiver, type Received } from './receiver';

let sandbox: Sandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 50, retryScale: 0.000_01 });
});
beforeEach(async () => {
	sandbox.reset();
	receiver = await startReceiver();
	sandbox.configureWebhooks({
		urls: { rapyd: receiver.url, redstone: receiver.url, vesicash: receiver.url },
		rapydShape: 'B',
		mobileMoney: { header: 'mor-signature', timestamp: true, encoding: 'hex', prefix: false },
	});
});
afterEach(async () => await receiver.stop());
afterAll(async () => await sandbox.stop());

const isGenuine = (provider: ProviderName, delivery: Received, secret: string): boolean =>
	accounts(sandbox.origin)[provider].webhooks.isGenuine(delivery, secret, receiver.url);

const secretOf = async (provider: ProviderName, types?: string[]) =>
	await accounts(sandbox.origin)[provider].webhooks.listen(receiver.url, types);

describe.each(providerNames)('%s on demand', (provider) => {
	const start = async () => {
		const secret = await secretOf(provider);
		const { prefix } = accounts(sandbox.origin)[provider];
		const paymentId = sandbox.addPayment(provider, {
			id: `${prefix}_own`,
			refunds: [{ amount: '12.50' }],
		});
		// Refunds that came with a payment are history: nothing was reported.
		expect(sandbox.events()).toEqual([]);
		return { secret, paymentId };
	};

	test('a genuine event, several times over', async () => {
		const { secret, paymentId } = await start();
		const deliveries = await sandbox.sendEvent({ provider, paymentId, copies: 3 });
		expect(deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
		expect(receiver.received.every((one) => isGenuine(provider, one, secret))).toBe(true);
		const again = await sandbox.repeatEvent(String(deliveries[0]?.eventId));
		expect(again).toHaveLength(1);
		expect(receiver.received).toHaveLength(4);
	});

	test.each(['secret', 'signature', 'body', 'unsigned', 'empty'] as const)(
		'a forged one: %s',
		async (forge) => {
			const { secret, paymentId } = await start();
			await sandbox.sendEvent({ provider, paymentId });
			await sandbox.sendEvent({ provider, paymentId, forge });
			const [genuine, forged] = receiver.received as [Received, Received];
			expect(isGenuine(provider, genuine, secret)).toBe(true);
			expect(isGenuine(provider, forged, secret)).toBe(false);
		},
	);

	test('an earlier status, signed at another time', async () => {
		const { secret, paymentId } = await start();
		const at = Date.now() - 3_600_000;
		const [event] = sandbox.buildEvents({ provider, paymentId, status: 'failed', at });
		expect(JSON.stringify(event?.headers)).toContain(String(Math.floor(at / 1000)));
		expect(event?.body).toMatch(/"status":"(failed|Error)"/);
		expect(receiver.received).toEqual([]);
		await sandbox.sendEvent({ provider, paymentId, status: 'failed', at });
		expect(isGenuine(provider, receiver.received[0] as Received, secret)).toBe(true);
		expect(sandbox.refunds()).toMatchObject([{ status: 'succeeded' }]);
	});

	test('an event that is about no refund', async () => {
		const { prefix, webhooks } = accounts(sandbox.origin)[provider];
		const type = webhooks.otherType;
		const secret = await secretOf(provider, [type]);
		await sandbox.sendEvent({ provider, paymentId: `${prefix}_succeeds`, type });
		const [delivery] = receiver.received as [Received];
		expect(isGenuine(provider, delivery, secret)).toBe(true);
		expect(delivery.body).toContain(type);
		expect(delivery.body).toContain(`${prefix}_succeeds`);
	});
});

test('PayMongo: a live event fills li, and the wrong part is a forgery', () => {
	const paymentId = sandbox.addPayment('paymongo', { refunds: [{ amount: '1' }] });
	const target = { provider: 'paymongo', paymentId, url: receiver.url, secret: 'whsk_x' } as const;
	const header = (change: object) =>
		sandbox.buildEvents({ ...target, ...change })[0]?.headers['paymongo-signature'];
	expect(header({})).toMatch(/^t=\d+,te=[0-9a-f]{64},li=$/);
	expect(header({ mode: 'live' })).toMatch(/^t=\d+,te=,li=[0-9a-f]{64}$/);
	expect(header({ forge: 'mode' })).toMatch(/^t=\d+,te=,li=[0-9a-f]{64}$/);
});

test('an event nobody waits for is a mistake of the test', async () => {
	await expect(sandbox.sendEvent({ provider: 'paymongo' })).rejects.toThrow(/needs a refund/);
	const paymentId = sandbox.addPayment('paymongo', { refunds: [{ amount: '1' }] });
	await expect(sandbox.sendEvent({ provider: 'paymongo', paymentId })).rejects.toThrow(/Nobody/);
	await expect(sandbox.repeatEvent('evt_none')).rejects.toThrow(/evt_none/);
});
