/** The sandbox's own signing code on published and hand-made vectors. */
import { requestSignature, webhookSignature } from '../../../../sandbox';

const made = {
	accessKey: 'rak_0123456789ABCDEF0123',
	secretKey: 'rsk_fedcba9876543210fedcba9876543210fedcba9876543210',
};

test('a GET with a query and no body', () => {
	const signature = requestSignature({
		...made,
		method: 'GET',
		path: '/v1/refunds?limit=10&starting_after=refund_0a1b2c3d4e5f60718293a4b5c6d7e8f9',
		salt: 'a1b2c3d4e5f6',
		timestamp: '1767225600',
		body: '',
	});
	expect(signature).toBe(
		'ZTFkNWRhOTQxNjQxZTY4YTQ5ZDJlOTQ5Yzk1N2JhNDZkODA2MmVjY2ViMDM3NDNmYTQ1NzY4YjQyNTA4ZTc4Yw==',
	);
});

test('a POST with a JSON body', () => {
	const signature = requestSignature({
		...made,
		method: 'POST',
		path: '/v1/refunds',
		salt: 'Zy9xWv8uTs7r',
		timestamp: '1767225660',
		body:
			'{"payment":"payment_00112233445566778899aabbccddeeff","amount":"12.50","currency":"EUR",' +
			'"merchant_reference_id":"ref-1001","reason":"Merchandise returned","metadata":{"order":"1001"}}',
	});
	expect(signature).toBe(
		'YzBjNDNiOTZlMWU3NzdiODlmOTk5NDg2YWE5NTFiYjQ5NzIyMDQ0YzhhZGQyYjk3MjRiNzIzN2JjNTIzZjI5NQ==',
	);
});

test('a webhook, over the URL as configured', () => {
	const signature = webhookSignature({
		...made,
		url: 'https://n8n.example.com/webhook/6f1c2f0e-0000-4000-8000-000000000001/rapyd',
		salt: '5f4e3d2c1b0a',
		timestamp: '1767225720',
		body:
			'{"id":"wh_0123456789abcdef0123456789abcdef","type":"REFUND_COMPLETED","data":{"id":' +
			'"refund_0a1b2c3d4e5f60718293a4b5c6d7e8f9","amount":12.5,"payment":' +
			'"payment_00112233445566778899aabbccddeeff","currency":"EUR","status":"Completed",' +
			'"failure_reason":""},"trigger_operation_id":"11111111-2222-4333-8444-555555555555",' +
			'"status":"NEW","created_at":1767225719,"extended_timestamp":1767225719842}',
	});
	expect(signature).toBe(
		'ZGYwMTFjNTYzMWExZTliNTA3NTEzZTVhMDA4YjZlZTNlOTUxODZiMTlkMTI3YzdmZjJlYTExMDU3M2UzN2YyMg==',
	);
});

test("the webhook in Hyperswitch Prism's tests", () => {
	const signature = webhookSignature({
		accessKey: 'test_access_key',
		secretKey: 'test_secret_key',
		url: 'https://webhook.example.com/webhooks/rapyd',
		salt: 'salt123456',
		timestamp: '1711008868',
		body: '{"id":"wh_test","type":"PAYMENT_COMPLETED"}',
	});
	expect(Buffer.from(signature, 'base64').toString()).toBe(
		'32ea1cfe5a763de62f4950c8e2c2170497ada1fdbcbe49251f12607d27bb91ca',
	);
});
