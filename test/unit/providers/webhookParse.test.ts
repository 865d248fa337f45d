/** Which refund events a verified body holds. */
import { vesicash } from '../../../providers/mobileMoney';
import { paymongo } from '../../../providers/paymongo';
import { rapyd } from '../../../providers/rapyd';
import type { Json, JsonObject } from '../../../refunds/json';
import type { Account } from '../../../refunds/exchange';
import { sandboxCorpus } from '../../../harness/webhooks/corpus';

const account: Account = { mode: 'live', origin: '', identity: '', earlierIdentities: [] };
const JUNK: Json[] = [null, true, 1, 'refund', [], {}, { data: null }, { data: [] }, { type: 7 }];

describe('PayMongo', () => {
	const parse = (body: Json) => paymongo.webhook.parse(body, account);
	const refund = (id: string, status: string, updated_at: number | null): JsonObject => ({
		id,
		type: 'refund',
		attributes: { amount: 2000, currency: 'PHP', payment_id: 'pay_1', status, updated_at },
	});
	const event = (type: string, data: Json, id: string | null = 'evt_1'): Json => ({
		data: { id, type: 'event', attributes: { type, livemode: true, data } },
	});
	const payment = (refunds: Json[]): Json => ({
		id: 'pay_1',
		type: 'payment',
		attributes: { amount: 5000, currency: 'PHP', status: 'paid', refunds },
	});

	test('reads a refund', () => {
		expect(parse(event('payment.refund.updated', refund('ref_1', 'pending', 5)))).toEqual([
			{
				eventId: 'evt_1',
				eventType: 'payment.refund.updated',
				refund: expect.objectContaining({
					provider: 'paymongo',
					mode: 'live',
					refundId: 'ref_1',
					paymentId: 'pay_1',
					amount: '20.00',
					status: 'pending',
				}),
			},
		]);
	});

	test('goes by the type of the data, not by the name of the event', () => {
		const [first] = parse(event('payment.refund.updated', payment([refund('ref_1', 'failed', 5)])));
		expect(first?.refund).toMatchObject({ refundId: 'ref_1', status: 'failed' });
		const [second] = parse(event('refund.succeeded', refund('ref_2', 'succeeded', 5)));
		expect(second?.refund).toMatchObject({ refundId: 'ref_2', status: 'succeeded' });
	});

	test('reads the refunds of a payment in a list of their own', () => {
		const refunds = { data: [refund('ref_1', 'failed', null)] };
		const attributes = { amount: 5000, currency: 'PHP', refunds };
		const wrapped = event('payment.refunded', { id: 'pay_1', type: 'payment', attributes });
		expect(parse(wrapped).map((one) => one.refund.refundId)).toEqual(['ref_1']);
	});

	test('names an event about a refund in which none can be read', () => {
		const { refundEventIn } = paymongo.webhook;
		const attributes = { refunds: 'ref_1' };
		const odd = event('payment.refunded', { id: 'pay_1', type: 'payment', attributes });
		expect(parse(odd)).toEqual([]);
		expect(refundEventIn(odd)).toBe('payment.refunded');
		expect(refundEventIn(event('payment.paid', { id: 'pay_1' }))).toBeNull();
		for (const junk of JUNK) expect(refundEventIn(junk)).toBeNull();
	});

	test('takes the refund of a payment that changed last', () => {
		const refunds = [
			refund('ref_1', 'succeeded', 1_749_000_005),
			refund('ref_2', 'succeeded', 1_749_000_009),
			refund('ref_3', 'failed', 1_749_000_007),
		];
		const events = parse(event('payment.refunded', payment(refunds)));
		expect(events.map((one) => one.refund.refundId)).toEqual(['ref_2']);
	});

	test('takes all that changed last in the same second, or whose time is not known', () => {
		const same = [refund('ref_1', 'succeeded', 9), refund('ref_2', 'succeeded', 9)];
		expect(parse(event('payment.refunded', payment(same)))).toHaveLength(2);
		const untimed = [refund('ref_1', 'succeeded', null), refund('ref_2', 'succeeded', null)];
		expect(parse(event('payment.refunded', payment(untimed)))).toHaveLength(2);
	});

	test('knows events without an id apart', () => {
		const ids = [refund('ref_1', 'pending', 5), refund('ref_1', 'succeeded', 6)].map(
			(data) => parse(event('payment.refund.updated', data, null))[0]?.eventId,
		);
		expect(new Set(ids).size).toBe(2);
	});

	test.each([
		['a payment', event('payment.paid', payment([refund('ref_1', 'succeeded', 5)]))],
		['a payment without refunds', event('payment.refunded', payment([]))],
		['something without a type', event('payment.refunded', { id: 'x' })],
		...JUNK.map((junk): [string, Json] => [JSON.stringify(junk), junk]),
	])('has no refund event in %s', (_, body) => {
		expect(parse(body)).toEqual([]);
	});
});

describe('Rapyd', () => {
	test('names an event about a refund', () => {
		const { refundEventIn } = rapyd.webhook;
		expect(refundEventIn({ type: 'REFUND_COMPLETED' })).toBe('REFUND_COMPLETED');
		expect(refundEventIn({ type: 'CARD_ISSUING_REFUND' })).toBeNull();
		for (const junk of JUNK) expect(refundEventIn(junk)).toBeNull();
	});

	const parse = (body: Json) => rapyd.webhook.parse(body, account);
	const data = { id: 'refund_1', amount: 12.5, currency: 'EUR', status: 'Completed' };

	test.each([
		['the older envelope', { id: 'wh_1', type: 'REFUND_COMPLETED', data }],
		['the newer one', { id: 'a-uuid', token: 'wh_1', type: 'REFUND_COMPLETED', data }],
		['a list for data', { id: 'wh_1', type: 'REFUND_COMPLETED', data: [data] }],
	])('reads %s', (_, body) => {
		expect(parse(body)).toEqual([
			expect.objectContaining({
				eventId: 'wh_1',
				eventType: 'REFUND_COMPLETED',
				refund: expect.objectContaining({ refundId: 'refund_1', amount: '12.50', mode: 'live' }),
			}),
		]);
	});

	test('reads every refund of a list', () => {
		const list = [data, { ...data, id: 'refund_2' }];
		const events = parse({ id: 'wh_1', type: 'refund_completed', data: list });
		expect(events.map(({ refund }) => refund.refundId)).toEqual(['refund_1', 'refund_2']);
	});

	test.each([
		['REFUND_COMPLETED', 'Canceled', 'canceled'],
		['PAYMENT_REFUND_REJECTED', 'Rejected', 'failed'],
		['PAYMENT_REFUND_FAILED', 'Error', 'failed'],
		['PAYMENT_REFUND_UPDATED', 'Pending', 'pending'],
		['REFUND_UPDATED', 'Completed', 'succeeded'],
		['REFUND_COMPLETED', 'SomethingNew', 'unknown'],
	])('reads what became of it from the refund: %s, %s', (type, status, expected) => {
		const [event] = parse({ id: 'wh_1', type, data: { ...data, status } });
		expect(event?.refund).toMatchObject({ status: expected, providerStatus: status });
	});

	test('knows events without an id apart', () => {
		const ids = ['PAYMENT_REFUND_UPDATED', 'REFUND_COMPLETED'].map(
			(type) => parse({ type, data })[0]?.eventId,
		);
		expect(new Set(ids).size).toBe(2);
	});

	test.each([
		['a payment', { id: 'wh_1', type: 'PAYMENT_COMPLETED', data }],
		['another product', { id: 'wh_1', type: 'CARD_ISSUING_REFUND', data }],
		...JUNK.map((junk): [string, Json] => [JSON.stringify(junk), junk]),
	])('has no refund event in %s', (_, body) => {
		expect(parse(body)).toEqual([]);
	});
});

describe('Vesicash', () => {
	const parse = (body: Json) => vesicash.webhook.parse(body, account);

	test('reads an event wrapped as in drafts', () => {
		const data = { id: 'x', amount: 1.5, currency: 'GHS', reference: 'R-1', status: 'completed' };
		expect(parse({ event: 'refund.completed', data })).toEqual([
			expect.objectContaining({
				eventId: 'x:refund.completed:completed',
				eventType: 'refund.completed',
				refund: expect.objectContaining({ refundId: 'R-1', amount: '1.50', status: 'succeeded' }),
			}),
		]);
		expect(parse({ event: 'x', data: { ...data, type: 'refund' } })).toHaveLength(1);
		expect(parse({ event: 'payment.completed', data })).toEqual([]);
		expect(parse({ event: 'refund.completed', data: { ...data, type: 'payment' } })).toEqual([]);
	});

	test('names an event about a refund in which none can be read', () => {
		const { refundEventIn } = vesicash.webhook;
		expect(refundEventIn({ event: 'refund.completed', data: 'x' })).toBe('refund.completed');
		expect(refundEventIn({ event: 'refund_successful' })).toBe('refund_successful');
		expect(refundEventIn({ type: 'refund' })).toBe('refund');
		expect(refundEventIn({ event: 'payment.completed' })).toBeNull();
	});
	const published = {
		amount: 0.1,
		currency: 'GHS',
		customer: { phone_number: '233208123456' },
		environment: 'live',
		event: 'refund_successful',
		id: 'uuid-1',
		narration: 'testing refund reason',
		reference: 'PY_8966aa01bc',
		status: 'successful',
		type: 'refund',
	};

	test('reads the published sample, its phone number masked', () => {
		expect(parse(published)).toEqual([
			{
				eventId: 'uuid-1:refund_successful:successful',
				eventType: 'refund_successful',
				refund: expect.objectContaining({
					provider: 'vesicash',
					mode: 'live',
					refundId: 'PY_8966aa01bc',
					paymentId: null,
					amount: '0.10',
					status: 'succeeded',
					reason: 'testing refund reason',
					raw: expect.objectContaining({ customer: { phone_number: '********3456' } }),
				}),
			},
		]);
	});

	test('goes by type and status, not by the name of the event', () => {
		const failed = {
			...published,
			event: 'refund.failed',
			status: 'failed',
			failure_reason: 'X_Y',
		};
		expect(parse(failed)[0]?.refund.status).toBe('failed');
		const unnamed = { ...published, event: '' };
		expect(parse(unnamed)[0]).toMatchObject({
			eventType: 'refund',
			eventId: 'uuid-1:refund:successful',
		});
	});

	test('leaves a blank reference null', () => {
		expect(parse({ ...published, reference: '' })[0]?.refund.refundId).toBeNull();
	});

	test.each([
		['a payment', { ...published, type: 'payment' }],
		['something without a type', { ...published, type: '' }],
		...JUNK.map((junk): [string, Json] => [JSON.stringify(junk), junk]),
	])('has no refund event in %s', (_, body) => {
		expect(parse(body)).toEqual([]);
	});
});

describe('every refund event of the sandbox', () => {
	test('is read as one event with an id about a known refund', async () => {
		for (const { name, provider, delivery, settings } of await sandboxCorpus()) {
			const body = JSON.parse(delivery.rawBody.toString()) as Json;
			const events = provider.webhook.parse(body, settings.account);
			expect({ name, events }).toEqual({
				name,
				events: [
					{
						eventId: expect.stringMatching(/./),
						eventType: expect.stringMatching(/refund/i),
						refund: expect.objectContaining({
							provider: provider.name,
							refundId: expect.stringMatching(/./),
							status: expect.stringMatching(/pending|succeeded|failed|canceled/),
						}),
					},
				],
			});
		}
	});
});
