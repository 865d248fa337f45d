/** Webhooks out: signed, repeated, doubled, late and forged. Signatures are recomputed here. */
import { createHmac } from 'node:crypto';
import { providerNames } from '../../../sandbox';
import { accounts } from './accounts';
import { type Json } from './http';
import { openReceiver } from './openReceiver';
import { eventually, startReceiver, type Received } from './receiver';

const open = openReceiver();
const { isGenuine, secretOf } = open;

async function register(events = ['payment.refunded', 'payment.refund.updated']) {
	const { call } = accounts(open.sandbox.origin).paymongo;
	const body = { data: { attributes: { url: open.receiver.url, events } } };
	const { json } = await call('POST', '/v1/webhooks', body);
	return { id: String(json.data?.id), secret: String(json.data?.attributes?.secret_key) };
}

const arrivals = async (count: number) =>
	await eventually(
		() => open.receiver.received,
		(received) => received.length >= count,
	);

const bodyOf = ({ body }: Received) => JSON.parse(body) as Json;
const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text);

test.each(providerNames)('%s: a refund that succeeds is reported, signed', async (provider) => {
	const secret = await secretOf(provider);
	const { refund, refundId, prefix, webhooks } = accounts(open.sandbox.origin)[provider];
	const id = refundId(await refund(`${prefix}_succeeds`, '12.50'));
	const { count } = webhooks;
	const received = await arrivals(count);
	expect(received).toHaveLength(count);
	for (const delivery of received) {
		expect(isGenuine(provider, delivery, secret)).toBe(true);
		expect(delivery.body).toContain(id);
		expect(delivery.path).toBe('/hook?from=sandbox');
	}
	expect(open.sandbox.events().map(({ refundId: reported }) => reported)).toEqual(
		Array(count).fill(id),
	);
});

test('PayMongo: one event carries the refund, the other the payment', async () => {
	await register();
	const { refund } = accounts(open.sandbox.origin).paymongo;
	await refund('pay_later', '12.50');
	const received = await arrivals(3);
	const events = received.map((delivery) => bodyOf(delivery).data?.attributes);
	expect(events.map((event) => event?.type).sort()).toEqual([
		'payment.refund.updated',
		'payment.refund.updated',
		'payment.refunded',
	]);
	const statuses = events
		.filter((event) => String(event?.type) === 'payment.refund.updated')
		.map((event) => event?.data?.attributes?.status);
	expect(statuses).toEqual(['pending', 'succeeded']);
	const refunded = events.find((event) => String(event?.type) === 'payment.refunded')?.data;
	expect(refunded).toMatchObject({ id: 'pay_later', type: 'payment' });
	expect(refunded?.attributes?.refunds).toMatchObject([{ attributes: { status: 'succeeded' } }]);
});

test('PayMongo: only subscribed events, only enabled webhooks', async () => {
	const { id } = await register(['payment.refunded']);
	const { refund, call } = accounts(open.sandbox.origin).paymongo;
	await refund('pay_succeeds', '1.00');
	await arrivals(1);
	await call('POST', `/v1/webhooks/${id}/disable`);
	await refund('pay_succeeds', '1.00');
	await call('POST', `/v1/webhooks/${id}/enable`);
	await refund('pay_succeeds', '1.00');
	await arrivals(2);
	expect(open.sandbox.events().map(({ type }) => type)).toEqual([
		'payment.refunded',
		'payment.refunded',
	]);
});

test('Rapyd: both envelopes, and the type of each outcome', async () => {
	const { refund, call, refundId } = accounts(open.sandbox.origin).rapyd;
	const id = refundId(await refund('payment_succeeds', '12.50'));
	expect(bodyOf((await arrivals(1))[0] as Received)).toMatchObject({
		token: expect.stringMatching(/^wh_/),
		type: 'REFUND_COMPLETED',
		data: { id, amount: 12.5, status: 'Completed', failure_code: '' },
		created_at: 0,
	});
	open.sandbox.configureWebhooks({ rapydShape: 'A' });
	await refund('payment_fails', '1.00');
	expect(bodyOf((await arrivals(2))[1] as Received)).toMatchObject({
		id: expect.stringMatching(/^wh_/),
		type: 'PAYMENT_REFUND_FAILED',
		// The documented sample leaves these empty.
		data: { amount: null, currency: '', status: 'Error' },
		status: 'NEW',
	});
	await call('POST', `/v1/refunds/${id}`, { metadata: { a: 'b' } });
	expect(bodyOf((await arrivals(3))[2] as Received)).toMatchObject({
		type: 'PAYMENT_REFUND_UPDATED',
		data: { id, metadata: { a: 'b' } },
	});
	const type = 'PAYMENT_REFUND_REJECTED';
	await open.sandbox.sendEvent({ provider: 'rapyd', refundId: id, type, status: 'failed' });
	expect(bodyOf((await arrivals(4))[3] as Received)).toMatchObject({
		type,
		data: { id, status: 'Rejected' },
	});
});

test("Vesicash: to the refund's own URL, with the masked number and without the payment", async () => {
	const own = await startReceiver();
	try {
		const { call } = accounts(open.sandbox.origin).vesicash;
		await call('POST', '/v1/payment/refunds/process', {
			amount: 0.1,
			payment_reference: 'PY_succeeds',
			momo_phone_number: '233208123456',
			reason: 'returned',
			webhook_url: own.url,
		});
		await eventually(
			() => own.received.length,
			(count) => count === 1,
		);
		const [delivery] = own.received;
		expect(bodyOf(delivery as Received)).toMatchObject({
			amount: 0.1,
			currency: 'GHS',
			event: 'refund_successful',
			status: 'successful',
			type: 'refund',
			narration: 'returned',
			customer: { phone_number: '233208******' },
		});
		expect(delivery?.body).not.toContain('PY_succeeds');
		expect(open.receiver.received).toEqual([]);
	} finally {
		await own.stop();
	}
});

test.each([
	{ header: 'mor-signature', timestamp: false, encoding: 'hex', prefix: false },
	{ header: 'X-Vesicash-Signature', timestamp: false, encoding: 'hex', prefix: true },
	{ header: 'X-Vesicash-Signature', timestamp: true, encoding: 'base64', prefix: false },
] as const)('Redstone signed as %p', async (mobileMoney) => {
	open.sandbox.configureWebhooks({ mobileMoney });
	await accounts(open.sandbox.origin).redstone.refund('PY_succeeds', '1.00');
	const { headers, body } = (await arrivals(1))[0] as Received;
	const stamp = headers['mor-timestamp'];
	expect(stamp === undefined).toBe(!mobileMoney.timestamp);
	const digest = hmac(
		open.sandbox.keys.redstone.webhookSecret,
		mobileMoney.timestamp ? `${String(stamp)}.${body}` : body,
	).digest(mobileMoney.encoding);
	expect(headers[mobileMoney.header.toLowerCase()]).toBe(
		mobileMoney.prefix ? `sha256=${digest}` : digest,
	);
});

describe('tries', () => {
	test('go on until the receiver says 2xx, with the same bytes', async () => {
		open.receiver.statuses.push(500, 404, 302, 204);
		await accounts(open.sandbox.origin).vesicash.refund('PY_succeeds', '1.00');
		const received = await arrivals(4);
		expect(new Set(received.map(({ body }) => body)).size).toBe(1);
		const deliveries = await eventually(
			() => open.sandbox.deliveries(),
			(list) => list.length === 4,
		);
		expect(deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 500],
			[2, 404],
			[3, 302],
			[4, 204],
		]);
	});

	test.each([
		['paymongo', 13],
		['rapyd', 6],
		['redstone', 6],
	] as const)('%s gives up after %i', async (provider, tries) => {
		// Of PayMongo's two events, one is enough.
		await secretOf(provider, ['payment.refunded']);
		open.receiver.statuses.push(...Array<number>(20).fill(503));
		const { refund, prefix } = accounts(open.sandbox.origin)[provider];
		await refund(`${prefix}_succeeds`, '1.00');
		await eventually(
			() => open.sandbox.deliveries().length,
			(count) => count === tries,
		);
		open.receiver.statuses.length = 0;
		await refund(`${prefix}_succeeds`, '1.00');
		await arrivals(tries + 1);
		const [first, second] = open.sandbox.events();
		const triesOf = (id?: string) =>
			open.sandbox.deliveries().filter(({ eventId }) => eventId === id);
		await eventually(
			() => triesOf(second?.eventId).length,
			(count) => count === 1,
		);
		expect(triesOf(first?.eventId)).toHaveLength(tries);
	});

	test('PayMongo disables a webhook after three events that nobody took', async () => {
		const { id } = await register(['payment.refunded']);
		open.receiver.statuses.push(...Array<number>(39).fill(503));
		const { refund, call } = accounts(open.sandbox.origin).paymongo;
		for (const payment of ['pay_succeeds_1', 'pay_succeeds_2', 'pay_succeeds_3']) {
			await refund(payment, '1.00');
		}
		const webhook = await eventually(
			async () => (await call('GET', `/v1/webhooks/${id}`)).json.data?.attributes,
			(attributes) => String(attributes?.status) === 'disabled',
		);
		expect(webhook?.disabled_reason).toBe('max_retries_exceeded');
	});

	test('nobody listening counts as a failed try', async () => {
		await open.receiver.stop();
		await accounts(open.sandbox.origin).rapyd.refund('payment_succeeds', '1.00');
		const deliveries = await eventually(
			() => open.sandbox.deliveries(),
			(list) => list.length === 6,
		);
		expect(deliveries.every(({ status }) => status === 0)).toBe(true);
	});
});
