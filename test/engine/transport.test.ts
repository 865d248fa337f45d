/** Answers a provider should never give: each exchange ends, and gives away neither keys nor n8n. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox, type Sandbox } from '../../sandbox';
import { everyProvider, providersUnderTest } from '../../harness/providers';
import { credentialsFor } from '../support/accounts';
import { Engine } from '../support/engine';

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

let sandbox: Sandbox;
let server: Server;
let origin: string;
let answering: Answering;
let received: number;
let payments = 0;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	server = createServer((request, response) => {
		received += 1;
		answering(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	await sandbox.stop();
	server.closeAllConnections();
	server.close();
});
beforeEach(() => {
	received = 0;
	payments += 1;
});

/** An n8n whose credentials all point at the server of this file, or where a test says. */
function engineAt(baseUrl = origin): Engine {
	return new Engine(credentialsFor({ origin: baseUrl }));
}

const trickle: Answering = (_, response) => {
	response.writeHead(200, { 'Content-Type': 'application/json' });
	const timer = setInterval(() => response.write(' '), 50);
	response.on('close', () => clearInterval(timer));
};

const json =
	(status: number, body: string): Answering =>
	(_, response) => {
		response.writeHead(status, { 'Content-Type': 'application/json' });
		response.end(body);
	};

const get = { resource: 'refund', operation: 'get', refundId: 'ref_1', paymentReference: 'PY_1' };

/** A refund of one payment, with a short time-out. */
function create(payment: (behaviour: string) => object) {
	return {
		resource: 'refund',
		operation: 'create',
		refundAmount: 'partial',
		amount: '12.50',
		...payment(`transport_${payments}`),
		options: { timeout: 0.3 },
	};
}

describe('at one provider, as at each', () => {
	const { node, paymentThat: payment } = providersUnderTest.paymongo;

	test('an answer that trickles ends at the deadline, and the payment is free again', async () => {
		answering = trickle;
		const parameters = create(payment);
		const first = await engineAt().run({ node, parameters });
		expect(first.json[1]).toMatchObject([{ status: 'failed', failureCode: 'lookup_failed' }]);
		expect(first.json[1]?.[0]?.failureMessage).toContain('no answer in 0.3 s');

		answering = json(404, '{}');
		const second = await engineAt().run({ node, parameters });
		expect(second.json[1]).toHaveLength(1);
	});

	test('an answer that trickles ends with the execution', async () => {
		let cancel = () => {};
		answering = (request, response) => {
			trickle(request, response);
			setTimeout(() => cancel(), 100);
		};
		const started = Date.now();
		const running = engineAt().run({
			node,
			parameters: { ...create(payment), options: { timeout: 60 } },
			onStart: (end) => {
				cancel = end;
			},
		});
		await running;
		expect(Date.now() - started).toBeLessThan(10_000);
	});

	test.each([0, 1e9])('a time-out of %p is not over at once', async (timeout) => {
		answering = (_, response) => {
			setTimeout(() => json(404, '{}')(_, response), 50);
		};
		const parameters = { ...create(payment), options: { timeout } };
		const { json: items } = await engineAt().run({ node, parameters });
		expect(items[1]?.[0]?.failureMessage).not.toContain('no answer');
	});

	test.each([
		['too large', `"${'x'.repeat(6_000_000)}"`],
		['nested too deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
	])('an answer that is %s is none', async (_, body) => {
		answering = json(200, body);
		const { json: items } = await engineAt().run({ node, parameters: create(payment) });
		expect(items[1]).toMatchObject([{ status: 'failed', failureCode: 'lookup_failed' }]);
	});

	test('a Base URL of another machine over plain http is refused, and nothing is sent', async () => {
		answering = json(200, '{}');
		const open = engineAt(origin.replace('127.0.0.1', '127.0.0.1.example.com'));
		const { error } = await open.run({ node, parameters: create(payment) });
		expect(error?.message).toContain('must begin with https://');
		expect(received).toBe(0);
	});
});

describe.each(everyProvider)('$node', ({ node }) => {
	test('keys that a provider repeats are seen nowhere', async () => {
		const sent = ['secretKey', 'publicKey', 'accessKey'];
		const credential = sandbox.keys[node.toLowerCase() as keyof Sandbox['keys']];
		const keys = Object.entries(credential).flatMap(([name, key]) =>
			sent.includes(name) ? [key] : [],
		);
		const forms = keys.flatMap((key) => [
			key,
			Buffer.from(`${key}:`).toString('base64'),
			Buffer.from(key).toString('base64'),
			encodeURIComponent(key),
		]);
		const text = JSON.stringify({
			errors: [{ code: 'x', detail: forms.join(' ') }],
			status: { error_code: 'X', status: 'ERROR', message: forms.join(' ') },
			message: forms.join(' '),
			code: 400,
		});
		answering = json(400, text);
		const { error, hints, json: items, run } = await engineAt().run({ node, parameters: get });
		const shown = JSON.stringify([error?.message, error?.description, hints, items, run.data]);
		for (const form of forms) expect(shown).not.toContain(form);
		expect(shown).toContain('****');
	});
});
