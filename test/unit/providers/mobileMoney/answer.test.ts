import { redstone, vesicash } from '../../../../providers/mobileMoney';
import type { Json } from '../../../../refunds/json';
import type { Answer } from '../../../../refunds/exchange';
import type { Sorted } from '../../../../refunds/provider';
import { answerOf } from '../../../support/providerCalls';
import { draft, failure, success } from './fixtures';

const EXCEEDS = 'Refund amount exceeds the remaining refundable balance';
const NOT_FOUND = 'payment not found';
const NO_FUNDS = 'Insufficient funds or wallet error preventing refund processing';
const PROVIDER = 'Refund Provider service returned an error';

const queued = (data: Json) => answerOf(200, success(data, 'refund queued successfully'));
const sort = (given: Answer) => vesicash.sortAnswer(given, draft());

describe('sortAnswer: accepted', () => {
	test("takes the documents' sample: pending, and no reference because it is blank", () => {
		const sample = queued({
			status: 'pending',
			message: 'refund queued successfully',
			reference: '',
		});
		for (const provider of [redstone, vesicash]) {
			const sorted = provider.sortAnswer(sample, draft({ reason: 'late' }));
			expect(sorted).toEqual({
				outcome: 'accepted',
				refund: {
					provider: provider.name,
					mode: 'test',
					refundId: null,
					paymentId: 'PY_1',
					reference: 'ticket-1',
					amount: '12.50',
					amountMinor: 1250,
					currency: 'ZMW',
					status: 'pending',
					final: false,
					providerStatus: 'pending',
					reason: 'late',
					failureCode: null,
					failureMessage: null,
					createdAt: null,
					updatedAt: null,
					duplicate: false,
					protection: null,
					raw: { status: 'pending', message: 'refund queued successfully', reference: '' },
				},
			});
		}
	});

	test.each([
		['pending', 'pending', false],
		['processing', 'pending', false],
		['successful', 'succeeded', true],
		['success', 'succeeded', true],
		['Successful', 'succeeded', true],
		['failed', 'failed', true],
		['completed', 'succeeded', true],
		['queued', 'unknown', false],
	])('reads the status %p as %p', (word, status, final) => {
		expect(sort(queued({ status: word, reference: 'PY_r1' }))).toMatchObject({
			outcome: 'accepted',
			refund: { status, final, providerStatus: word, refundId: 'PY_r1' },
		});
	});

	test('says what to do about a status it does not know', () => {
		expect(sort(queued({ status: 'queued' }))).toMatchObject({
			refund: {
				failureCode: 'unknown_status',
				failureMessage: expect.stringMatching(/calls this refund "queued".*Look at the refund/),
			},
		});
	});

	test('takes 201, and the variant of a draft with an id of its own', () => {
		const data = { refund_id: 'ref_1', status: 'pending', reference: 'APX-RF-1' };
		const sorted = sort(answerOf(201, { ...success(data, 'Refund queued'), code: 201 }));
		expect(sorted).toMatchObject({
			outcome: 'accepted',
			refund: { refundId: 'APX-RF-1', raw: { refund_id: 'ref_1' } },
		});
		expect(sort(queued({ refund_id: 'ref_1', status: 'pending' }))).toMatchObject({
			refund: { refundId: null, raw: { refund_id: 'ref_1' } },
		});
	});

	test('shows what the provider says where it is not what was asked for', () => {
		const data = { status: 'pending', amount: 6.25, currency: 'ZMW', payment_reference: 'PY_2' };
		expect(sort(queued(data))).toMatchObject({ refund: { amount: '6.25', paymentId: 'PY_2' } });
		expect(sort(queued({ status: 'pending', amount: 'a lot' }))).toMatchObject({
			refund: { amount: null, paymentId: 'PY_1', failureCode: 'response_mismatch' },
		});
	});

	test('shows another currency than asked for', () => {
		const data = { status: 'pending', amount: 12.5, currency: 'USD' };
		expect(sort(queued(data))).toMatchObject({ refund: { amount: '12.50', currency: 'USD' } });
	});

	test('keeps a reference that comes without a status', () => {
		expect(sort(queued({ reference: 'PY_r1' }))).toMatchObject({
			outcome: 'accepted',
			refund: { refundId: 'PY_r1', status: 'unknown', providerStatus: null },
		});
	});

	test('keeps why a refund failed, and does not call one failed that is pending', () => {
		const failed = (reason: string) => sort(queued({ status: 'failed', failure_reason: reason }));
		expect(failed('DECLINED_TRANSACTION')).toMatchObject({
			refund: { status: 'failed', failureCode: 'DECLINED_TRANSACTION' },
		});
		expect(failed('TRNASACTION_FAILED')).toMatchObject({
			refund: { status: 'failed', failureCode: 'TRANSACTION_FAILED' },
		});
		expect(failed('TRNASACTION_PENDING')).toMatchObject({ refund: { status: 'pending' } });
		// Documented as failed; but who did not answer in time may still have paid.
		for (const reason of ['PROVIDER_TIMEOUT', ' PROVIDER_TIMEOUT ']) {
			expect(failed(reason)).toMatchObject({
				refund: {
					status: 'pending',
					final: false,
					providerStatus: 'failed',
					failureCode: 'PROVIDER_TIMEOUT',
				},
			});
		}
		expect(failed('no such number')).toMatchObject({
			refund: { status: 'failed', failureCode: null, failureMessage: 'no such number' },
		});
		expect(sort(queued({ status: 'failed', message: 'it did not work' }))).toMatchObject({
			refund: { status: 'failed', failureMessage: 'it did not work' },
		});
	});

	test('masks telephone numbers', () => {
		const sorted = sort(queued({ status: 'pending', momo_phone_number: '233208123456' }));
		expect(JSON.stringify(sorted)).not.toContain('233208123456');
		expect(sorted).toMatchObject({ refund: { raw: { momo_phone_number: '********3456' } } });
	});
});

describe('sortAnswer: refused', () => {
	test.each([
		[
			EXCEEDS,
			'amount_exceeds_remaining',
			/12\.50 ZMW is more than is left/,
			/smaller amount/,
			true,
		],
		[NOT_FOUND, 'payment_not_found', /no payment PY_1/, /Payment Reference/, false],
		[NO_FUNDS, 'insufficient_funds', /wallet/, /top it up/, false],
	])('puts "%s" in plain words', (message, code, what, advice, isSuspect) => {
		for (const words of [message, message.toUpperCase(), `Error: ${message}.`]) {
			for (const provider of [redstone, vesicash]) {
				expect(provider.sortAnswer(answerOf(400, failure(400, words)), draft())).toEqual({
					outcome: 'refused',
					failure: {
						code,
						message: expect.stringMatching(what),
						advice: expect.stringMatching(advice),
					},
					// The same no would come if our own refund had just been made.
					...(isSuspect ? { suspect: true } : {}),
				});
			}
		}
	});

	test.each([
		['400 with a code of its own', answerOf(400, failure(404, NOT_FOUND))],
		['400 without a code', answerOf(400, { status: 'error', message: NOT_FOUND })],
		['400 without a status', answerOf(400, { code: 400, message: NOT_FOUND })],
		['404', answerOf(404, failure(404, NOT_FOUND))],
		['200 around a 400 that says so', answerOf(200, failure(400, EXCEEDS))],
		['200 around a 404 that says so', answerOf(200, failure(404, NOT_FOUND))],
		['200 around missing money', answerOf(200, failure(400, NO_FUNDS))],
	])('counts %s', (_what, given) => {
		expect(sort(given).outcome).toBe('refused');
	});
});

describe('sortAnswer: a 400 that is no clear refusal', () => {
	test.each([
		'EOF',
		'unexpected EOF',
		'read tcp 10.0.0.1:443: connection reset by peer',
		'context canceled',
		'internal server error',
		'bad gateway',
		'transaction is being processed',
		'could not confirm the transfer',
		'i/o timeout',
		'number 0208 is barred',
		'amount is required',
		'country not found',
		'something nobody has listed',
		PROVIDER,
		`${NO_FUNDS}: could not debit`,
		`${NOT_FOUND}: EOF`,
		`${EXCEEDS}, a refund is being processed`,
		`${NOT_FOUND}: unable to reach the database`,
		`bad gateway: ${NOT_FOUND}`,
		`${PROVIDER}: ${NOT_FOUND}`,
	])('"%s": nobody knows, in the words of the provider', (words) => {
		for (const status of [400, 404]) {
			expect(sort(answerOf(status, failure(status, words)))).toEqual({
				outcome: 'unknown',
				failure: {
					code: `http_${status}`,
					message: expect.stringContaining(`Vesicash answered HTTP ${status} with "${words}".`),
					advice: '',
				},
			});
		}
	});

	test('masks telephone numbers in the words', () => {
		const sorted = sort(answerOf(400, failure(400, 'number 233208123456 is barred')));
		expect(sorted).toMatchObject({
			failure: { message: 'Vesicash answered HTTP 400 with "number ********3456 is barred".' },
		});
	});

	test('says what the documents say of the mobile-money service', () => {
		const sorted = sort(answerOf(400, failure(400, PROVIDER.toUpperCase())));
		expect(sorted).toMatchObject({
			failure: { message: expect.stringMatching(/the Mobile Money Number is wrong then, but/) },
		});
	});
});

const pending = success({ status: 'pending', reference: 'PY_r1' });
const codeOf = (sorted: Sorted) => ('failure' in sorted ? sorted.failure.code : null);

describe('sortAnswer: nobody knows', () => {
	test.each([
		['401', answerOf(401, failure(401, 'Unauthorized'))],
		['403', answerOf(403, failure(403, 'Forbidden'))],
		['408', answerOf(408, failure(408, 'timeout'))],
		['409', answerOf(409, failure(409, 'conflict'))],
		['422', answerOf(422, failure(422, 'invalid'))],
		['429', answerOf(429, failure(429, 'slow down'))],
		['302', answerOf(302, failure(302, 'moved'))],
		['500', answerOf(500, failure(500, 'error'))],
		['502 with a page', answerOf(502, '<html><title>Bad Gateway</title></html>')],
		['500 around a documented refusal', answerOf(500, failure(400, EXCEEDS))],
		['200 with a page', answerOf(200, '<!doctype html><html></html>')],
		['200 with nothing', answerOf(200, '')],
		['200 cut off', answerOf(200, '{"status":"success","code":200,"mess')],
		['200 with a list', answerOf(200, [])],
		['200 with no envelope', answerOf(200, { ok: true })],
		['200 with success and no data', answerOf(200, success(null))],
		['200 with success and data of another kind', answerOf(200, success({ id: 'x' }))],
		[
			'200 with success and an error code',
			answerOf(200, { ...success({ status: 'pending' }), code: 400 }),
		],
		['200 with an error nobody documented', answerOf(200, failure(400, 'something else'))],
		['200 with an error without a code', answerOf(200, { status: 'error', message: EXCEEDS })],
		['200 with an error called 500', answerOf(200, failure(500, EXCEEDS))],
		["200 with a downstream service's error", answerOf(200, failure(400, PROVIDER))],
		['401 around a refusal', answerOf(401, failure(400, EXCEEDS))],
		['201 around a refusal', answerOf(201, failure(400, EXCEEDS))],
		['200 around a refusal without a status', answerOf(200, { code: 400, message: EXCEEDS })],
		[
			'200 around a refusal of another status',
			answerOf(200, { ...failure(400, EXCEEDS), status: 'fail' }),
		],
		['200 with an error around a refund', answerOf(200, { ...pending, status: 'error' })],
		['202 with a code but without a status', answerOf(202, { ...pending, status: '' })],
		['401 around a success', answerOf(401, pending)],
		['400 around a success', answerOf(400, pending)],
		['400 without an envelope', answerOf(400, { error: 'bad request' })],
		['400 with a message alone', answerOf(400, { message: 'bad request' })],
		['400 without a message', answerOf(400, { status: 'error', code: 400 })],
		[
			'400 that calls itself a success',
			answerOf(400, { ...failure(400, EXCEEDS), status: 'success' }),
		],
		['400 around a server error', answerOf(400, failure(500, PROVIDER))],
		['400 about a time-out', answerOf(400, failure(400, `${PROVIDER}: context deadline exceeded`))],
		['400 about a time-out', answerOf(400, failure(400, 'request timed out'))],
		['400 about a time-out', answerOf(400, failure(400, 'upstream timeout'))],
		['400 about a time-out', answerOf(400, failure(400, 'PROVIDER_TIME-OUT'))],
		['400 about what is there already', answerOf(400, failure(400, 'refund already exists'))],
		['400 about something pending', answerOf(400, failure(400, 'TRNASACTION_PENDING'))],
		['no answer', { kind: 'no_answer', message: 'time-out' } satisfies Answer],
	])('counts %s', (_what, given) => {
		const sorted = sort(given);
		if (given.kind === 'answer')
			expect(['unreadable_answer', `http_${given.status}`]).toContain(codeOf(sorted));
		expect(sorted).toMatchObject({
			outcome: 'unknown',
			failure: { message: expect.stringMatching(/^Vesicash /) },
		});
	});

	test('knows what never left', () => {
		expect(sort({ kind: 'not_sent', message: 'ECONNREFUSED' }).outcome).toBe('not_sent');
	});
});
