import { createHmac } from 'node:crypto';

import { signRequest, signWebhook } from '../../../../providers/rapyd/signature';

/** Made-up keys; the expected values were checked against Rapyd's own sample code. */
const accessKey = 'rak_0123456789ABCDEF0123';
const secretKey = 'rsk_fedcba9876543210fedcba9876543210fedcba9876543210';
const keys = { accessKey, secretKey };

const getWithQuery = {
	...keys,
	method: 'GET',
	pathWithQuery: '/v1/refunds?limit=10&starting_after=refund_0a1b2c3d4e5f60718293a4b5c6d7e8f9',
	salt: 'a1b2c3d4e5f6',
	timestamp: '1767225600',
	body: '',
};

const webhookBody =
	'{"id":"wh_0123456789abcdef0123456789abcdef","type":"REFUND_COMPLETED","data":{"id":"refund_0a1b2c3d4e5f60718293a4b5c6d7e8f9","amount":12.5,"payment":"payment_00112233445566778899aabbccddeeff","currency":"EUR","status":"Completed","failure_reason":""},"trigger_operation_id":"11111111-2222-4333-8444-555555555555","status":"NEW","created_at":1767225719,"extended_timestamp":1767225719842}';

const webhook = {
	...keys,
	url: 'https://n8n.example.com/webhook/6f1c2f0e-0000-4000-8000-000000000001/rapyd',
	salt: '5f4e3d2c1b0a',
	timestamp: '1767225720',
	rawBody: Buffer.from(webhookBody, 'utf8'),
};

describe('request signature', () => {
	test('signs a GET with its query', () => {
		expect(signRequest(getWithQuery)).toBe(
			'ZTFkNWRhOTQxNjQxZTY4YTQ5ZDJlOTQ5Yzk1N2JhNDZkODA2MmVjY2ViMDM3NDNmYTQ1NzY4YjQyNTA4ZTc4Yw==',
		);
	});

	test('changes with the query, so that a dropped one is noticed', () => {
		const withoutQuery = { ...getWithQuery, pathWithQuery: '/v1/refunds' };
		expect(signRequest(withoutQuery)).not.toBe(signRequest(getWithQuery));
	});

	test('signs a POST with its body', () => {
		expect(
			signRequest({
				...keys,
				method: 'POST',
				pathWithQuery: '/v1/refunds',
				salt: 'Zy9xWv8uTs7r',
				timestamp: '1767225660',
				body: '{"payment":"payment_00112233445566778899aabbccddeeff","amount":"12.50","currency":"EUR","merchant_reference_id":"ref-1001","reason":"Merchandise returned","metadata":{"order":"1001"}}',
			}),
		).toBe(
			'YzBjNDNiOTZlMWU3NzdiODlmOTk5NDg2YWE5NTFiYjQ5NzIyMDQ0YzhhZGQyYjk3MjRiNzIzN2JjNTIzZjI5NQ==',
		);
	});

	test('does not care how the method is written', () => {
		expect(signRequest({ ...getWithQuery, method: 'get' })).toBe(signRequest(getWithQuery));
	});

	test('signs text as UTF-8', () => {
		const body = '{"reason":"Rückgabe – 返品"}';
		const request = { ...getWithQuery, method: 'POST', body };
		const bytes = Buffer.concat([
			Buffer.from(
				`post${request.pathWithQuery}${request.salt}${request.timestamp}${accessKey}${secretKey}`,
			),
			Buffer.from(body, 'utf8'),
		]);
		const hex = createHmac('sha256', Buffer.from(secretKey, 'utf8')).update(bytes).digest('hex');
		expect(signRequest(request)).toBe(Buffer.from(hex).toString('base64'));
	});
});

describe('webhook signature', () => {
	test('signs the whole URL and the raw bytes, without a method', () => {
		expect(webhook.rawBody).toHaveLength(387);
		expect(signWebhook(webhook)).toBe(
			'ZGYwMTFjNTYzMWExZTliNTA3NTEzZTVhMDA4YjZlZTNlOTUxODZiMTlkMTI3YzdmZjJlYTExMDU3M2UzN2YyMg==',
		);
	});

	test('agrees with the value published in hyperswitch-prism’s tests', () => {
		expect(
			signWebhook({
				url: 'https://webhook.example.com/webhooks/rapyd',
				salt: 'salt123456',
				timestamp: '1711008868',
				accessKey: 'test_access_key',
				secretKey: 'test_secret_key',
				rawBody: Buffer.from('{"id":"wh_test","type":"PAYMENT_COMPLETED"}'),
			}),
		).toBe(
			'MzJlYTFjZmU1YTc2M2RlNjJmNDk1MGM4ZTJjMjE3MDQ5N2FkYTFmZGJjYmU0OTI1MWYxMjYwN2QyN2JiOTFjYQ==',
		);
	});

	test('is over bytes, also ones that are not UTF-8', () => {
		const broken = { ...webhook, rawBody: Buffer.from([0xff, 0xfe, 0x7b]) };
		const replaced = { ...webhook, rawBody: Buffer.from(broken.rawBody.toString('utf8')) };
		expect(signWebhook(broken)).not.toBe(signWebhook(replaced));
	});
});
