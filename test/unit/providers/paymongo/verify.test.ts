/** What PayMongo's verifier accepts and refuses, and why it says so. */
import { paymongo } from '../../../../providers/paymongo';
import type { Delivery } from '../../../../refunds/webhooks/webhook';
import { account, hex, settings, why } from '../verification';

describe('PayMongo', () => {
	const { verify } = paymongo.webhook;
	const secret = 'whsk_vectorSecretNotReal';
	const secrets = [{ name: 'Webhook Secret', value: secret }];
	// The live sample of payment.refund.updated; digest by `openssl dgst -sha256 -hmac`.
	const body =
		'{"data":{"id":"evt_1","type":"event","attributes":{"type":"payment.refund.updated","livemode":true,"data":{"id":"ref_i3Mt","type":"refund","attributes":{"amount":2000,"balance_transaction_id":null,"currency":"PHP","livemode":true,"metadata":null,"notes":"test","payment_id":"pay_1","payout_id":null,"reason":"others","status":"pending","available_at":1749114000,"created_at":1749018955,"refunded_at":null,"updated_at":1749018955}},"previous_data":{},"pending_webhooks":1,"created_at":1749018955,"updated_at":1749018955}}}';
	const t = 1749018956;
	const digest = 'a6b49359f6eeec02deea2ff0333484154a46c5514a9d94399f8f454928b0f433';
	const other = 'b'.repeat(64);
	const delivery = (header: string | undefined, change: Partial<Delivery> = {}): Delivery => ({
		rawBody: Buffer.from(body),
		headers: header === undefined ? {} : { 'paymongo-signature': header },
		urls: [],
		now: t,
		...change,
	});
	const live = settings({ secrets, account: account('live') });
	const ofTest = settings({ secrets, account: account('test') });

	test.each([
		['a live event for a live key', `t=${t},te=,li=${digest}`, live],
		['a test event for a test key', `t=${t},te=${digest},li=`, ofTest],
		[
			'either for a key that does not say its mode',
			`t=${t},te=${digest},li=`,
			settings({ secrets }),
		],
		['parts in another order, with blanks', `li=${digest}, te=, t=${t}`, live],
		['parts it does not know', `v2=abc,t=${t},te=,li=${digest}`, live],
		['the right one of several', `t=${t},li=${other},li=${digest}`, live],
	])('accepts %s', (_, header, using) => {
		expect(verify(delivery(header), using)).toEqual({ ok: true, matched: 'Webhook Secret' });
	});

	test.each([
		['no header', undefined, live, /no Paymongo-Signature header/],
		['a test event for a live key', `t=${t},te=${digest},li=`, live, /test event .* live one/],
		['a live event for a test key', `t=${t},te=,li=${digest}`, ofTest, /live event .* test one/],
		['both parts empty', `t=${t},te=,li=`, live, /no signature/],
		['parts of blanks', `t=${t},te= ,li= `, settings({ secrets }), /no signature/],
		['another digest', `t=${t},te=,li=${other}`, live, /fits none/],
		['the digest in capitals', `t=${t},te=,li=${digest.toUpperCase()}`, live, /fits none/],
		['half of the digest', `t=${t},te=,li=${digest.slice(0, 32)}`, live, /fits none/],
		['no time', `te=,li=${digest}`, live, /no single timestamp/],
		['two times', `t=${t},t=${t},te=,li=${digest}`, live, /no single timestamp/],
		['nothing but text', 'nothing', live, /no single timestamp/],
		[
			'a digest for a secret nobody has',
			`t=${t},te=,li=${digest}`,
			settings(),
			/no webhook secret/,
		],
		[
			'a digest made with an empty secret',
			`t=${t},te=,li=${hex('', `${t}.${body}`)}`,
			settings({ secrets: [{ name: 'Webhook Secret', value: '' }] }),
			/no webhook secret/,
		],
	])('refuses %s', (_, header, using, reason) => {
		expect(why(verify(delivery(header), using))).toMatch(reason);
	});

	test.each([
		['missing', null],
		['empty', Buffer.alloc(0)],
	])('refuses a body that is %s', (_, rawBody) => {
		const signed = `t=${t},te=,li=${hex(secret, `${t}.`)}`;
		expect(why(verify(delivery(signed, { rawBody }), live))).toMatch(/no raw body/);
	});

	test('signs bytes, not JSON', () => {
		const rewritten = Buffer.from(JSON.stringify(JSON.parse(body), null, 1));
		const signed = delivery(`t=${t},te=,li=${digest}`, { rawBody: rewritten });
		expect(why(verify(signed, live))).toMatch(/fits none/);
	});

	test('says which of two secrets matched', () => {
		const rotated = [
			{ name: 'Webhook Secret', value: 'whsk_new' },
			{ name: 'Previous Webhook Secret', value: secret },
		];
		const header = `t=${t},te=,li=${digest}`;
		expect(verify(delivery(header), { ...live, secrets: rotated })).toEqual({
			ok: true,
			matched: 'Previous Webhook Secret',
		});
	});

	test.each([
		['180 minutes old', 180 * 60, null, true],
		['a second older', 180 * 60 + 1, null, false],
		['5 minutes ahead', -5 * 60, null, true],
		['a second further ahead', -5 * 60 - 1, null, false],
		['within a chosen window', 10 * 60, 10, true],
		['outside a chosen window', 10 * 60 + 1, 10, false],
		['ahead, whatever the window', -5 * 60 - 1, 10_000, false],
	])('takes the time of an event: %s', (_, age, replayWindow, accepted) => {
		const header = `t=${t},te=,li=${digest}`;
		const { ok } = verify(delivery(header, { now: t + age }), { ...live, replayWindow });
		expect(ok).toBe(accepted);
	});

	test.each(['0', '-1749018956', '1749018956.5', '1e9', '01749018956', '17490189560000'])(
		'refuses %s for a time even when it is signed',
		(time) => {
			const signed = `t=${time},te=,li=${hex(secret, `${time}.${body}`)}`;
			expect(why(verify(delivery(signed), live))).toMatch(/timestamp|old/);
		},
	);
});
