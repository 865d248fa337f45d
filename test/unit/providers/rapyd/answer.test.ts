import fc from 'fast-check';

import { rapyd, rapydGroup } from '../../../../providers/rapyd';
import { ERRORS } from '../../../../providers/rapyd/errorCodes';
import type { Answer } from '../../../../refunds/exchange';
import type { Sorted } from '../../../../refunds/provider';
import { answerOf } from '../../../support/providerCalls';
import { draft, error, pendingRefund, success } from './fixtures';

const sort = (given: Answer): Sorted => rapyd.sortAnswer(given, draft());

function failureOf(sorted: Sorted) {
	if (sorted.outcome === 'accepted') throw new Error('accepted');
	return sorted.failure;
}

describe('accepted', () => {
	test.each([
		['Pending', 'pending'],
		['Completed', 'succeeded'],
		['Rejected', 'failed'],
		['Error', 'failed'],
		['Canceled', 'canceled'],
		['Brand new', 'unknown'],
	])('SUCCESS with a refund that is %s: Rapyd has it, as %s', (word, status) => {
		const sorted = sort(answerOf(200, success({ ...pendingRefund, status: word })));
		expect(sorted).toMatchObject({
			outcome: 'accepted',
			refund: { status, providerStatus: word, refundId: 'refund_1', mode: 'test' },
		});
	});

	test('takes 201 for 200', () => {
		expect(sort(answerOf(201, success(pendingRefund))).outcome).toBe('accepted');
	});
});

describe('refused', () => {
	const uncertain = ['GENERAL_ERROR', 'IDEMPOTENCY_ERROR', 'REQUEST_UNDER_REVIEW'];
	const certain = Object.keys(ERRORS).filter((code) => !uncertain.includes(code));

	test.each(certain)('HTTP 400 %s, with its meaning, advice and operation ID', (code) => {
		const sorted = sort(answerOf(400, error(code, 'Rapyd’s words.')));
		expect(sorted.outcome).toBe('refused');
		const failure = failureOf(sorted);
		expect(failure.code).toBe(code);
		expect(failure.message).toContain(ERRORS[code]?.meaning);
		expect(failure.message).toContain('Rapyd’s words.');
		expect(failure.message).toContain(`${code}, operation ID op-2`);
		expect(failure.advice).toBe(ERRORS[code]?.advice);
	});

	test('HTTP 400 with a code nobody has seen yet, in Rapyd’s own words', () => {
		const words = 'The request was rejected. Corrective action: Do this instead.';
		const sorted = sort(answerOf(400, error('ERROR_BRAND_NEW', words)));
		expect(sorted).toEqual({
			outcome: 'refused',
			suspect: true,
			failure: {
				code: 'ERROR_BRAND_NEW',
				message:
					'Rapyd refused this. Rapyd says: "The request was rejected." (ERROR_BRAND_NEW, operation ID op-2).',
				advice: 'Do this instead.',
			},
		});
	});

	test('is suspect where it would come as well had our own refund just been made', () => {
		const suspects = certain.filter((code) => {
			const sorted = sort(answerOf(400, error(code)));
			return sorted.outcome === 'refused' && sorted.suspect === true;
		});
		expect(suspects).toEqual([
			'ERROR_CREATE_REFUND',
			'ERROR_CREATE_REFUND_EWALLET_ALREADY_FULLY_REFUNDED',
			'ERROR_CREATE_REFUND_INVALID_EWALLETS_AMOUNT',
			'ERROR_CREATE_REFUND_PAYMENT_NOT_REFUNDABLE',
			'ERROR_GET_EWALLET_NOT_ENOUGH_FUNDS',
			'ERROR_REFUND_AMOUNT_EXCEEDS_PAYMENT_AMOUNT',
			'ERROR_GROUP_PAYMENT_CAN_NOT_BE_REFUNDED',
			'ERROR_REFUND_GROUP_PAYMENT_INVALID_AMOUNT',
			'ERROR_AMOUNT_NOT_VALID',
		]);
		const declined = sort(answerOf(400, error('ERROR_PROCESSING_CARD - [05]')));
		expect(Object.keys(declined)).toEqual(['outcome', 'failure']);
	});

	test('quotes the operation ID where there is no other advice', () => {
		const { advice } = failureOf(sort(answerOf(400, error('ERROR_BRAND_NEW'))));
		expect(advice).toMatch(/operation ID/);
	});

	test('masks phone numbers in Rapyd’s words', () => {
		const sorted = sort(answerOf(400, error('ERROR_BRAND_NEW', 'Number +4915112345678 is bad.')));
		expect(failureOf(sorted).message).not.toContain('15112345678');
	});

	test.each([
		['UNAUTHENTICATED_API_CALL', 'the signature did not match'],
		['UNAUTHENTICATED_API_CALL', 'The timestamp header is out of allowed range.'],
		['UNAUTHORIZED_API_CALL', ''],
		['MISSING_AUTHENTICATION_HEADERS', ''],
		['UNAUTHENTICATED_API_CALL', ''],
	])('HTTP 401 %s: before processing (%s)', (code, words) => {
		expect(sort(answerOf(401, error(code, words))).outcome).toBe('refused');
	});

	test.each([
		['text', 'Too Many Requests'],
		['HTML', '<html></html>'],
		['nothing', ''],
		['JSON', error('TOO_MANY_REQUESTS')],
	])('HTTP 429 with %s: the firewall turned it away', (_, body) => {
		const sorted = sort(answerOf(429, body));
		expect(sorted.outcome).toBe('refused');
		expect(failureOf(sorted)).toEqual({
			code: typeof body === 'string' ? 'http_429' : 'TOO_MANY_REQUESTS',
			message: expect.stringMatching(/no more requests .* Nothing was refunded/),
			advice: expect.stringMatching(/Wait five minutes/),
		});
	});

	test.each(['05', '51', '14', '41', '43', '54', '57', '62', '65'])(
		'the card network’s %s: it decided against the refund',
		(network) => {
			for (const code of [
				`ERROR_PROCESSING_CARD - [${network}]`,
				`ERROR_PROCESSING_CARD [${network}]`,
				`ERROR_PROCESSING_CARD - [${network}-I]`,
			]) {
				const sorted = sort(answerOf(400, error(code, 'Do Not Honor')));
				expect(sorted.outcome).toBe('refused');
				expect(failureOf(sorted).message).toMatch(/card network/);
			}
		},
	);
});

describe('not sent', () => {
	test('where nothing left this computer', () => {
		const sorted = sort({ kind: 'not_sent', message: 'ENOTFOUND' });
		expect(sorted.outcome).toBe('not_sent');
		expect(failureOf(sorted).message).toMatch(/Nothing was sent/);
	});
});

describe('nobody knows', () => {
	const salt = 'The salt header value is not valid, same value used not long ago.';
	test.each<[string, Answer]>([
		['no answer', { kind: 'no_answer', message: 'no answer in 30 s' }],
		['HTTP 500 with an envelope', answerOf(500, error('GENERAL_ERROR'))],
		['HTTP 502 with HTML', answerOf(502, '<html></html>')],
		['HTTP 200 with HTML', answerOf(200, '<html></html>')],
		['HTTP 200 with nothing', answerOf(200, '')],
		['HTTP 200, cut off', answerOf(200, '{"status":{"status":"SUC')],
		['HTTP 200 with null', answerOf(200, null)],
		['HTTP 200 with other JSON', answerOf(200, { ok: true })],
		['HTTP 200 with an error inside', answerOf(200, error('ERROR_CREATE_REFUND'))],
		[
			'HTTP 200, SUCCESS and an error code',
			answerOf(200, {
				...success(pendingRefund),
				status: { status: 'SUCCESS', error_code: 'X' },
			}),
		],
		['HTTP 200, SUCCESS without a refund', answerOf(200, success(null))],
		[
			'HTTP 200, SUCCESS with a refund without an ID',
			answerOf(200, success({ status: 'Pending' })),
		],
		['HTTP 200, a refund without an envelope', answerOf(200, pendingRefund)],
		['HTTP 300', answerOf(300, success(pendingRefund))],
		['HTTP 302', answerOf(302, success(pendingRefund))],
		['HTTP 400 without an envelope', answerOf(400, { message: 'no' })],
		['HTTP 400 without a code', answerOf(400, error(''))],
		['HTTP 400 with HTML', answerOf(400, '<html></html>')],
		['HTTP 400 GENERAL_ERROR', answerOf(400, error('GENERAL_ERROR'))],
		['HTTP 400 IDEMPOTENCY_ERROR', answerOf(400, error('IDEMPOTENCY_ERROR'))],
		['HTTP 400 under review', answerOf(400, error('REQUEST_UNDER_REVIEW_RP'))],
		['HTTP 400 with a time-out', answerOf(400, error('ERROR_ACQUIRER_TIMEOUT'))],
		['HTTP 400, timed out', answerOf(400, error('REQUEST_TIMED_OUT'))],
		['HTTP 400 with a fault inside', answerOf(400, error('INTERNAL_ERROR'))],
		['HTTP 400 with a fault of the server', answerOf(400, error('INTERNAL_SERVER_ERROR'))],
		['HTTP 400 with work under way', answerOf(400, error('REFUND_IN_PROGRESS'))],
		['HTTP 401, the same salt again', answerOf(401, error('UNAUTHENTICATED_API_CALL', salt))],
		['HTTP 401 with another code', answerOf(401, error('ERROR_CREATE_REFUND'))],
		['HTTP 401 without a code', answerOf(401, { message: 'Unauthorized' })],
		['HTTP 401 with HTML', answerOf(401, '<html></html>')],
		['HTTP 403', answerOf(403, error('UNAUTHORIZED_API_CALL'))],
		['HTTP 404', answerOf(404, error('ERROR_ADDING_REFUND'))],
		['HTTP 408', answerOf(408, error('X'))],
		['HTTP 409', answerOf(409, error('X'))],
		...['00', '06', '10', '19', '68', '85', '90', '91', '92', '94', '96', 'AW', 'ZZ'].map(
			(network): [string, Answer] => [
				`the card network’s ${network}`,
				answerOf(400, error(`ERROR_PROCESSING_CARD - [${network}]`)),
			],
		),
		['the card network without a code', answerOf(400, error('ERROR_PROCESSING_CARD'))],
	])('%s', (_, given) => {
		const sorted = sort(given);
		expect(sorted.outcome).toBe('unknown');
		expect(failureOf(sorted).message).toMatch(/^Rapyd /);
		expect(rapydGroup.sortAnswer(given, draft()).outcome).toBe('unknown');
	});

	test.each<[string, Answer, string, RegExp]>([
		['no envelope', answerOf(404, { message: 'no' }), 'http_404', /^Rapyd answered HTTP 404: "{/],
		[
			'no refund',
			answerOf(200, success(null)),
			'unreadable_answer',
			/SUCCESS, but without a refund/,
		],
	])('says what came: %s', (_, given, code, message) => {
		const failure = failureOf(sort(given));
		expect(failure.code).toBe(code);
		expect(failure.message).toMatch(message);
	});

	test('keeps Rapyd’s own words', () => {
		const { code, message } = failureOf(sort(answerOf(400, error('GENERAL_ERROR', 'Oops.'))));
		expect(code).toBe('GENERAL_ERROR');
		expect(message).toMatch(/HTTP 400.*Oops\..*operation ID op-2/);
	});
});

describe('a group refund', () => {
	const group = { id: 'gp_1', amount: 100, currency: 'EUR', status: 'closed', payments: [] };

	test('is accepted as pending: the answer is the group, not a refund', () => {
		const given = draft({ paymentId: 'gp_1', reason: 'returned' });
		expect(rapydGroup.sortAnswer(answerOf(200, success(group)), given)).toMatchObject({
			outcome: 'accepted',
			refund: {
				refundId: null,
				paymentId: 'gp_1',
				reference: 'ref-1001',
				status: 'pending',
				providerStatus: null,
				amount: '12.50',
				currency: 'EUR',
				reason: 'returned',
				raw: group,
			},
		});
	});

	test('is refused by the same rules', () => {
		const given = answerOf(400, error('ERROR_GROUP_PAYMENT_CAN_NOT_BE_REFUNDED'));
		expect(rapydGroup.sortAnswer(given, draft()).outcome).toBe('refused');
	});
});

test('never throws, and never says refused or accepted without Rapyd’s word for it', () => {
	const status = fc.oneof(
		fc.constantFrom(200, 201, 302, 400, 401, 403, 404, 429, 500, 503),
		fc.integer({ min: 100, max: 599 }),
	);
	const envelope = fc.record(
		{
			status: fc.oneof(
				fc.record(
					{
						status: fc.oneof(fc.constantFrom('SUCCESS', 'ERROR'), fc.jsonValue()),
						error_code: fc.oneof(fc.constantFrom('', ...Object.keys(ERRORS)), fc.jsonValue()),
						message: fc.jsonValue(),
						operation_id: fc.jsonValue(),
					},
					{ requiredKeys: [] },
				),
				fc.jsonValue(),
			),
			data: fc.oneof(
				fc.dictionary(fc.constantFrom(...Object.keys(pendingRefund)), fc.jsonValue()),
				fc.jsonValue(),
			),
		},
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(status, fc.oneof(envelope, fc.jsonValue()), (http, body) => {
			for (const provider of [rapyd, rapydGroup]) {
				const sorted = provider.sortAnswer(answerOf(http, body), draft());
				if (sorted.outcome === 'accepted') {
					expect(http >= 200 && http < 300).toBe(true);
					expect(JSON.stringify(body)).toMatch(/"status":"SUCCESS"/i);
				} else if (sorted.outcome === 'refused') {
					expect([400, 401, 429]).toContain(http);
				} else {
					expect(sorted.outcome).toBe('unknown');
				}
			}
		}),
		{ numRuns: 5000 },
	);
});
