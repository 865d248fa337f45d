import { createHash } from 'node:crypto';

import { keyHeaders } from '../../../../providers/mobileMoney/credential';
import { redstone, vesicash } from '../../../../providers/mobileMoney';
import { readDecimal } from '../../../../refunds/money';
import { draft, order } from './fixtures';

describe('account', () => {
	const keys = { publicKey: 'morPub_live_abc', secretKey: 'morSec_live_xyz' };

	test.each([
		['redSec_test_1', 'redPub_test_1', 'test'],
		['morSec_live_1', 'morPub_live_1', 'live'],
		['morSec_live_1', 'something', 'live'],
		['redSec_test_1', 'redPub_live_1', null],
		['v_abc', 'v_def', null],
		['xx.latest_test_y', '', null],
		['', '', null],
	])('reads the mode of %p and %p as %p', (secretKey, publicKey, mode) => {
		expect(vesicash.account({ secretKey, publicKey }).mode).toBe(mode);
	});

	test.each([
		['https://api.mor.vesicash.com', 'https://api.mor.vesicash.com'],
		['https://api.mor.vesicash.com/', 'https://api.mor.vesicash.com'],
		[' https://api.mor.vesicash.com/v1 ', 'https://api.mor.vesicash.com'],
		['https://api.mor.vesicash.com/v1/', 'https://api.mor.vesicash.com'],
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
	])('takes %p as the origin %p', (baseUrl, origin) => {
		expect(vesicash.account({ ...keys, baseUrl }).origin).toBe(origin);
	});

	test("falls back to each brand's best known host", () => {
		expect(vesicash.account({ ...keys, baseUrl: '' }).origin).toBe('https://api.mor.vesicash.com');
		expect(redstone.account(keys).origin).toBe('https://api.gateway.redstonepgs.com');
	});

	test('is told apart by its public key, and holds neither key', () => {
		const one = vesicash.account(keys);
		const otherKey = vesicash.account({ ...keys, publicKey: 'morPub_live_def' });
		const newSecret = vesicash.account({ ...keys, secretKey: 'morSec_live_new' });
		expect(otherKey.identity).not.toBe(one.identity);
		expect(newSecret).toEqual(one);
		// As release 0.1 named it: sha256 of the public key, twelve digits.
		expect(one.identity).toBe('api.mor.vesicash.com:cf32b23d5adb');
		expect(one.earlierIdentities).toEqual([]);
		expect(redstone.account(keys).identity).toBe('api.gateway.redstonepgs.com:cf32b23d5adb');
	});

	const hash = 'cf32b23d5adb';
	test.each([
		['https://x.example', [`x.example:${hash}`]],
		['HTTPS://API.MOR.VESICASH.COM/v1/', []],
		['https://api.mor.vesicash.com:443', [`api.mor.vesicash.com:443:${hash}`]],
		['https://api.mor.vesicash.com.', [`api.mor.vesicash.com.:${hash}`]],
		['https://user@api.mor.vesicash.com', [`user@api.mor.vesicash.com:${hash}`]],
		['https://api.mor.vesicash.com/?', [`api.mor.vesicash.com/?:${hash}`]],
	])('at the base URL %j has the earlier names %j', (baseUrl, earlierIdentities) => {
		const { identity } = vesicash.account(keys);
		expect(vesicash.account({ ...keys, baseUrl })).toMatchObject({ identity, earlierIdentities });
	});

	test.each([
		'mor\u200bPub_live_abc',
		'morPub_live\n_abc',
		'\ufeffmorPub_live_abc ',
		'morPub_live_a\u00adbc',
	])('takes the public key %j as it is sent, and knows it by its earlier name', (publicKey) => {
		const pasted = vesicash.account({ ...keys, publicKey, baseUrl: 'https://x.example' });
		const first = createHash('sha256').update(publicKey.trim()).digest('hex').slice(0, 12);
		expect(pasted.identity).toBe(vesicash.account(keys).identity);
		expect(pasted.earlierIdentities).toEqual([
			...new Set([`x.example:${first}`, `x.example:${hash}`]),
			...(first === hash ? [] : [`api.mor.vesicash.com:${first}`]),
		]);
		expect(keyHeaders({ ...keys, publicKey })).toEqual({
			'public-key': 'morPub_live_abc',
			'secret-key': 'morSec_live_xyz',
		});
	});
});

describe('checkOrder', () => {
	test.each(['', ' ', 'PY 1', 'PY/1', 'PY\\1', 'PY_1\n', '.', '..'])(
		'refuses the payment reference %p',
		(paymentId) => {
			expect(vesicash.checkOrder(order({ paymentId }))).toMatch(/^Payment Reference /);
		},
	);

	test.each(['PY_cf390d12', 'order:2026-01?x=1#2', 'ÄÖ'])('takes the reference %p', (paymentId) => {
		expect(vesicash.checkOrder(order({ paymentId }))).toBeNull();
	});

	test('wants an amount unless everything that is left is asked for', () => {
		expect(vesicash.checkOrder(order({ amount: null }))).toMatch(/^Amount is empty/);
		expect(vesicash.checkOrder(order({ amount: null, refundAmount: 'remaining' }))).toBeNull();
	});

	test('refuses digits no currency has', () => {
		const amount = readDecimal('1.23456');
		if (typeof amount === 'string') throw new Error(amount);
		expect(vesicash.checkOrder(order({ amount }))).toMatch(/^Amount has more decimals/);
	});

	test('refuses amounts a JSON number might not carry exactly', () => {
		const check = (text: string) => {
			const amount = readDecimal(text);
			if (typeof amount === 'string') throw new Error(amount);
			return vesicash.checkOrder(order({ amount }));
		};
		expect(check('99999999999.99')).toBeNull();
		expect(check('100000000000')).toMatch(/^Amount is too large/);
	});

	test.each([
		['+233208123456', /^Mobile Money Number begins with \+: leave the \+ out/],
		['0208123456', /^Mobile Money Number begins with 0/],
		['1234567', /8 to 15 digits/],
		['1234567890123456', /8 to 15 digits/],
		['233 208 123', /something else than digits/],
		['233-208-1234', /something else than digits/],
		[['233208123456'], /must be text/],
	])('refuses the mobile money number %p at Vesicash', (momoPhoneNumber, why) => {
		expect(vesicash.checkOrder(order({ options: { momoPhoneNumber } }))).toMatch(why);
	});

	test.each(['233208123456', '2340999993', '12345678', '123456789012345', 233208123456])(
		'takes the mobile money number %p at Vesicash',
		(momoPhoneNumber) => {
			expect(vesicash.checkOrder(order({ options: { momoPhoneNumber } }))).toBeNull();
		},
	);

	test('is less strict about the number at Redstone, which does not say its form', () => {
		const check = (momoPhoneNumber: string) =>
			redstone.checkOrder(order({ options: { momoPhoneNumber } }));
		expect(check('+260971234567')).toBeNull();
		expect(check('0971234567')).toBeNull();
		expect(check('call me')).toMatch(/^Mobile Money Number /);
		expect(check('123')).toMatch(/^Mobile Money Number /);
	});

	test.each([
		['https://example.com/hook', null],
		['http://127.0.0.1:5678/webhook', null],
		['http://localhost:5678/webhook', null],
		['http://[::1]:5678/webhook', null],
		['http://example.com/hook', /^Webhook URL must begin with https/],
		['http://localhost.example.com/hook', /^Webhook URL must begin with https/],
		['ftp://127.0.0.1/hook', /^Webhook URL must begin with https/],
		['example.com/hook', /^Webhook URL is not a URL/],
	])('judges the webhook URL %p', (webhookUrl, problem) => {
		for (const provider of [redstone, vesicash]) {
			const said = provider.checkOrder(order({ options: { webhookUrl } }));
			if (problem === null) expect(said).toBeNull();
			else expect(said).toMatch(problem);
		}
	});

	test('knows one destination at Vesicash', () => {
		const check = (transferTo: string) => vesicash.checkOrder(order({ options: { transferTo } }));
		expect(check('mobile_number')).toBeNull();
		expect(check('bank')).toMatch(/^Transfer To must be mobile_number/);
	});

	test("checks the brand's own options", () => {
		expect(vesicash.checkOrder(order({ options: { countryId: 'a b' } }))).toMatch(/^Country /);
		expect(vesicash.checkOrder(order({ options: { countryId: 'a/b' } }))).toMatch(/^Country /);
		expect(redstone.checkOrder(order({ options: { currency: 'kwacha' } }))).toMatch(/^Currency /);
		expect(redstone.checkOrder(order({ options: { email: 'nobody' } }))).toMatch(/^Email /);
		expect(redstone.checkOrder(order({ options: { email: 'a@b.example' } }))).toBeNull();
	});

	test('lets empty options and those of nodes pass', () => {
		const options = { webhookUrl: ' ', momoPhoneNumber: '', transferTo: null, concurrency: 4 };
		expect(vesicash.checkOrder(order({ options }))).toBeNull();
	});
});

describe('createRequest', () => {
	test('sends amount and payment reference alone when nothing else is set', () => {
		for (const provider of [redstone, vesicash]) {
			const options = { country: '', countryId: '', transferTo: '', webhookUrl: ' ', email: '' };
			expect(provider.createRequest(draft({ options }))).toEqual({
				method: 'POST',
				path: '/v1/payment/refunds/process',
				body: { amount: 12.5, payment_reference: 'PY_1' },
			});
		}
	});

	test("sends Vesicash's fields by its names, and none of Redstone's", () => {
		const options = {
			countryId: 'f6bf7000',
			transferTo: 'mobile_number',
			momoPhoneNumber: 233208123456,
			webhookUrl: ' https://example.com/hook ',
			country: 'Ghana',
			concurrency: 4,
		};
		expect(vesicash.createRequest(draft({ options, reason: 'late' })).body).toEqual({
			amount: 12.5,
			payment_reference: 'PY_1',
			reason: 'late',
			country_id: 'f6bf7000',
			transfer_to: 'mobile_number',
			momo_phone_number: '233208123456',
			webhook_url: 'https://example.com/hook',
		});
	});

	test("sends every field of Redstone's example by its names", () => {
		const options = {
			country: 'Zambia',
			currency: 'ZMW',
			narration: 'testing',
			transferTo: 'mobile_number',
			email: 'a@b.example',
			webhookUrl: 'https://example.com/hook',
			momoPhoneNumber: '260971234567',
			countryId: 'not-documented-here',
		};
		expect(redstone.createRequest(draft({ options })).body).toEqual({
			amount: 12.5,
			country: 'Zambia',
			currency: 'ZMW',
			narration: 'testing',
			transfer_to: 'mobile_number',
			email: 'a@b.example',
			payment_reference: 'PY_1',
			webhook_url: 'https://example.com/hook',
			momo_phone_number: '260971234567',
		});
	});

	test.each([
		[{ minor: 500n, currency: 'UGX', digits: 0 }, '500'],
		[{ minor: 150n, currency: 'GHS', digits: 2 }, '1.5'],
		[{ minor: 10n, currency: 'GHS', digits: 2 }, '0.1'],
		[{ minor: 1500n, currency: 'TND', digits: 3 }, '1.5'],
		// The largest amount checkOrder lets through.
		[{ minor: 90071992547409n, currency: 'GHS', digits: 2 }, '900719925474.09'],
	])('writes %p as the JSON number %p', (money, text) => {
		expect(JSON.stringify(vesicash.createRequest(draft({ money })).body?.amount)).toBe(text);
	});
});
