/** Records nobody expects: other words, other names, other currencies, other keys. */
import { createHmac } from 'node:crypto';
import {
	gateways,
	providerNames,
	startSandbox,
	type SandboxOptions,
	type Sandbox,
} from '../../../sandbox';
import { accounts, mobileMoney, paymongo, send, rapydHeaders } from './clients';

const open: Sandbox[] = [];
async function start(options: SandboxOptions = {}) {
	const sandbox = await startSandbox(options);
	open.push(sandbox);
	return { sandbox, ...accounts(sandbox.origin) };
}
afterEach(async () => {
	for (const sandbox of open.splice(0)) await sandbox.stop();
});

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

describe('Rapyd payments with currency exchange', () => {
	const refund = { payment: 'payment_fx', merchant_reference_id: 'T-1' };

	test('say both currencies, and are refunded in either', async () => {
		const { sandbox, rapyd } = await start();
		const { call } = rapyd;
		const usd = await call('POST', '/v1/refunds', { ...refund, amount: '125.00', currency: 'USD' });
		expect(usd.json.data).toMatchObject({
			amount: 125,
			currency: 'USD',
			merchant_debited_amount: 125,
			merchant_debited_currency: 'USD',
			fx_rate: '1.25',
		});
		const eur = await call('POST', '/v1/refunds', { ...refund, amount: '900', currency: 'EUR' });
		expect(eur.json.data).toMatchObject({
			amount: 900,
			currency: 'EUR',
			merchant_debited_amount: 1125,
		});
		expect(sandbox.refunds().map(({ amountMinor }) => amountMinor)).toEqual([10_000n, 90_000n]);
		expect((await call('GET', '/v1/payments/payment_fx')).json.data).toMatchObject({
			currency_code: 'EUR',
			original_amount: 1000,
			refunded_amount: 1000,
			merchant_requested_currency: 'USD',
			merchant_requested_amount: 1250,
			fx_rate: '1.25',
		});
	});

	test('need the currency beside the amount, and one of the two', async () => {
		const { rapyd } = await start();
		const code = async (body: object) => rapyd.error(await rapyd.call('POST', '/v1/refunds', body));
		expect(await code({ ...refund, amount: '1' })).toBe('MISSING_INVALID_PARAMETERS');
		expect(await code({ ...refund, amount: '1', currency: 'GBP' })).toBe(
			'ERROR_CREATE_REFUND_CURRENCY_NOT_VALID',
		);
		expect(await code({ ...refund, amount: '1250.01', currency: 'USD' })).toBe(
			'ERROR_REFUND_AMOUNT_EXCEEDS_PAYMENT_AMOUNT',
		);
	});

	test('round in the currency that is asked about', async () => {
		const { sandbox, rapyd } = await start();
		const fx = { currency: 'JPY', rate: '163.2' };
		const payment = sandbox.addPayment('rapyd', { amount: '10.00', currency: 'EUR', fx });
		await rapyd.call('POST', '/v1/refunds', { payment, amount: '100', currency: 'JPY' });
		expect(sandbox.refunds()).toMatchObject([{ amountMinor: 61n, currency: 'EUR' }]);
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

describe('Redstone and Vesicash', () => {
	test('find a payment by other names only with the option', async () => {
		const plain = await start();
		expect((await plain.redstone.call('GET', '/v1/payment/py_succeeds')).status).toBe(404);
		const { sandbox, redstone } = await start({ mobileMoneyOtherNames: true });
		const own = sandbox.addPayment('redstone', { reference: 'ORDER-7' });
		for (const [name, reference] of [
			['order-7', own],
			[own.toLowerCase(), own],
			['py_succeeds', 'PY_succeeds'],
		]) {
			const { json } = await redstone.call('GET', `/v1/payment/${name}`);
			expect(json.data?.reference).toBe(reference);
		}
		await redstone.refund('py_SUCCEEDS', '1.00');
		expect(sandbox.refunds()).toMatchObject([{ paymentId: 'PY_succeeds' }]);
	});

	test('numbers as ids, times without a zone, a blank business', async () => {
		const options = { numericIds: true, timesWithoutZone: true, businessId: '' };
		const { vesicash } = await start(options);
		const { text } = await vesicash.call('GET', '/v1/payment/PY_succeeds');
		expect(text).toMatch(/"id":9\d{18},/);
		expect(text).toMatch(/"created_at":"\d{4}-\d\d-\d\dT[\d:.]+"/);
		expect(text).toContain('"business_id":""');
		expect(text).not.toMatch(/Z"/);
	});

	test('a page of the wallet history may show nothing new, and more follows', async () => {
		const { redstone } = await start({ walletHistoryPageSize: 1, walletHistoryRepeatedPage: 2 });
		const ids = [];
		for (const page of [1, 2, 3, 4]) {
			const { json } = await redstone.call('GET', `/v1/account/get-wallet-histories?page=${page}`);
			expect(json.pagination).toMatchObject([{ current_page: page, total_pages_count: 4 }]);
			ids.push(String((json.data as unknown as Array<{ id: string }>)[0]?.id));
		}
		expect(ids[1]).toBe(ids[0]);
		expect(new Set(ids).size).toBe(3);
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
