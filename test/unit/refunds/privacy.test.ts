import fc from 'fast-check';

import { maskPhone, maskPhones, maskPhonesInText, secretMasker } from '../../../refunds/privacy';

test.each([
	['233208123456', '********3456'],
	['+233 20 812 3456', '********3456'],
	['12345', '*2345'],
	['1234', '****'],
	['', '****'],
	['none', '****'],
])('%p is shown as %p', (value, shown) => {
	expect(maskPhone(value)).toBe(shown);
});

test('an object is masked at any depth, whatever the key is called, and not changed', () => {
	const given = {
		phone_number: '233208123456',
		momoPhoneNumber: 233208123456,
		MSISDN: '233208123456',
		mobile_number: '233208123456',
		mobileNumber: '233208123456',
		customer: { contacts: [{ Phone: '233208123456', phones: ['233208123456', 233208123456] }] },
		phone: { home: '233208123456', verified: true, work: null },
		amount: 12.5,
		reference: 'PY_233208123456',
		ok: true,
		none: null,
	};
	const before = structuredClone(given);
	const masked = '********3456';
	expect(maskPhones(given)).toEqual({
		phone_number: masked,
		momoPhoneNumber: masked,
		MSISDN: masked,
		mobile_number: masked,
		mobileNumber: masked,
		customer: { contacts: [{ Phone: masked, phones: [masked, masked] }] },
		phone: { home: masked, verified: true, work: null },
		amount: 12.5,
		reference: 'PY_233208123456',
		ok: true,
		none: null,
	});
	expect(given).toEqual(before);
});

test.each([
	['Number 233208123456 is not valid', 'Number ********3456 is not valid'],
	['Call +233208123456!', 'Call ********3456!'],
	['123456789 and 123456789012345', '*****6789 and ***********2345'],
	['too short: 12345678, too long: 1234567890123456', null],
	['id_233208123456x', null],
	['+233 20 812 3456 is wrong', '********3456 is wrong'],
	['+233 (0)20-812-3456', '*********3456'],
	['(+63) 917 123 4567', '(********4567'],
	['Call 020 812 3456.', 'Call ******3456.'],
	['(020) 812-3456 or 0917-123-4567', '******3456 or *******4567'],
	['233 20 812 3456, 63 917 123 4567', '********3456, ********4567'],
	['2026-11-20 10:30, 20-11-2026 1030, 2026-01-02', null],
	['2026-11-20T10:00:00+08:00 12', null],
	['1 234 567 890.50, 234 567 890, 234 567 890 123', null],
	['12.50 of 100.00, +12.50 300.00 4500', null],
	['pay_012 345 6789, 550e8400-e29b-41d4-a716-44665544000a', null],
	['no number', null],
])('in text: %p', (text, shown) => {
	expect(maskPhonesInText(text)).toBe(shown ?? text);
});

test('no more than four digits of a number are left in a text', () => {
	fc.assert(
		fc.property(
			fc.stringMatching(/^\d{9,15}$/),
			fc.stringMatching(/^[a-z ]{0,9}$/),
			(phone, words) => {
				expect(maskPhonesInText(`${words} ${phone} ${words}`)).not.toMatch(/\d{5}/);
			},
		),
	);
});

describe('a secret in a text', () => {
	const secret = 'sk_test_a/b+C"9=';
	const mask = secretMasker([secret, 'short', 'pk_test_public', 'pk_test_public_longer']);
	const base64 = (text: string) => Buffer.from(text).toString('base64');

	test.each([
		['as it is', secret],
		['in JSON', JSON.stringify(secret).slice(1, -1)],
		['in JSON as PHP writes it', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
		['in JSON within JSON', JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)],
		['with a character as \\u002F', secret.replace('/', '\\u002F')],
		['in a URL', encodeURIComponent(secret)],
		['in a URL, lower case', encodeURIComponent(secret).toLowerCase().replace('c%22', 'C%22')],
		['twice in a URL', encodeURIComponent(encodeURIComponent(secret))],
		['in base64', base64(secret)],
		['in HTTP Basic', base64(`${secret}:`)],
		['in HTTP Basic with a password', base64(`${secret}:password`)],
		['in base64url', Buffer.from(secret).toString('base64url')],
	])('%s is masked', (_, form) => {
		expect(mask(`Key "${form}" is not valid.`)).toBe('Key "****" is not valid.');
	});

	test('is masked as often as it comes, the longer of two whole, and nothing else', () => {
		expect(mask('pk_test_public pk_test_public_longer')).toBe('**** ****');
		expect(mask('pk_test_publi, short, sk_test_other')).toBe('pk_test_publi, short, sk_test_other');
		expect(secretMasker([])('any text')).toBe('any text');
	});
});
