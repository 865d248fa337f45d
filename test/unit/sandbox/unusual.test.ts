/** Records nobody expects: other words, other names, other currencies, other keys. */
import { createHmac } from 'node:crypto';
import { gateways, providerNames } from '../../../sandbox';
import { mobileMoney, paymongo, rapydHeaders, send } from './http';
import { sandboxStarter } from './start';

const start = sandboxStarter();

describe('refunds that are shown otherwise', () => {
	test.each(providerNames)('%s: queued, capitals', async (name) => {
		const { [name]: account } = await start();
		const { prefix, refund, refundId, status, words } = account;
		const queued = await refund(`${prefix}_queued`, '1.00');
		expect(queued.text).toContain('"status":"queued"');
		expect(await status(refundId(queued))).toBe('queued');
		const capitals = await refund(`${prefix}_capitals`, '1.00');
		expect(await status(refundId(capitals))).toBe(words.succeeded.toUpperCase());
	});

	test.each(providerNames)('%s: unreadable, though the truth is kept', async (name) => {
		const { sandbox, [name]: account } = await start();
		const { prefix, refund } = account;
		const { text } = await refund(`${prefix}_unreadable`, '1.00');
		expect(text).toContain('"amount":"1,250"');
		expect(text).toContain('"currency":"succeeded"');
		expect(sandbox.refunds()).toMatchObject([{ amountMinor: 100n, currency: account.currency }]);
	});

	test('a payment of one’s own with fields of one’s own', async () => {
		const { sandbox, rapyd } = await start();
		const payment = sandbox.addPayment('rapyd', { shows: { created_at: 1768959 } });
		const { json } = await rapyd.refund(payment, '1.00');
		expect(json.data?.created_at).toBe(1768959);
	});

	test('completed, and failed with PROVIDER_TIMEOUT until it succeeds', async () => {
		const { sandbox, vesicash } = await start({ settleMs: 60_000 });
		const { call, refund, refundId } = vesicash;
		const completed = refundId(await refund('PY_completed', '1.00'));
		expect((await call('GET', `/v1/payment/${completed}`)).json.data).toMatchObject({
			status: 'completed',
			completed_at: expect.stringMatching(/^\d{4}-/),
		});
		const timedOut = await refund('PY_provider_timeout', '1.00');
		expect(timedOut.json.data).toMatchObject({
			status: 'failed',
			failure_reason: 'PROVIDER_TIMEOUT',
		});
		sandbox.settle(refundId(timedOut), 'succeeded');
		expect(await vesicash.status(refundId(timedOut))).toBe('successful');
	});
});

describe('another key of the same account', () => {
	test('PayMongo, Redstone and Vesicash take it', async () => {
		const { sandbox } = await start();
		const { paymongo: payMongo, redstone, vesicash } = gateways;
		const call = paymongo(sandbox.origin, payMongo.otherKeys.secretKey);
		expect((await call('GET', '/v1/payments/pay_succeeds')).status).toBe(200);
		for (const brand of [redstone, vesicash]) {
			const status = async (keys: { secretKey: string; publicKey: string }) =>
				(await mobileMoney(sandbox.origin, keys)('GET', '/v1/payment/PY_succeeds')).status;
			expect(await status(brand.otherKeys)).toBe(200);
			expect(await status({ ...brand.keys, secretKey: brand.otherKeys.secretKey })).toBe(401);
		}
	});

	test('Rapyd takes it', async () => {
		const { sandbox } = await start();
		const path = '/v1/payments/payment_succeeds';
		const headers = rapydHeaders('GET', path, '', gateways.rapyd.otherKeys);
		expect((await send(sandbox.origin + path, 'GET', headers)).status).toBe(200);
	});
});

test('every answer takes its time', async () => {
	const { paymongo: account } = await start({ latencyMs: 120 });
	const begin = performance.now();
	await account.call('GET', '/v1/payments/pay_succeeds');
	expect(performance.now() - begin).toBeGreaterThanOrEqual(118);
});

test('Rapyd may hide the refunds of a payment', async () => {
	const { rapyd } = await start({ rapydHidesRefunds: true });
	await rapyd.refund('payment_succeeds', '1.00');
	const { json } = await rapyd.call('GET', '/v1/payments/payment_succeeds');
	expect(json.data).toMatchObject({ refunds: null, refunded_amount: 1 });
});

test('events in the other shapes, signed as ever', async () => {
	const { sandbox } = await start({
		webhooks: { paymongoShape: 'wrapped', mobileMoneyShape: 'wrapped' },
	});
	const url = 'https://n8n.example.com/webhook';
	const built = (provider: 'paymongo' | 'vesicash', more: object) => {
		const paymentId = sandbox.addPayment(provider, { refunds: [{ amount: '1' }] });
		const [event] = sandbox.buildEvents({ provider, paymentId, url, ...more });
		return { body: JSON.parse(event?.body ?? '') as object, event };
	};
	const refunded = built('paymongo', { type: 'payment.refunded', secret: 'whsk_x' });
	expect(refunded.body).toMatchObject({
		data: { attributes: { data: { attributes: { refunds: { data: [{ type: 'refund' }] } } } } },
	});
	const { body, event } = built('vesicash', {});
	expect(body).toMatchObject({ event: 'refund_successful', data: { status: 'successful' } });
	const text = `${event?.headers['mor-timestamp']}.${event?.body}`;
	const { webhookSecret } = gateways.vesicash.keys;
	const digest = createHmac('sha256', webhookSecret).update(text).digest('hex');
	expect(event?.headers['mor-signature']).toBe(digest);
});
