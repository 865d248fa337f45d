/** Events a test asks for: genuine, doubled, late and forged ones. */
import { providerNames } from '../../../sandbox';
import { accounts } from './accounts';
import { openReceiver } from './openReceiver';
import type { Received } from './receiver';

const open = openReceiver();
const { isGenuine, secretOf } = open;

describe.each(providerNames)('%s on demand', (provider) => {
	const start = async () => {
		const secret = await secretOf(provider);
		const { prefix } = accounts(open.sandbox.origin)[provider];
		const paymentId = open.sandbox.addPayment(provider, {
			id: `${prefix}_own`,
			refunds: [{ amount: '12.50' }],
		});
		// Refunds that came with a payment are history: nothing was reported.
		expect(open.sandbox.events()).toEqual([]);
		return { secret, paymentId };
	};

	test('a genuine event, several times over', async () => {
		const { secret, paymentId } = await start();
		const deliveries = await open.sandbox.sendEvent({ provider, paymentId, copies: 3 });
		expect(deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(new Set(open.receiver.received.map(({ body }) => body)).size).toBe(1);
		expect(open.receiver.received.every((one) => isGenuine(provider, one, secret))).toBe(true);
		const again = await open.sandbox.repeatEvent(String(deliveries[0]?.eventId));
		expect(again).toHaveLength(1);
		expect(open.receiver.received).toHaveLength(4);
	});

	test.each(['secret', 'signature', 'body', 'unsigned', 'empty'] as const)(
		'a forged one: %s',
		async (forge) => {
			const { secret, paymentId } = await start();
			await open.sandbox.sendEvent({ provider, paymentId });
			await open.sandbox.sendEvent({ provider, paymentId, forge });
			const [genuine, forged] = open.receiver.received as [Received, Received];
			expect(isGenuine(provider, genuine, secret)).toBe(true);
			expect(isGenuine(provider, forged, secret)).toBe(false);
		},
	);

	test('an earlier status, signed at another time', async () => {
		const { secret, paymentId } = await start();
		const at = Date.now() - 3_600_000;
		const [event] = open.sandbox.buildEvents({ provider, paymentId, status: 'failed', at });
		expect(JSON.stringify(event?.headers)).toContain(String(Math.floor(at / 1000)));
		expect(event?.body).toMatch(/"status":"(failed|Error)"/);
		expect(open.receiver.received).toEqual([]);
		await open.sandbox.sendEvent({ provider, paymentId, status: 'failed', at });
		expect(isGenuine(provider, open.receiver.received[0] as Received, secret)).toBe(true);
		expect(open.sandbox.refunds()).toMatchObject([{ status: 'succeeded' }]);
	});

	test('an event that is about no refund', async () => {
		const { prefix, webhooks } = accounts(open.sandbox.origin)[provider];
		const type = webhooks.otherType;
		const secret = await secretOf(provider, [type]);
		await open.sandbox.sendEvent({ provider, paymentId: `${prefix}_succeeds`, type });
		const [delivery] = open.receiver.received as [Received];
		expect(isGenuine(provider, delivery, secret)).toBe(true);
		expect(delivery.body).toContain(type);
		expect(delivery.body).toContain(`${prefix}_succeeds`);
	});
});

test('PayMongo: a live event fills li, and the wrong part is a forgery', () => {
	const paymentId = open.sandbox.addPayment('paymongo', { refunds: [{ amount: '1' }] });
	const target = {
		provider: 'paymongo',
		paymentId,
		url: open.receiver.url,
		secret: 'whsk_x',
	} as const;
	const header = (change: object) =>
		open.sandbox.buildEvents({ ...target, ...change })[0]?.headers['paymongo-signature'];
	expect(header({})).toMatch(/^t=\d+,te=[0-9a-f]{64},li=$/);
	expect(header({ mode: 'live' })).toMatch(/^t=\d+,te=,li=[0-9a-f]{64}$/);
	expect(header({ forge: 'mode' })).toMatch(/^t=\d+,te=,li=[0-9a-f]{64}$/);
});

test('an event nobody waits for is a mistake of the test', async () => {
	await expect(open.sandbox.sendEvent({ provider: 'paymongo' })).rejects.toThrow(/needs a refund/);
	const paymentId = open.sandbox.addPayment('paymongo', { refunds: [{ amount: '1' }] });
	await expect(open.sandbox.sendEvent({ provider: 'paymongo', paymentId })).rejects.toThrow(
		/Nobody/,
	);
	await expect(open.sandbox.repeatEvent('evt_none')).rejects.toThrow(/evt_none/);
});
