/** Behaviour the documents leave open, chosen by an option. */
import { gateways, startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { createRateLimits } from '../../../sandbox/rateLimits';
import { accounts } from './accounts';
import { basic, rapydHeaders, send } from './http';

async function withSandbox(options: SandboxOptions, use: (sandbox: Sandbox) => Promise<void>) {
	const sandbox = await startSandbox(options);
	try {
		await use(sandbox);
	} finally {
		await sandbox.stop();
	}
}

const attributes = { amount: 1000, payment_id: 'pay_succeeds', reason: 'others' };

async function paymongoTwice(sandbox: Sandbox, change: object) {
	const post = async (body: object) =>
		await send(
			`${sandbox.origin}/v1/refunds`,
			'POST',
			{ ...basic(sandbox.keys.paymongo.secretKey), 'idempotency-key': 'one' },
			JSON.stringify({ data: { attributes: body } }),
		);
	return [await post(attributes), await post({ ...attributes, ...change })] as const;
}

async function rapydTwice(sandbox: Sandbox, amounts: [string, string]) {
	const replies = [];
	for (const amount of amounts) {
		const body = JSON.stringify({ payment: 'payment_succeeds', amount });
		const headers = { ...rapydHeaders('POST', '/v1/refunds', body), idempotency: 'one' };
		replies.push(await send(`${sandbox.origin}/v1/refunds`, 'POST', headers, body));
	}
	return replies.map(({ json }) => json.data?.id);
}

test('idempotency keys do nothing by default', async () => {
	await withSandbox({}, async (sandbox) => {
		await paymongoTwice(sandbox, {});
		await rapydTwice(sandbox, ['1.00', '1.00']);
		expect(sandbox.refunds()).toHaveLength(4);
	});
});

test('idempotency: PayMongo repeats its answer and refuses other parameters, Rapyd looks at the key', async () => {
	await withSandbox({ idempotency: true }, async (sandbox) => {
		const [first, second] = await paymongoTwice(sandbox, {});
		expect(second.text).toBe(first.text);
		const [, other] = await paymongoTwice(sandbox, { amount: 2000 });
		expect(other.status).toBe(400);
		const [one, two] = await rapydTwice(sandbox, ['1.00', '2.00']);
		expect(two).toBe(one);
		expect(sandbox.refunds()).toHaveLength(2);
	});
});

test.each([
	['plain', 1, 3],
	['dotted', 3, 1],
	['both', 1, 1],
	['ignored', 3, 3],
] as const)('PayMongo list parameters: %s', async (paymongoListFilter, plain, dotted) => {
	await withSandbox({ paymongoListFilter }, async (sandbox) => {
		const { refund, call } = accounts(sandbox.origin).paymongo;
		await refund('pay_succeeds_1', '1.00');
		await refund('pay_succeeds_2', '1.00');
		await refund('pay_succeeds_2', '1.00');
		const one = 'payment_id=pay_succeeds_1';
		expect((await call('GET', `/v1/refunds?${one}`)).json.data).toHaveLength(plain);
		const list = await call('GET', `/v1/refunds?data.attributes.${one}`);
		expect(list.json.data).toHaveLength(dotted);
	});
});

test('refunds[] in the payment record of Redstone and Vesicash', async () => {
	await withSandbox({ mobileMoneyShowsRefunds: true }, async (sandbox) => {
		const { refund, refundId, call } = accounts(sandbox.origin).vesicash;
		const reference = refundId(await refund('PY_succeeds', '2.50'));
		const { json } = await call('GET', '/v1/payment/PY_succeeds');
		expect(json.data?.refunds).toMatchObject([{ amount: 2.5, status: 'success', reference }]);
	});
});

test('the wallet history may name the payment', async () => {
	await withSandbox({ walletHistoryReference: 'payment' }, async (sandbox) => {
		const { refund, call } = accounts(sandbox.origin).redstone;
		await refund('PY_succeeds', '2.50');
		const { json } = await call('GET', '/v1/account/get-wallet-histories');
		expect(json.data?.[0]).toMatchObject({ action: 'refund', reference: 'PY_succeeds' });
	});
});

test('examples are in the lists from the start, also after a reset', async () => {
	await withSandbox({ examples: true }, async (sandbox) => {
		const { call } = accounts(sandbox.origin).rapyd;
		const ids = async () => {
			const { json } = await call('GET', '/v1/payments?limit=100');
			return (json.data as unknown as Array<{ id: string }>).map(({ id }) => id);
		};
		const before = await ids();
		expect(before).toContain('payment_never_answers');
		expect(before).not.toContain('payment_qrph');
		sandbox.reset();
		expect(await ids()).toEqual(before);
	});
});

test('rate limits: Rapyd answers 429 as plain text, Redstone never does', async () => {
	await withSandbox({ rateLimits: true }, async (sandbox) => {
		const { rapyd, redstone } = accounts(sandbox.origin);
		const path = '/v1/payments/payment_succeeds';
		const replies = [];
		for (let count = 0; count < 200; count += 1) replies.push(await rapyd.call('GET', path));
		expect(replies.every(({ status }) => status === 200)).toBe(true);
		const over = await rapyd.call('GET', path);
		expect(over).toMatchObject({ status: 429, text: 'Too Many Requests' });
		expect((await redstone.call('GET', '/v1/countries')).status).toBe(200);
		expect(sandbox.rateLimited()).toEqual({ rapyd: 1 });
	});
});

test('rate limits: 100 a second at PayMongo, 200 a minute and 1000 in five minutes at Rapyd', () => {
	const limits = createRateLimits(gateways);
	const allowed = (provider: 'paymongo' | 'rapyd', count: number, at: number) =>
		Array.from({ length: count }, () => limits.allow(provider, at)).filter(Boolean).length;
	expect(allowed('paymongo', 150, 0)).toBe(100);
	expect(allowed('paymongo', 150, 999)).toBe(0);
	expect(allowed('paymongo', 150, 1000)).toBe(100);
	const minutes = [0, 1, 2, 3, 4, 5].map((minute) => allowed('rapyd', 190, minute * 60_000));
	// 5 x 190 stay below 1000; the sixth minute begins a new window of five.
	expect(minutes).toEqual([190, 190, 190, 190, 190, 190]);
	limits.clear();
	const greedy = [0, 1, 2, 3, 4].map((minute) => allowed('rapyd', 250, minute * 60_000));
	// Requests that were turned away count too: 1000 are reached in the fourth minute.
	expect(greedy).toEqual([200, 200, 200, 200, 0]);
	expect(limits.refused()).toEqual({ rapyd: 450 });
});
