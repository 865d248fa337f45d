/** Balances and outcomes, the same for every provider; then what only one of them does. */
import { providerNames, startSandbox, type ProviderName, type Sandbox } from '../../../sandbox';
import { accounts, eventually, send, basic, type Account } from './clients';

let sandbox: Sandbox;
let all: Record<ProviderName, Account>;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 500, slowMs: 500 });
	all = accounts(sandbox.origin);
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe.each(providerNames)('%s', (provider) => {
	const account = () => all[provider];
	const id = (behaviour: string) => `${all[provider].prefix}_${behaviour}`;

	test('partial refunds work until nothing is left, and never beyond', async () => {
		const { refund, error, errors, refundId, status, words } = account();
		const first = await refund(id('succeeds'), '400.25');
		expect(first.status).toBe(200);
		expect(await status(refundId(first))).toBe(words.succeeded);
		expect(error(await refund(id('succeeds'), '599.76'))).toBe(errors.over);
		expect((await refund(id('succeeds'), '599.75')).status).toBe(200);
		expect(error(await refund(id('succeeds'), '1.00'))).toBe(errors.over);
		expect(sandbox.refunds()).toMatchObject([
			{ provider, paymentId: id('succeeds'), amountMinor: 40025n, status: 'succeeded' },
			{ provider, paymentId: id('succeeds'), amountMinor: 59975n, status: 'succeeded' },
		]);
		expect(sandbox.refunds()[0]).toMatchObject({
			currency: account().currency,
			refundId: refundId(first),
		});
	});

	test('an id with anything behind the behaviour is a payment of its own', async () => {
		await account().refund(id('succeeds'), '1000.00');
		expect((await account().refund(id('succeeds_ticket-7'), '1000.00')).status).toBe(200);
		expect((await account().refund(id('succeeded'), '1.00')).status).toBeGreaterThanOrEqual(400);
		expect(sandbox.refunds()).toHaveLength(2);
	});

	test('later: pending first, then succeeded', async () => {
		const { refund, refundId, status, words } = account();
		const made = await refund(id('later'), '10.00');
		expect(await status(refundId(made))).toBe(words.pending);
		expect(sandbox.refunds()).toMatchObject([{ status: 'pending' }]);
		await eventually(
			async () => await status(refundId(made)),
			(word) => word === words.succeeded,
		);
	});

	test('fails: pending first, then failed, and the money can be refunded again', async () => {
		const { refund, refundId, status, words } = account();
		const made = await refund(id('fails'), '1000.00');
		expect(made.status).toBe(200);
		expect((await refund(id('fails'), '1.00')).status).toBe(400);
		await eventually(
			async () => await status(refundId(made)),
			(word) => word === words.failed,
		);
		expect(sandbox.refunds()).toEqual([]);
		expect(sandbox.refunds({ all: true })).toMatchObject([{ status: 'failed' }]);
		expect((await refund(id('fails'), '1000.00')).status).toBe(200);
	});

	test.each(['declined', 'unpaid', 'no_funds'] as const)('%s: refused', async (behaviour) => {
		const { refund, error, errors } = account();
		const reply = await refund(id(behaviour), '10.00');
		expect(reply.status).toBe(400);
		expect(error(reply)).toBe(errors[behaviour]);
		expect(sandbox.refunds({ all: true })).toEqual([]);
	});

	test('502 and 502_made answer the same; only one refunds', async () => {
		for (const [behaviour, made] of [
			['502', 0],
			['502_made', 1],
		] as const) {
			const reply = await account().refund(id(behaviour), '10.00');
			expect(reply.status).toBe(502);
			expect(reply.text).toContain('Bad Gateway');
			expect(sandbox.refunds()).toHaveLength(made);
		}
	});

	test.each([
		['html', 200],
		['html_500', 500],
	])('%s: HTTP %i with a page, nothing made', async (behaviour, status) => {
		const reply = await account().refund(id(behaviour), '10.00');
		expect(reply.status).toBe(status);
		expect(reply.text).toMatch(/^<!DOCTYPE html>/);
		expect(sandbox.refunds()).toEqual([]);
	});

	test('slow: the effect at once, the answer later', async () => {
		const answer = account().refund(id('slow'), '10.00');
		let answered = false;
		void answer.then(() => (answered = true));
		await eventually(
			() => sandbox.refunds().length,
			(count) => count === 1,
		);
		expect(answered).toBe(false);
		expect((await answer).status).toBe(200);
	});

	test.each([
		['never_answers', 0],
		['lost_answer', 1],
	])('%s: no answer, %i made, and look-ups still work', async (behaviour, made) => {
		let settled = false;
		const silent = account()
			.refund(id(behaviour), '10.00')
			.then(
				() => 'answered',
				() => 'gone',
			);
		void silent.then(() => (settled = true));
		await eventually(
			() => sandbox.calls().length,
			(count) => count === 1,
		);
		const path = {
			paymongo: `/v1/payments/${id(behaviour)}`,
			rapyd: `/v1/payments/${id(behaviour)}`,
			redstone: `/v1/payment/${id(behaviour)}`,
			vesicash: `/v1/payment/${id(behaviour)}`,
		}[provider];
		expect((await account().call('GET', path)).status).toBe(200);
		expect(settled).toBe(false);
		expect(sandbox.refunds()).toHaveLength(made);
		expect(sandbox.calls()[0]).toMatchObject({ operation: 'create', status: 0 });
	});

	test('mismatch: half of it moves, and that is what the provider says', async () => {
		await account().refund(id('mismatch'), '10.00');
		expect(sandbox.refunds()).toMatchObject([{ amountMinor: 500n }]);
	});

	test('concurrent refunds of one payment never exceed it', async () => {
		const replies = await Promise.all(
			Array.from({ length: 30 }, async () => await account().refund(id('succeeds'), '100.00')),
		);
		expect(replies.filter(({ status }) => status === 200)).toHaveLength(10);
		const sum = sandbox.refunds().reduce((total, { amountMinor }) => total + amountMinor, 0n);
		expect(sum).toBe(100_000n);
	});
});

describe('PayMongo', () => {
	const create = async (attributes: object, origin = sandbox.origin) =>
		await send(
			`${origin}/v1/refunds`,
			'POST',
			basic(sandbox.keys.paymongo.secretKey),
			JSON.stringify({ data: { attributes } }),
		);
	const good = { amount: 1000, payment_id: 'pay_succeeds', reason: 'others' };

	test.each([
		['no amount', { amount: undefined }, 'parameter_required', 'amount'],
		['an amount as text', { amount: '1000' }, 'parameter_data_type_invalid', 'amount'],
		['a fraction of a centavo', { amount: 100.5 }, 'parameter_data_type_invalid', 'amount'],
		['less than a peso', { amount: 99 }, 'parameter_below_minimum', 'amount'],
		['another id', { payment_id: 'pi_1' }, 'parameter_format_invalid', 'payment_id'],
		['a reason of its own', { reason: 'other' }, 'parameter_invalid', 'reason'],
		['long notes', { notes: 'x'.repeat(256) }, 'parameter_invalid', 'notes'],
		['nested metadata', { metadata: { a: { b: 'c' } } }, 'parameter_data_type_invalid', 'metadata'],
		['numbers in metadata', { metadata: { a: 1 } }, 'parameter_data_type_invalid', 'metadata'],
	])('refuses %s', async (_name, change, code, attribute) => {
		const { status, json } = await create({ ...good, ...change });
		expect(status).toBe(400);
		expect(json.errors?.[0]).toMatchObject({ code, source: { pointer: attribute, attribute } });
	});

	test('keeps reason, notes and metadata, and finds the reference in them', async () => {
		const metadata = { refund_reference: 'T-1001', team: 'night' };
		const { json } = await create({ ...good, notes: 'x'.repeat(255), metadata });
		expect(json.data?.attributes).toMatchObject({
			amount: 1000,
			currency: 'PHP',
			livemode: false,
			metadata,
			payment_id: 'pay_succeeds',
			reason: 'others',
			status: 'succeeded',
		});
		expect(sandbox.refunds()).toMatchObject([{ reference: 'T-1001', metadata, reason: 'others' }]);
	});

	test('a payment shows its refunds and stays paid', async () => {
		await create({ ...good, amount: 100_000 });
		const { json } = await all.paymongo.call('GET', '/v1/payments/pay_succeeds');
		expect(json.data?.attributes).toMatchObject({ status: 'paid', amount: 100_000 });
		expect(json.data?.attributes?.refunds).toHaveLength(1);
	});

	test('no second refund while one is pending', async () => {
		await create({ ...good, payment_id: 'pay_later' });
		const { json } = await create({ ...good, payment_id: 'pay_later' });
		expect(json.errors?.[0]?.code).toBe('resource_pending_state');
	});

	test('refuses a disputed payment and one that is too old', async () => {
		const disputed = await create({ ...good, payment_id: 'pay_disputed' });
		expect(disputed.json.errors?.[0]?.code).toBe('resource_disputed_state');
		const days = 86_400_000;
		const createdAt = Date.now() - 61 * days;
		const card = sandbox.addPayment('paymongo', { method: 'card', createdAt });
		const gcash = sandbox.addPayment('paymongo', { method: 'gcash', createdAt });
		const old = await create({ ...good, payment_id: card });
		expect(old.json.errors?.[0]?.code).toBe('allowed_date_exceeded');
		expect((await create({ ...good, payment_id: gcash })).status).toBe(200);
	});

	test('QR Ph: only on its own host, in full, with a link to claim the money', async () => {
		const whole = { ...good, payment_id: 'pay_qrph', amount: 100_000 };
		const main = await create(whole);
		expect(main.status).toBe(400);
		expect(main.json.errors?.[0]).toMatchObject({
			code: 'parameter_invalid',
			detail: 'Refunds are not allowed for payments with source type qrph.',
			source: { pointer: 'payment_id' },
		});
		const part = await create({ ...whole, amount: 50_000 }, sandbox.qrPhOrigin);
		expect(part.status).toBe(422);
		expect(part.json.errors?.[0]?.code).toBe('partial_refund_not_allowed');
		const { json } = await create(whole, sandbox.qrPhOrigin);
		expect(json.data?.attributes?.status).toBe('pending');
		expect(json.data?.attributes?.transfer_link).toMatch(/^https:/);
		const other = await create(good, sandbox.qrPhOrigin);
		expect(other.json.errors?.[0]?.code).toBe('parameter_invalid');
	});

	test('QR Ph: HTTP 422 may carry a refund that failed', async () => {
		const whole = { ...good, payment_id: 'pay_qrph_fails', amount: 100_000 };
		const { status, json } = await create(whole, sandbox.qrPhOrigin);
		expect(status).toBe(422);
		expect(json.data).toMatchObject({ type: 'refund', attributes: { status: 'failed' } });
		expect(sandbox.refunds()).toEqual([]);
	});

	test('a wrong route answers 404 with an empty body', async () => {
		expect(await all.paymongo.call('GET', '/v1/refund')).toMatchObject({ status: 404, text: '' });
	});
});

describe('Rapyd', () => {
	const create = async (body: object) => await all.rapyd.call('POST', '/v1/refunds', body);
	const code = async (body: object) => all.rapyd.error(await create(body));

	test.each([
		['payment_succeeds_JPY', '500', 500n, 500],
		['payment_succeeds_KWD', '1.505', 1505n, 1.505],
		['payment_succeeds_EUR_2', '12.50', 1250n, 12.5],
	])('%s: the number of digits is the currency’s', async (payment, amount, minor, number) => {
		const { json } = await create({ payment, amount });
		expect(json.data?.amount).toBe(number);
		expect(sandbox.refunds()).toMatchObject([{ amountMinor: minor }]);
	});

	test('takes numbers as well as numeric texts', async () => {
		expect((await create({ payment: 'payment_succeeds', amount: 12.5 })).json.data?.amount).toBe(
			12.5,
		);
	});

	test.each([
		[
			'too many digits',
			{ amount: '1.5', payment: 'payment_succeeds_JPY' },
			'ERROR_AMOUNT_NOT_VALID',
		],
		['an exponent', { amount: '1e2' }, 'ERROR_AMOUNT_NOT_VALID'],
		['zero', { amount: '0' }, 'ERROR_AMOUNT_MUST_BE_POSITIVE'],
		['less than zero', { amount: '-1' }, 'ERROR_AMOUNT_MUST_BE_POSITIVE'],
		['another currency', { currency: 'USD' }, 'ERROR_CREATE_REFUND_CURRENCY_NOT_VALID'],
		['an unknown payment', { payment: 'payment_none' }, 'ERROR_ADDING_REFUND'],
		['no payment', { payment: undefined }, 'MISSING_INVALID_PARAMETERS'],
		['a long reference', { merchant_reference_id: 'x'.repeat(256) }, 'MISSING_INVALID_PARAMETERS'],
	])('refuses %s', async (_name, change, expected) => {
		expect(await code({ payment: 'payment_succeeds', amount: '1.00', ...change })).toBe(expected);
		expect(sandbox.refunds()).toEqual([]);
	});

	test('without an amount, everything that is left', async () => {
		await create({ payment: 'payment_succeeds', amount: '1.00' });
		expect((await create({ payment: 'payment_succeeds' })).json.data?.amount).toBe(999);
		expect(await code({ payment: 'payment_succeeds' })).toBe(
			'ERROR_REFUND_AMOUNT_EXCEEDS_PAYMENT_AMOUNT',
		);
	});

	test('a disputed payment can be refunded in part only', async () => {
		expect((await create({ payment: 'payment_disputed', amount: '10.00' })).status).toBe(200);
		expect(await code({ payment: 'payment_disputed' })).toBe(
			'ERROR_CREATE_REFUND_PAYMENT_NOT_REFUNDABLE',
		);
	});

	test('keeps the merchant reference, and the payment shows up to three refunds', async () => {
		for (const number of [1, 2, 3, 4]) {
			const body = { payment: 'payment_succeeds', amount: '1.00' };
			await create({ ...body, merchant_reference_id: `T-${number}` });
		}
		expect(sandbox.refunds().map(({ reference }) => reference)).toEqual([
			'T-1',
			'T-2',
			'T-3',
			'T-4',
		]);
		const { json } = await all.rapyd.call('GET', '/v1/payments/payment_succeeds');
		expect(json.data).toMatchObject({ status: 'CLO', refunded: true, refunded_amount: 4 });
		expect(json.data?.refunds).toMatchObject({ has_more: true, total_count: 4 });
		expect(json.data?.refunds?.data).toHaveLength(3);
	});

	describe('e-wallets', () => {
		const payment = 'payment_succeeds_wallets';
		const [first, second] = ['ewallet_sandbox1', 'ewallet_sandbox2'];
		const shares = (...ewallets: object[]) => ({ payment, amount: '100.00', ewallets });
		const code100 = async (...ewallets: object[]) => await code(shares(...ewallets));

		test('are charged in proportion when none is named, to the last cent', async () => {
			for (let count = 0; count < 3; count += 1) await create({ payment, amount: '33.33' });
			const { json } = await create({ payment });
			expect(json.data?.proportional_refund).toBe(true);
			const { data } = (await all.rapyd.call('GET', `/v1/payments/${payment}`)).json;
			expect(data?.ewallets).toMatchObject([
				{ ewallet_id: first, amount: 600, refunded_amount: 600 },
				{ ewallet_id: second, amount: 400, refunded_amount: 400 },
			]);
		});

		test('can be chosen by amount or by percent', async () => {
			const byAmount = await create(
				shares({ ewallet: first, amount: '30.00' }, { ewallet: second, amount: 70 }),
			);
			expect(byAmount.json.data?.ewallets).toEqual([
				{ ewallet: first, amount: 30 },
				{ ewallet: second, amount: 70 },
			]);
			const byPercent = await create(
				shares({ ewallet: first, percent: 33.33 }, { ewallet: second, percent: '66.67' }),
			);
			expect(byPercent.json.data?.ewallets).toEqual([
				{ ewallet: first, amount: 33.33 },
				{ ewallet: second, amount: 66.67 },
			]);
			expect(await code({ payment, amount: '1.00' })).toBe(
				'ERROR_CREATE_REFUND_EWALLETS_INCONSISTENCY',
			);
		});

		test('each rule has its code', async () => {
			const prefix = 'ERROR_CREATE_REFUND_';
			const whole = { ewallet: first, amount: '100.00' };
			expect(await code100(whole, { ewallet: second, percent: 10 })).toBe(
				`${prefix}EWALLETS_INCONSISTENCY`,
			);
			expect(await code100(whole, whole)).toBe(`${prefix}DUPLICATE_EWALLET`);
			expect(await code100({ amount: '100.00' })).toBe(`${prefix}MISSING_EWALLET_ID`);
			expect(await code100({ ewallet: 'ewallet_other', amount: '100.00' })).toBe(
				`${prefix}EWALLET_NOT_FOUND_IN_PAYMENT`,
			);
			expect(await code100({ ewallet: first, amount: '99.99' })).toBe(
				`${prefix}INVALID_EWALLETS_AMOUNT`,
			);
			expect(await code100({ ewallet: first, percent: 90 })).toBe(
				`${prefix}INVALID_EWALLETS_PERCENTAGE`,
			);
			const ewallets = [{ ewallet: first, amount: '600.00' }];
			expect((await create({ payment, amount: '600.00', ewallets })).status).toBe(200);
			expect(await code100(whole)).toBe(`${prefix}EWALLET_ALREADY_FULLY_REFUNDED`);
		});
	});

	test('a group is refunded in part, then in full, never beyond', async () => {
		const group = async (body: object) =>
			await all.rapyd.call('POST', '/v1/refunds/group_payments', body);
		const part = await group({ group_payment: 'gp_succeeds_7', amount: 700 });
		expect(part.json.data).toMatchObject({ id: 'gp_succeeds_7', amount: 1000, status: 'closed' });
		expect(sandbox.refunds().map(({ amountMinor }) => amountMinor)).toEqual([60_000n, 10_000n]);
		const over = await group({ group_payment: 'gp_succeeds_7', amount: '300.01' });
		expect(all.rapyd.error(over)).toBe('ERROR_REFUND_GROUP_PAYMENT_INVALID_AMOUNT');
		await group({ group_payment: 'gp_succeeds_7' });
		const { json } = await all.rapyd.call('GET', '/v1/payments/group_payments/gp_succeeds_7');
		expect(json.data?.payments).toMatchObject([{ refunded_amount: 600 }, { refunded_amount: 400 }]);
		expect(all.rapyd.error(await group({ group_payment: 'gp_none' }))).toBe(
			'ERROR_GROUP_PAYMENT_CAN_NOT_BE_REFUNDED',
		);
	});

	test('update, complete and cancel', async () => {
		const { json } = await create({ payment: 'payment_later', amount: '10.00' });
		const id = String(json.data?.id);
		const { call, error } = all.rapyd;
		const updated = await call('POST', `/v1/refunds/${id}`, { metadata: { a: 'b' } });
		expect(updated.json.data?.metadata).toEqual({ a: 'b' });
		const completed = await call('POST', '/v1/refunds/complete', { token: id });
		expect(completed.json.data?.status).toBe('Completed');
		const again = await call('POST', '/v1/refunds/complete', { token: id });
		expect(error(again)).toBe('INVALID_REFUND_STATUS');
		const canceled = await call('DELETE', `/v1/refunds/${id}`);
		expect(canceled.json).toMatchObject({ id, status: 'Cancelled' });
		expect(await all.rapyd.status(id)).toBe('Canceled');
		expect(error(await call('DELETE', `/v1/refunds/${id}`))).toBe('INVALID_REFUND_STATUS');
		expect(sandbox.refunds()).toEqual([]);
		const none = await call('POST', '/v1/refunds/complete', { token: 'refund_none' });
		expect(error(none)).toBe('INVALID_REFUND_TOKEN');
	});
});

describe.each(['redstone', 'vesicash'] as const)('%s', (brand) => {
	const path = '/v1/payment/refunds/process';
	const good = { amount: 1.5, payment_reference: 'PY_succeeds', reason: 'returned' };

	test('queues a refund and answers for its own reference', async () => {
		const { call } = all[brand];
		const { json } = await call('POST', path, { ...good, momo_phone_number: '233208000001' });
		expect(json).toMatchObject({
			status: 'success',
			code: 200,
			message: 'refund queued successfully',
			data: { status: 'successful', message: 'refund queued successfully' },
		});
		const reference = String(json.data?.reference);
		expect((await call('GET', `/v1/payment/${reference}`)).json.data).toMatchObject({
			type: 'refund',
			amount: 1.5,
			status: 'successful',
			narration: 'returned',
			reference,
		});
		const payment = (await call('GET', '/v1/payment/PY_succeeds')).json.data;
		expect(payment).toMatchObject({ type: 'payment', status: 'successful', amount: 1000 });
		expect(payment?.refunds).toBeUndefined();
	});

	test.each([
		['an unknown payment', { payment_reference: 'PY_none' }, 'payment not found'],
		['no amount', { amount: undefined }, 'amount must be a number'],
		['an amount as text', { amount: '1.5' }, 'amount must be a number'],
		['zero', { amount: 0 }, 'Refund amount exceeds the remaining refundable balance'],
		['too many digits', { amount: 1.555 }, 'amount has too many decimals'],
		[
			'a number with a plus',
			{ momo_phone_number: '+233208000001' },
			'Refund Provider service returned an error',
		],
		['another destination', { transfer_to: 'bank' }, 'transfer_to must be mobile_number'],
		['an unknown country', { country_id: 'GH' }, 'country_id is not known'],
	])('refuses %s', async (_name, change, message) => {
		const reply = await all[brand].call('POST', path, { ...good, ...change });
		expect(reply.status).toBe(400);
		expect(reply.json).toMatchObject({ status: 'error', code: 400, message });
		expect(sandbox.refunds()).toEqual([]);
	});

	test('the wallet pays, the history shows it, and a failed refund comes back', async () => {
		const { call, refund, currency } = all[brand];
		const wallets = brand === 'vesicash' ? '/v1/account/wallets' : '/v1/account/get-wallet';
		const otherBrands = brand === 'vesicash' ? '/v1/account/get-wallet' : '/v1/account/wallets';
		expect((await call('GET', otherBrands)).status).toBe(404);
		const balance = async () => {
			const data = (await call('GET', wallets)).json.data as unknown as Array<{
				balance: number;
				country: { currency_code: string };
			}>;
			return data.find(({ country }) => country.currency_code === currency)?.balance;
		};
		expect(await balance()).toBe(10_000_000);
		const made = await refund('PY_fails', '2.50');
		expect(await balance()).toBe(9_999_997.5);
		await eventually(balance, (now) => now === 10_000_000);
		const { json } = await call('GET', '/v1/account/get-wallet-histories?page=1');
		const reference = all[brand].refundId(made);
		expect(json.data).toMatchObject([
			{ action: 'refund', type: 'credit', amount: 2.5, reference, currency_code: currency },
			{ action: 'refund', type: 'debit', amount: 2.5, reference, currency_code: currency },
			{ action: 'mobile-money-payment', type: 'credit' },
			{ action: 'mobile-money-payment' },
			{ action: 'mobile-money-payment' },
		]);
		expect(json.pagination).toEqual([{ current_page: 1, page_count: 5, total_pages_count: 1 }]);
	});
});
