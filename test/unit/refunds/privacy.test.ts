import fc from 'fast-check';

import { maskPhone, maskPhones, maskPhonesInText } from '../../../refunds/privacy';

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
