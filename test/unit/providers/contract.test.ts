/**
 * What every provider must do, whoever it is: each test runs for every entry of the list. The
 * answers are the sandbox's own, genuine and with anything else in their places.
 */
import fc from 'fast-check';

import { everyProvider, type ProviderUnderTest } from '../../../harness/providers';
import { sandboxCorpus } from '../../../harness/webhooks/corpus';
import type { Genuine } from '../../../harness/webhooks/webhookUnderTest';
import { createFields } from '../../../nodes/operations/refund/create/fields';
import { providerNodes } from '../../../nodes/providers';
import { ProviderError, type HttpAnswer, type ProviderRequest } from '../../../refunds/exchange';
import { isObject, parseJson, type Json, type JsonObject } from '../../../refunds/json';
import type { RefundDraft } from '../../../refunds/provider';
import { gateways, startSandbox, type Sandbox } from '../../../sandbox';
import { all, answerOf, draftOf, orderOf, recorder } from '../../support/providerCalls';
import { sendTo } from '../../support/sandboxSend';

const PAGES = 3;
const RUNS = { numRuns: 1_000 };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 60_000 });
});
afterAll(async () => await sandbox.stop());

/** Puts anything in the place of any part of a genuine answer. */
const anything = fc.oneof(
	fc.jsonValue({ maxDepth: 3 }),
	fc.constantFrom(null, '', [], {}, -1, 0, 1e400, 2 ** 60, 'null', '12.345', '0001-01-01'),
) as fc.Arbitrary<Json>;

function pathsOf(value: Json, at: string[] = []): string[][] {
	const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	return [at, ...inner.flatMap(([key, part]) => pathsOf(part, [...at, key]))];
}

function replaced(value: Json, [key, ...rest]: string[], by: Json): Json {
	if (key === undefined) return by;
	if (Array.isArray(value)) {
		return value.map((part, index) => (String(index) === key ? replaced(part, rest, by) : part));
	}
	if (!isObject(value)) return by;
	return { ...value, [key]: replaced(value[key] ?? null, rest, by) };
}

const spoiled = (genuine: Json): fc.Arbitrary<Json> =>
	fc
		.tuple(fc.constantFrom(...pathsOf(genuine)), anything, fc.boolean())
		.map(([path, by, whole]) => (whole ? by : replaced(genuine, path, by)));

/** What is asked of a provider, and how it says that nothing can be read. */
function readsOf({ provider, name, prefix }: ProviderUnderTest) {
	const account = provider.account(
		gateways[name].credential.fields('http://127.0.0.1') as JsonObject,
	);
	type Given = Parameters<typeof provider.lookUp>[0];
	const paymentId = `${prefix}_1`;
	return {
		lookUp: (send: Given) => provider.lookUp(send, account, orderOf({ prefix })),
		getPayment: (send: Given) => provider.getPayment(send, account, paymentId),
		getRefund: (send: Given) => provider.getRefund(send, account, { refundId: 'r', paymentId }),
		listRefunds: (send: Given) => all(provider.listRefunds(send, account, {})),
		listRefundsOfOne: (send: Given) => all(provider.listRefunds(send, account, { paymentId })),
		listPayments: (send: Given) => all(provider.listPayments(send, account, {})),
		getBalances: async (send: Given) => await provider.getBalances?.(send, account),
		listWalletHistory: async (send: Given) =>
			await all(provider.listWalletHistory?.(send, account, {}) ?? nothing()),
	};
}

async function* nothing(): AsyncGenerator<never[]> {}

describe.each(everyProvider)('$title', (of) => {
	const { provider, name, tells } = of;
	const reads = readsOf(of);
	const sort = (answer: HttpAnswer, draft = draftOf(of)) => provider.sortAnswer(answer, draft);

	/** The sandbox's answer to a refund, and what was asked. */
	async function asked(behaves = 'succeeds'): Promise<[HttpAnswer, RefundDraft]> {
		const paymentId = sandbox.addPayment(name, { behaviour: behaves });
		const draft = draftOf(of, { paymentId, reason: of.reason });
		const answer = await sendTo(of, sandbox)(provider.createRequest(draft));
		if (answer.kind !== 'answer') throw new Error(answer.message);
		return [answer, draft];
	}

	describe('an answer to a refund', () => {
		test('that the provider made is accepted, with its id', async () => {
			const [answer, draft] = await asked();
			const made = sandbox.refunds().find(({ paymentId }) => paymentId === draft.paymentId);
			expect(sort(answer, draft)).toMatchObject({
				outcome: 'accepted',
				refund: { provider: name, refundId: made?.refundId, mode: 'test' },
			});
		});

		test('that the provider declines is refused, with a code, its words and what to do', async () => {
			const sorted = sort(...(await asked('no_funds')));
			expect(sorted).toMatchObject({
				outcome: 'refused',
				failure: {
					code: expect.stringMatching(/\w/),
					message: expect.stringMatching(/\w/),
					advice: expect.stringMatching(/\w/),
				},
			});
		});

		test.each(['401', '429'] as const)('HTTP %s is never taken for a refund', (status) => {
			const { unauthorized, rateLimited } = gateways[name];
			const { body } = status === '401' ? unauthorized : rateLimited;
			expect(sort(answerOf(Number(status), body)).outcome).not.toBe('accepted');
		});

		test.each([500, 502, 503, 504])('HTTP %i is unknown, whatever stands in it', async (status) => {
			const [genuine] = await asked();
			const { serverError, refusal } = gateways[name];
			const bodies = [genuine.body, serverError.body, refusal().body, '', '<html></html>', null];
			for (const body of bodies) {
				expect([body, sort(answerOf(status, body)).outcome]).toEqual([body, 'unknown']);
			}
		});

		test.each([200, 201, 202, 204, 301, 302, 304])(
			'HTTP %i without a refund in it is unknown',
			(status) => {
				for (const body of ['', '<html></html>', '{"data":', 'null', '[]', '{}', '"ok"', 'true']) {
					expect([body, sort(answerOf(status, body)).outcome]).toEqual([body, 'unknown']);
				}
			},
		);

		test('that was cut off is unknown', async () => {
			const [{ text }, draft] = await asked();
			for (let length = 0; length < text.length; length += 7) {
				expect(sort(answerOf(200, text.slice(0, length)), draft).outcome).toBe('unknown');
			}
		});

		test('that never came is unknown; a request that never left is not sent', () => {
			const message = 'no connection';
			const draft = draftOf(of);
			expect(provider.sortAnswer({ kind: 'no_answer', message }, draft).outcome).toBe('unknown');
			expect(provider.sortAnswer({ kind: 'not_sent', message }, draft).outcome).toBe('not_sent');
		});

		test('is sorted without a fault of ours, whatever stands in it, and is accepted from 2xx only', async () => {
			const [genuine] = await asked();
			const status = fc.oneof(
				fc.constantFrom(200, 200, 400, 401, 404, 409, 422, 429, 500),
				fc.integer({ min: 100, max: 599 }),
			);
			fc.assert(
				fc.property(status, spoiled(parseJson(genuine.text) ?? null), (code, body) => {
					const { outcome } = sort(answerOf(code, body));
					expect(['accepted', 'refused', 'unknown']).toContain(outcome);
					if (code >= 500) expect(outcome).toBe('unknown');
					if (outcome === 'refused') expect(code < 500).toBe(true);
				}),
				RUNS,
			);
		});
	});

	describe('reading', () => {
		/** Every request the reads make, answered by the sandbox. */
		async function genuineAnswers(): Promise<Map<string, Json>> {
			const [, draft] = await asked();
			const send = sendTo(of, sandbox);
			const found = new Map<string, Json>();
			const noting = async (request: ProviderRequest) => {
				const answer = await send(request);
				if (answer.kind === 'answer' && answer.status === 200) {
					found.set(request.path, parseJson(answer.text) ?? null);
				}
				return answer;
			};
			const account = provider.account(
				gateways[name].credential.fields(sandbox.origin) as JsonObject,
			);
			const { paymentId } = draft;
			await provider.lookUp(noting, account, orderOf(of, { paymentId }));
			// Not every account shows the refunds of one payment; the answer is there all the same.
			await all(provider.listRefunds(noting, account, { paymentId })).catch(() => undefined);
			await all(provider.listPayments(noting, account, {}));
			await provider.getBalances?.(noting, account);
			await all(provider.listWalletHistory?.(noting, account, {}) ?? nothing());
			return found;
		}

		test('throws nothing but a ProviderError, whatever is answered', async () => {
			const genuine = [...(await genuineAnswers()).values()];
			expect(genuine.length).toBeGreaterThan(1);
			const status = fc.constantFrom(200, 200, 200, 204, 400, 401, 403, 404, 429, 500, 503);
			const body = fc.oneof(...genuine.map(spoiled));
			await fc.assert(
				fc.asyncProperty(status, body, async (code, given) => {
					const { send } = recorder(() => answerOf(code, given));
					const settled = await Promise.allSettled(
						Object.values(reads).map(async (read) => await read(send)),
					);
					for (const result of settled) {
						if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ProviderError);
					}
				}),
				{ numRuns: 300 },
			);
		});

		test.each(['listRefunds', 'listPayments', 'listWalletHistory'] as const)(
			'%s ends where the provider gives the same page for ever',
			async (list) => {
				for (let n = 0; n < 60; n += 1) {
					const paymentId = sandbox.addPayment(name, {});
					sandbox.addRefund(name, paymentId, { amount: '1.00' });
				}
				const send = sendTo(of, sandbox);
				let first: HttpAnswer | undefined;
				const { send: stuck, requests } = recorder(() => first ?? answerOf(404, {}));
				const listing = reads[list](async (request) => {
					const answer = first ?? (await send(request));
					if (answer.kind === 'answer') first ??= answer;
					return await stuck(request);
				});
				await listing.catch((error: unknown) => expect(error).toBeInstanceOf(ProviderError));
				expect(requests.length).toBeLessThanOrEqual(PAGES);
			},
		);
	});

	describe('an order', () => {
		const { createFields: own, createOptions } = providerNodes[name];
		const shown = [...createFields(providerNodes[name]), ...own, ...createOptions].map(
			({ displayName }) => displayName,
		);

		test('of 12.50 for one payment is in order', () => {
			expect(provider.checkOrder(orderOf(of, { reason: of.reason }))).toBeNull();
		});

		test.each([
			['no payment', { paymentId: '' }],
			['a payment with blanks in it', { paymentId: 'a b' }],
			['another path for a payment', { paymentId: '../../v1/payouts' }],
			['more decimals than any currency has', { amountText: '1.23456' }],
		])('with %s is refused, by the name of the parameter', (_, change) => {
			const problem = provider.checkOrder(orderOf(of, { reason: of.reason, ...change }));
			expect(shown.filter((label) => problem?.includes(label))).not.toEqual([]);
		});
	});

	describe('webhooks', () => {
		let corpus: Genuine[];
		beforeAll(async () => {
			corpus = (await sandboxCorpus()).filter(({ webhook }) => webhook === of.webhook);
		});

		test.each<[string, (genuine: Genuine) => Partial<Genuine>]>([
			['no headers', ({ delivery }) => ({ delivery: { ...delivery, headers: {} } })],
			['no secret', ({ settings }) => ({ settings: { ...settings, secrets: [] } })],
			[
				'an empty secret',
				({ settings }) => ({
					settings: { ...settings, secrets: [{ name: 'Webhook Secret', value: '' }] },
				}),
			],
			[
				'another secret',
				({ settings }) => ({
					settings: { ...settings, secrets: [{ name: 'Webhook Secret', value: 'guessed' }] },
				}),
			],
		])('with %s are refused', (_, change) => {
			expect(corpus.length).toBeGreaterThan(0);
			for (const genuine of corpus) {
				const { delivery, settings } = { ...genuine, ...change(genuine) };
				expect(provider.webhook.verify(delivery, settings).ok).toBe(false);
			}
		});

		test('without a body are refused', () => {
			for (const { delivery, settings } of corpus) {
				const unread = { ...delivery, rawBody: null };
				expect(provider.webhook.verify(unread, settings).ok).toBe(false);
			}
		});

		test('are read without a fault of ours, whatever stands in them', () => {
			const bodies = corpus.map(({ delivery }) => parseJson(String(delivery.rawBody)) ?? null);
			const { account } = corpus[0]?.settings ?? {};
			if (!account) throw new Error('No event was signed');
			fc.assert(
				fc.property(fc.oneof(...bodies.map(spoiled)), (body) => {
					expect(Array.isArray(provider.webhook.parse(body, account))).toBe(true);
				}),
				RUNS,
			);
		});
	});

	test('says what its records tell, and what it asks for is a path of its own host', () => {
		expect(provider.tells.reference).toBe(tells.reference);
		const { method, path, origin } = provider.createRequest(draftOf(of));
		expect(method).toBe('POST');
		expect(path).toMatch(/^\/v1\//);
		expect(origin).toBeUndefined();
	});

	test('names an account without its keys, from any credential', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), anything), (fields) => {
				provider.account(fields);
			}),
		);
		const fields = gateways[name].credential.fields('http://127.0.0.1');
		const { identity, earlierIdentities } = provider.account(fields as JsonObject);
		for (const [field, value] of Object.entries(fields)) {
			if (!field.endsWith('Key') || value === '') continue;
			expect([identity, ...earlierIdentities].join()).not.toContain(value);
		}
	});
});
