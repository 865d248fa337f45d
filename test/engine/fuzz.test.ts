/**
 * Anything a provider may answer: no fault but n8n's own errors, in words about the provider, and
 * statuses nobody has seen before come out as `unknown` with their text kept.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import fc from 'fast-check';

import { everyProvider } from '../../harness/providers';
import { credentialsFor } from '../support/accounts';
import { Engine } from '../support/engine';

const ANSWERS = 2_500;
const SEED = 20_261_121;

/** Answers each request with the next body, as JSON. */
let bodies: unknown[] = [];
const server = http.createServer((request, response) => {
	request.resume();
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify(bodies.shift() ?? null));
});
let engine: Engine;
beforeAll(async () => {
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	engine = new Engine(credentialsFor({ origin: `http://127.0.0.1:${port}` }));
});
afterAll(() => server.close());

const someText = fc.oneof(
	fc.string(),
	fc.constantFrom('pending', 'succeeded', 'Completed', 'new!'),
);

/** Objects whose fields have the providers' names and anything as values. */
const shaped = fc.dictionary(
	fc.constantFrom(
		...['data', 'attributes', 'errors', 'status', 'id', 'type', 'amount', 'currency', 'refunds'],
		...[
			'payment',
			'payment_id',
			'metadata',
			'created_at',
			'reference',
			'code',
			'message',
			'livemode',
		],
	),
	fc.oneof(fc.jsonValue(), someText, fc.array(fc.jsonValue(), { maxLength: 2 })),
	{ maxKeys: 8 },
);
const wrapped = fc.record({
	data: fc.record({ id: someText, type: fc.constantFrom('refund', 'x'), attributes: shaped }),
	status: shaped,
});
const anyBody = fc.oneof(
	fc.jsonValue(),
	shaped,
	wrapped,
	fc.record({ data: shaped, status: shaped }),
);

describe.each(everyProvider)('$node', ({ node, refund, refundAnswer }) => {
	test(`reads ${ANSWERS} answers of any shape without a fault of its own`, async () => {
		bodies = fc.sample(anyBody, { numRuns: ANSWERS, seed: SEED });
		const { json, error } = await engine.run({
			node,
			settings: { onError: 'continueRegularOutput' },
			parameters: {
				resource: 'refund',
				operation: 'get',
				...refund('r'),
			},
			items: Array.from({ length: ANSWERS }, () => ({})),
		});
		expect(error).toBeUndefined();
		expect(json[0]).toHaveLength(ANSWERS);
		for (const item of json[0] ?? []) {
			if ('error' in item) expect(item.error).not.toMatch(faultOfOurs);
			else expect(statuses).toContain(item.status);
		}
	}, 120_000);

	test('keeps the text of a status nobody has seen before', async () => {
		const words = fc.sample(fc.stringMatching(/^[a-z_!]{3,20}Q$/), { numRuns: 100, seed: SEED });
		bodies = words.map(refundAnswer);
		const { json } = await engine.run({
			node,
			parameters: {
				resource: 'refund',
				operation: 'get',
				...refund('r'),
			},
			items: words.map(() => ({})),
		});
		expect(json[0]?.map(({ status, providerStatus }) => [status, providerStatus])).toEqual(
			words.map((word) => ['unknown', word]),
		);
	});
});

const statuses = [
	'pending',
	'requires_action',
	'succeeded',
	'failed',
	'canceled',
	'reversed',
	'unknown',
];

/** What JavaScript says when code trusted a shape it should not have. */
const faultOfOurs = /undefined|null \(|is not a function|not iterable|Cannot |BigInt|Invalid time/;
