/** What Rapyd's verifier accepts and refuses, and why it says so. */
import { rapyd } from '../../../../providers/rapyd';
import type { Delivery } from '../../../../refunds/webhooks/webhook';
import { settings, why } from '../verification';

describe('Rapyd', () => {
	const { verify } = rapyd.webhook;
	const url = 'https://n8n.example.com/webhook/6f1c2f0e-0000-4000-8000-000000000001/rapyd';
	const body =
		'{"id":"wh_0123456789abcdef0123456789abcdef","type":"REFUND_COMPLETED","data":{"id":"refund_0a1b2c3d4e5f60718293a4b5c6d7e8f9","amount":12.5,"payment":"payment_00112233445566778899aabbccddeeff","currency":"EUR","status":"Completed","failure_reason":""},"trigger_operation_id":"11111111-2222-4333-8444-555555555555","status":"NEW","created_at":1767225719,"extended_timestamp":1767225719842}';
	const genuine = {
		salt: '5f4e3d2c1b0a',
		timestamp: '1767225720',
		signature:
			'ZGYwMTFjNTYzMWExZTliNTA3NTEzZTVhMDA4YjZlZTNlOTUxODZiMTlkMTI3YzdmZjJlYTExMDU3M2UzN2YyMg==',
	};
	const now = 1767225720;
	const secretKey = {
		name: 'Secret Key',
		value: 'rsk_fedcba9876543210fedcba9876543210fedcba9876543210',
	};
	const using = settings({ secrets: [secretKey], accessKey: 'rak_0123456789ABCDEF0123' });
	const delivery = (change: Partial<Delivery> = {}): Delivery => ({
		rawBody: Buffer.from(body),
		headers: genuine,
		urls: [url],
		now,
		...change,
	});

	test('accepts the vector that was checked against Rapyd’s own samples', () => {
		expect(verify(delivery(), using)).toEqual({ ok: true, matched: 'Secret Key' });
	});

	test('accepts the vector that hyperswitch-prism publishes', () => {
		const published = delivery({
			rawBody: Buffer.from('{"id":"wh_test","type":"PAYMENT_COMPLETED"}'),
			headers: {
				salt: 'salt123456',
				timestamp: '1711008868',
				signature:
					'MzJlYTFjZmU1YTc2M2RlNjJmNDk1MGM4ZTJjMjE3MDQ5N2FkYTFmZGJjYmU0OTI1MWYxMjYwN2QyN2JiOTFjYQ==',
			},
			urls: ['https://webhook.example.com/webhooks/rapyd'],
			now: 1711008868,
		});
		const secrets = [{ name: 'Secret Key', value: 'test_secret_key' }];
		expect(verify(published, settings({ secrets, accessKey: 'test_access_key' })).ok).toBe(true);
	});

	test('tries every URL the trigger is known by', () => {
		const urls = ['https://proxy.example.com/in', url];
		expect(verify(delivery({ urls }), using).ok).toBe(true);
		expect(verify(delivery({ urls: urls.reverse() }), using).ok).toBe(true);
	});

	const headers = (change: Record<string, string | undefined>) => ({
		headers: Object.fromEntries(
			Object.entries({ ...genuine, ...change }).filter(([, value]) => value !== undefined),
		) as Record<string, string>,
	});
	test.each([
		[
			'another URL',
			{ urls: ['https://n8n.example.com/webhook-test/x/rapyd'] },
			using,
			/fits none.*webhook-test/,
		],
		['a URL with a slash more', { urls: [`${url}/`] }, using, /fits none/],
		['no URL', { urls: [] }, using, /fits none/],
		['no salt', headers({ salt: undefined }), using, /lacks one of the headers/],
		['no timestamp', headers({ timestamp: undefined }), using, /lacks one of the headers/],
		['no signature', headers({ signature: undefined }), using, /lacks one of the headers/],
		['an empty signature', headers({ signature: '' }), using, /lacks one of the headers/],
		[
			'another signature',
			headers({ signature: genuine.signature.replace('Z', 'Y') }),
			using,
			/fits none/,
		],
		[
			'a signature without its padding',
			headers({ signature: genuine.signature.slice(0, -2) }),
			using,
			/fits none/,
		],
		[
			'the digest in hex, not encoded',
			headers({ signature: Buffer.from(genuine.signature, 'base64').toString() }),
			using,
			/fits none/,
		],
		[
			'the last digits of the salt as the first of the time',
			headers({ salt: '5f4e3d2c1', timestamp: 'b0a1767225720' }),
			using,
			/timestamp cannot be read/,
		],
		['no raw body', { rawBody: null }, using, /no raw body/],
		['no access key', {}, { ...using, accessKey: null }, /no access key/],
		['no secret key', {}, settings({ accessKey: 'rak_0123456789ABCDEF0123' }), /no webhook secret/],
		['one a day and a second old', { now: now + 86_401 }, using, /old, the limit is 1440 minutes/],
		['one of the future', { now: now - 301 }, using, /ahead of this clock/],
	])('refuses %s', (_, change, with_, reason) => {
		expect(why(verify(delivery(change as Partial<Delivery>), with_))).toMatch(reason);
	});

	test('accepts what is a day old', () => {
		expect(verify(delivery({ now: now + 86_400 }), using).ok).toBe(true);
	});
});
