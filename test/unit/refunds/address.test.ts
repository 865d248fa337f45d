import { describeOpenAddress } from '../../../refunds/address';

test.each([
	'https://api.paymongo.com',
	'http://localhost:4010',
	'http://127.0.0.1:4010/v1/payments',
	'http://127.1.2.3',
	'http://[::1]:4010',
	'HTTP://LOCALHOST',
])('keys may go to %p', (address) => {
	expect(describeOpenAddress(address)).toBeNull();
});

test.each([
	'http://api.paymongo.com',
	' http://api.paymongo.com',
	'HTTP://sandbox.example',
	'http://127.0.0.1.example.com',
	'http://localhost.example.com',
	'http://user@127.0.0.1@example.com',
	'http://',
])('keys may not go to %p', (address) => {
	expect(describeOpenAddress(address)).toContain('must begin with https://');
});
