import fc from 'fast-check';

import { describeErrors } from '../../../../providers/paymongo/errors';
import { sortAnswer } from '../../../../providers/paymongo/answer';
import type { Answer } from '../../../../refunds/exchange';
import type { Sorted } from '../../../../refunds/provider';
import { answerOf } from '../../../support/providerCalls';
import { changed, draft, pendingRefund } from './fixtures';

const sort = (status: number, body: unknown) => sortAnswer(answerOf(status, body), draft());
const error = (code?: string, detail = 'No.', attribute = 'amount') => ({
	errors: [{ ...(code === undefined ? {} : { code }), detail, source: { attribute } }],
});
const failureOf = (sorted: Sorted) => {
	if (sorted.outcome === 'accepted') throw new Error('accepted');
	return sorted.failure;
};

const failedRefund = changed(pendingRefund, { status: 'failed' });

describe('accepted', () => {
	test.each([
		['pending', 'pending'],
		['succeeded', 'succeeded'],
		['failed', 'failed'],
		['a new word', 'unknown'],
	])('200 with a refund that is %s', (status, expected) => {
		const sorted = sort(200, { data: changed(pendingRefund, { status }) });
		expect(sorted).toMatchObject({
			outcome: 'accepted',
			refund: { refundId: 'ref_i3Mt', status: expected, amount: '20.00' },
		});
	});

	test('201 too, and an empty list of errors is no error', () => {
		expect(sort(201, { data: pendingRefund, errors: [] }).outcome).toBe('accepted');
	});

	test('422 with a refund that failed, as the QR Ph host answers', () => {
		const sorted = sort(422, { data: failedRefund });
		expect(sorted).toMatchObject({ outcome: 'accepted', refund: { status: 'failed' } });
	});
});

describe('refused', () => {
	const certain = [
		'parameter_required',
		'parameter_data_type_invalid',
		'parameter_format_invalid',
		'parameter_invalid',
		'parameter_below_minimum',
		'parameter_above_maximum',
		'resource_not_found',
		'livemode_mismatched',
		'resource_failed_state',
		'resource_disputed_state',
		'resource_pending_state',
		'resource_processing_state',
		'available_balance_insufficient',
		'allowed_date_exceeded',
		'payment_method_not_allowed',
		'refund_not_allowed',
		'organization_not_allowed',
		'refund_amount_exceeds_payment',
		'payment_not_refundable',
		'payment_not_found',
		'partial_refund_not_allowed',
		'same_day_partial_refund_not_allowed',
	];

	test.each(certain)('400 %s, with what it means and what to do', (code) => {
		const sorted = sort(400, error(code));
		expect(sorted.outcome).toBe('refused');
		const failure = failureOf(sorted);
		expect(failure.code).toBe(code);
		expect(failure.message).toContain('"No."');
		expect(failure.message).toContain(code);
		expect(failure.message).not.toMatch(/^PayMongo refused the request/);
		expect(failure.advice).not.toBe('');
	});

	test('is suspect where it would come as well had our own refund just been made', () => {
		const suspects = certain.filter((code) => {
			const sorted = sort(400, error(code));
			return sorted.outcome === 'refused' && sorted.suspect === true;
		});
		expect(suspects.sort()).toEqual([
			'available_balance_insufficient',
			'parameter_above_maximum',
			'payment_not_refundable',
			'refund_amount_exceeds_payment',
			'resource_failed_state',
			'resource_pending_state',
			'resource_processing_state',
		]);
		const two = [...error('parameter_invalid').errors, ...error('resource_pending_state').errors];
		expect(sort(400, { errors: two })).toMatchObject({ outcome: 'refused', suspect: true });
		expect(Object.keys(sort(400, error('parameter_invalid')))).toEqual(['outcome', 'failure']);
	});

	test('a parameter code nobody has listed is still about the request', () => {
		expect(sort(400, error('parameter_too_long')).outcome).toBe('refused');
	});

	test.each([
		[401, error('authentication_invalid'), 'authentication_invalid'],
		[401, '<html>no</html>', 'http_401'],
		[401, '', 'http_401'],
		[403, error('access_denied'), 'access_denied'],
		[403, error('a_new_code'), 'a_new_code'],
		[404, error('resource_not_found'), 'resource_not_found'],
		[404, error(undefined), 'http_404'],
		[404, '', 'http_404'],
		[404, ' \n', 'http_404'],
		[422, error('partial_refund_not_allowed'), 'partial_refund_not_allowed'],
		[429, 'Too many requests, please try again later.', 'too_many_requests'],
		[429, error('too_many_requests'), 'too_many_requests'],
	])('%i %j', (status, body, code) => {
		const sorted = sort(status, body);
		expect(sorted.outcome).toBe('refused');
		expect(failureOf(sorted).code).toBe(code);
		expect(failureOf(sorted).advice).not.toBe('');
	});

	test('shows all errors, and each advice once', () => {
		const body = {
			errors: [
				{ code: 'parameter_required', detail: 'amount is required.' },
				{ code: 'parameter_invalid', detail: 'reason is odd.', source: { pointer: 'reason' } },
				'and a bare text',
			],
		};
		const failure = describeErrors(answerOf(400, body));
		expect(failure.message).toContain('"amount is required." (parameter_required)');
		expect(failure.message).toContain('"reason is odd." (parameter_invalid, reason)');
		expect(failure.message).toContain('"and a bare text"');
		expect(failure.advice.match(/Correct this value/g)).toHaveLength(1);
	});

	test('points to the QR Ph host when the main host refuses such a payment', () => {
		const detail = 'Refunds are not allowed for payments with source type qrph.';
		const failure = failureOf(sort(400, error('parameter_invalid', detail, 'payment_id')));
		expect(failure.advice).toContain('QR Ph Host');
	});

	test('repeats neither keys nor phone numbers', () => {
		const detail = 'sk_test_abcDEF123 may not refund +639171234567, nor whsk_abc';
		const { message } = failureOf(sort(400, error('parameter_invalid', detail)));
		expect(message).not.toMatch(/abcDEF123|917123|whsk_abc/);
		expect(message).toContain('4567');
	});
});

describe('not sent', () => {
	test('a host that could not be reached', () => {
		const answer: Answer = { kind: 'not_sent', message: 'ENOTFOUND' };
		expect(sortAnswer(answer, draft()).outcome).toBe('not_sent');
	});
});

describe('nobody knows', () => {
	test('no answer', () => {
		const answer: Answer = { kind: 'no_answer', message: 'time-out' };
		expect(sortAnswer(answer, draft()).outcome).toBe('unknown');
	});

	test.each<[string, number, unknown]>([
		['a server fault, even with an error that sounds certain', 500, error('parameter_invalid')],
		['a gateway fault', 502, '<html><title>Bad gateway</title></html>'],
		['a server fault, even with a refund', 503, { data: pendingRefund }],
		['nothing', 200, ''],
		['an HTML page', 200, '<!doctype html><p>Hello'],
		['half a refund', 200, '{"data":{"id":"ref_1","type":"ref'],
		['a list', 200, '[]'],
		['no refund', 200, {}],
		['a refund without an id', 200, { data: { type: 'refund', attributes: {} } }],
		['a payment', 200, { data: { id: 'pay_1', type: 'payment', attributes: {} } }],
		['an error in a success', 200, error('parameter_invalid')],
		['a refund and an error', 200, { data: pendingRefund, ...error('parameter_invalid') }],
		['failed on the way', 400, error('provider_processing_error')],
		['failed on the way at PayMongo', 400, error('resource_processing_error')],
		['failed on the way, as 404', 404, error('provider_processing_error')],
		['a code nobody has listed', 400, error('idempotency_key_reused')],
		['a code that objects have', 400, error('constructor')],
		['no code', 400, error(undefined)],
		['no errors', 400, { message: 'no' }],
		[
			'a certain and an uncertain error',
			400,
			{
				errors: [
					...error('parameter_invalid').errors,
					...error('provider_processing_error').errors,
				],
			},
		],
		['a refund that did not fail, in a 422', 422, { data: pendingRefund }],
		['a refund that failed and an error, in a 422', 422, { data: failedRefund, ...error('x') }],
		['neither a refund nor an error, in a 422', 422, {}],
		['a refund that failed, in a 400', 400, { data: failedRefund }],
		['a refund in a redirection', 300, { data: pendingRefund }],
		['a refund and an error in a 400', 400, { data: pendingRefund, ...error('parameter_invalid') }],
		['a conflict', 409, error('parameter_invalid')],
		['a time-out of the server', 408, error('parameter_invalid')],
		['a redirection', 302, error('parameter_invalid')],
		['another 4xx', 402, error('parameter_invalid')],
		['404 with a page', 404, '<html></html>'],
	])('%s', (_what, status, body) => {
		const sorted = sort(status, body);
		expect(sorted.outcome).toBe('unknown');
		expect(failureOf(sorted).message).not.toBe('');
	});

	test.each<[string, number, unknown]>([
		['contradictory_answer', 200, error('parameter_invalid')],
		['no_refund_in_answer', 200, {}],
		['idempotency_key_reused', 400, error('idempotency_key_reused')],
		['http_409', 409, {}],
		['http_500', 500, error('parameter_invalid')],
		['unreadable_answer', 200, '<html></html>'],
	])('is called %s', (code, status, body) => {
		expect(failureOf(sort(status, body)).code).toBe(code);
	});

	test('keeps the words of PayMongo', () => {
		const { message } = failureOf(sort(400, error('provider_processing_error', 'Try later.')));
		expect(message).toContain('"Try later."');
		expect(message).toContain('provider_processing_error');
	});
});

test('any answer is sorted without throwing, and only a refund is accepted', () => {
	const codes = fc.constantFrom('parameter_invalid', 'provider_processing_error', '__proto__', 'x');
	const body = fc.oneof(
		fc.jsonValue({ maxDepth: 4 }),
		fc.record(
			{
				data: fc.oneof(fc.constant(pendingRefund), fc.jsonValue({ maxDepth: 2 })),
				errors: fc.oneof(
					fc.array(fc.record({ code: codes, detail: fc.jsonValue() }, { requiredKeys: [] })),
					fc.jsonValue({ maxDepth: 2 }),
				),
			},
			{ requiredKeys: [] },
		),
	);
	const text = fc.oneof(
		fc.string(),
		body.map((value) => JSON.stringify(value)),
	);
	fc.assert(
		fc.property(fc.integer({ min: 200, max: 599 }), text, (status, sent) => {
			const sorted = sort(status, sent);
			if (sorted.outcome === 'accepted') expect(sorted.refund.refundId).not.toBeNull();
			else expect(failureOf(sorted).message).not.toBe('');
			if (status >= 500) expect(sorted.outcome).toBe('unknown');
		}),
		{ numRuns: 5000 },
	);
});
