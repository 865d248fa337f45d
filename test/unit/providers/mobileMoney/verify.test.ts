/** What the verifier of Redstone and Vesicash accepts and refuses, and why it says so. */
import { redstone, vesicash } from '../../../../providers/mobileMoney';
import { SIGNATURE_SCHEMES } from '../../../../providers/mobileMoney/webhookSignature';
import type { Delivery } from '../../../../refunds/webhooks/webhook';
import { account, hex, settings, why } from '../verification';

describe.each([redstone, vesicash])('$title', ({ webhook: { verify } }) => {
	// The published sample; digests by `openssl dgst -sha256 -hmac`.
	const body =
		'{"amount":0.1,"business_id":"b","charge":0,"created_at":"2026-02-26T14:59:47.228153Z","currency":"GHS","customer":{"email":"","firstname":"","lastname":"","phone_number":"233208******"},"environment":"live","event":"refund_successful","id":"4f1d","method":"mobilemoney","narration":"testing refund reason","provider_transaction_id":"","redirect_url":"","reference":"PY_8966aa01bc","status":"successful","type":"refund"}';
	const secret = 'vector-secret-not-real';
	const alone = '6780e5e055fd8fddcbd816724ff16b9e6a0df0b2da3be9166aeb69f52d8f2553';
	const timed = 'a6445daf85003b27e55c19d13b9ca4bd0f012ef86b6712c3d060e3e3a59866bc';
	const timedBase64 = 'pkRdr4UAOyflXBnRO5ykvQ8BLvhrZxLD0GDj46WYZrw=';
	const timedInMilliseconds = '982af6e9af7b786908d965622317d59f18e7110bedfedb59faf4c6ca10f5f72f';
	const t = '1772117987';
	const using = settings({
		secrets: [{ name: 'Webhook Secret', value: secret }],
		account: account('live'),
	});
	const delivery = (headers: Record<string, string>, change: Partial<Delivery> = {}): Delivery => ({
		rawBody: Buffer.from(body),
		headers,
		urls: [],
		now: Number(t),
		...change,
	});

	test.each([
		['mor-signature over the body', { 'mor-signature': alone }, 'mor_body_hex'],
		[
			'mor-signature over time and body',
			{ 'mor-signature': timed, 'mor-timestamp': t },
			'mor_timestamp_hex',
		],
		[
			'the same in base64',
			{ 'mor-signature': timedBase64, 'mor-timestamp': t },
			'mor_timestamp_base64',
		],
		[
			'sha256= before it',
			{ 'mor-signature': `sha256=${timed}`, 'mor-timestamp': t },
			'mor_timestamp_hex',
		],
		['X-Vesicash-Signature over the body', { 'x-vesicash-signature': alone }, 'vesicash_body_hex'],
		[
			'X-Vesicash-Signature with sha256=',
			{ 'x-vesicash-signature': `sha256=${alone}` },
			'vesicash_body_hex',
		],
		[
			'X-Vesicash-Signature over time and body',
			{ 'x-vesicash-signature': timed, timestamp: t },
			'vesicash_timestamp_hex',
		],
		['x-mor-timestamp', { 'mor-signature': timed, 'x-mor-timestamp': t }, 'mor_timestamp_hex'],
		['x-timestamp', { 'mor-signature': timed, 'x-timestamp': t }, 'mor_timestamp_hex'],
		[
			'milliseconds',
			{ 'mor-signature': timedInMilliseconds, timestamp: `${t}228` },
			'mor_timestamp_hex',
		],
	])('accepts %s, by default and as the one strict scheme', (_, headers, strict) => {
		for (const signatureScheme of ['auto', strict]) {
			expect(
				verify(delivery(headers as Record<string, string>), { ...using, signatureScheme }),
			).toEqual({
				ok: true,
				matched: 'Webhook Secret',
			});
		}
		const others = [...SIGNATURE_SCHEMES.keys()].filter(
			(scheme) => scheme !== 'auto' && scheme !== strict,
		);
		expect(others).toHaveLength(7);
		for (const signatureScheme of others) {
			const { ok } = verify(delivery(headers), {
				...using,
				signatureScheme,
			});
			expect({ signatureScheme, ok }).toEqual({ signatureScheme, ok: false });
		}
	});

	test.each([
		['no signature', {}, /no signature/],
		['an empty signature', { 'mor-signature': '' }, /no signature/],
		['sha256= and nothing', { 'mor-signature': 'sha256=' }, /no signature/],
		['the time’s digest without the time', { 'mor-signature': timed }, /fits none/],
		['capitals', { 'mor-signature': alone.toUpperCase() }, /fits none/],
		[
			'the secret itself (the old escrow API)',
			{ 'x-vesicash-webhook-secret': secret },
			/no signature/,
		],
		['a header nobody documents', { 'x-redstone-signature': alone }, /no signature/],
		['another time', { 'mor-signature': timed, 'mor-timestamp': '1772117988' }, /fits none/],
		[
			'sha256= within the signature',
			{ 'mor-signature': `${alone.slice(0, 32)}sha256=${alone.slice(32)}` },
			/fits none/,
		],
	])('refuses %s', (_, headers, reason) => {
		expect(why(verify(delivery(headers as Record<string, string>), using))).toMatch(reason);
	});

	test.each([
		['x-timestamp', t],
		['timestamp', 'Thu, 26 Feb 2026 14:59:47 GMT'],
		['mor-timestamp', '1'],
	])('takes the body’s own digest where something on the way adds %s: %s', (name, time) => {
		const headers = { 'mor-signature': alone, [name]: time };
		const accepted = { ok: true, matched: 'Webhook Secret' };
		expect(verify(delivery(headers), using)).toEqual(accepted);
		const strict = { ...using, signatureScheme: 'mor_timestamp_hex' };
		expect(verify(delivery(headers), strict).ok).toBe(false);
	});

	test('takes the digest over the provider’s own time where a proxy adds another', () => {
		for (const [own, added] of [
			['mor-timestamp', 'x-timestamp'],
			['x-timestamp', 'mor-timestamp'],
		] as const) {
			const headers = { 'mor-signature': timed, [own]: t, [added]: '1772117999' };
			for (const signatureScheme of ['auto', 'mor_timestamp_hex']) {
				expect(verify(delivery(headers), { ...using, signatureScheme }).ok).toBe(true);
			}
		}
	});

	test('keeps the window of a signed time whatever time a proxy adds', () => {
		const headers = { 'mor-signature': timed, 'mor-timestamp': t, 'x-timestamp': '1772299999' };
		const late = delivery(headers, { now: 1772299999 });
		expect(why(verify(late, using))).toMatch(/minutes old/);
	});

	test('refuses a time that was moved into the body', () => {
		const rawBody = Buffer.from(`${t}.${body}`);
		const moved = delivery({ 'mor-signature': timed }, { rawBody });
		expect(why(verify(moved, using))).toBe('its body is not a JSON object');
	});

	test.each(['null', '[]', '"refund"', 'not JSON'])('refuses a signed %s', (text) => {
		const signed = delivery({ 'mor-signature': hex(secret, text) }, { rawBody: Buffer.from(text) });
		expect(why(verify(signed, using))).toBe('its body is not a JSON object');
	});

	test.each([null, Buffer.alloc(0)])('refuses a body of nothing, signed as such', (rawBody) => {
		const signed = delivery({ 'mor-signature': hex(secret, '') }, { rawBody });
		expect(why(verify(signed, using))).toBe('it has no raw body');
	});

	test('asks for the time where the time is to be signed', () => {
		for (const time of ['', 'null', 'undefined']) {
			const signed = delivery({ 'mor-signature': hex(secret, `${time}.${body}`) });
			const strict = { ...using, signatureScheme: 'mor_timestamp_hex' };
			expect(why(verify(signed, strict))).toBe('it has no timestamp header');
		}
	});

	test.each([
		'Thu, 26 Feb 2026 14:59:47 GMT',
		`9${t}`,
		`${t}9`,
		`x${t}`,
		`${t}x`,
		`${t}22`,
		`-${t}`,
	])('refuses the unreadable time "%s" even when it is signed', (time) => {
		const signed = { 'mor-signature': hex(secret, `${time}.${body}`), timestamp: time };
		expect(why(verify(delivery(signed), using))).toMatch(/timestamp cannot be read/);
	});

	test.each([
		['live', 'live', true],
		['live', 'test', false],
		['test', 'live', false],
		['test', 'test', true],
		['', 'live', true],
	] as const)('takes environment "%s" on a %s key: %s', (environment, mode, accepted) => {
		const text = body.replace('"environment":"live"', `"environment":"${environment}"`);
		const signed = delivery({ 'mor-signature': hex(secret, text) }, { rawBody: Buffer.from(text) });
		expect(verify(signed, { ...using, account: account(mode) }).ok).toBe(accepted);
	});

	test.each([
		[24 * 60 * 60, null],
		[24 * 60 * 60 + 1, 'it is 1440 minutes old, the limit is 1440 minutes'],
		[-300, null],
		[-301, 'its timestamp lies 5 minutes ahead of this clock'],
	])('takes a timed event %d seconds old, or says: %s', (age, reason) => {
		const headers = { 'mor-signature': timed, 'mor-timestamp': t };
		const verification = verify(delivery(headers, { now: Number(t) + age }), using);
		expect(verification.ok ? null : verification.why).toBe(reason);
	});

	test('says which of two secrets matched', () => {
		const secrets = [
			{ name: 'Webhook Secret', value: 'new' },
			{ name: 'Previous Webhook Secret', value: secret },
		];
		expect(verify(delivery({ 'mor-signature': alone }), { ...using, secrets })).toEqual({
			ok: true,
			matched: 'Previous Webhook Secret',
		});
	});

	test('refuses everything for a scheme that does not exist', () => {
		const unknown = { ...using, signatureScheme: 'none' };
		expect(why(verify(delivery({ 'mor-signature': alone }), unknown))).toMatch(
			/no signature scheme/,
		);
	});
});

test('names every documented way to sign in the words of the documents', () => {
	expect([...SIGNATURE_SCHEMES.values()].map(({ label }) => label)).toEqual([
		'Any Documented Way',
		'mor-signature Over timestamp.body, hex',
		'mor-signature Over timestamp.body, base64',
		'mor-signature Over the body alone, hex',
		'mor-signature Over the body alone, base64',
		'x-vesicash-signature Over timestamp.body, hex',
		'x-vesicash-signature Over timestamp.body, base64',
		'x-vesicash-signature Over the body alone, hex',
		'x-vesicash-signature Over the body alone, base64',
	]);
});
