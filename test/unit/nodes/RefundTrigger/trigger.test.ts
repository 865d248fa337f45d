/** What the trigger does with a delivery, on n8n's own webhook context. */
import { createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';
import { startSandbox, type EventSpec, type Sandbox } from '../../../../sandbox';
import { webhookSignature } from '../../../../sandbox/rapyd/signature';
import type { ProviderName } from '../../../../refunds/refund';
import {
	activate,
	createHost,
	receive,
	urlOf,
	type Host,
	type Outcome,
	type Request,
} from '../../../support/triggerHost';
import { everyProvider } from '../../../../harness/providers';
import { credentialsFor } from '../../../support/accounts';
import { quietRefund } from '../../../support/quietRefund';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 60_000 });
});
afterAll(async () => {
	await sandbox.stop();
});

/** A published workflow whose trigger waits for a provider's events. */
async function trigger(
	provider: ProviderName,
	parameters: IDataObject = {},
	options: IDataObject = {},
): Promise<Host> {
	const host = createHost({
		credentials: credentialsFor(sandbox),
		parameters: { provider, events: ['any'], options, ...parameters },
	});
	await activate(host);
	return host;
}

/** A refund the sandbox does not report by itself: the URLs here are nobody's. */
function refundAt(provider: ProviderName, status: 'pending' | 'succeeded' = 'succeeded'): string {
	return quietRefund(sandbox, provider, status);
}

/** The request the sandbox would send to the trigger. */
function requestOf(host: Host, spec: EventSpec, url = urlOf(host)): Request {
	const [event] = sandbox.buildEvents({ url, ...spec });
	if (!event) throw new Error('The sandbox signed nothing');
	const headers = Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		headers: Object.fromEntries(headers) as Request['headers'],
		rawBody: Buffer.from(event.body),
	};
}

const warnings = ({ log }: Host) => log.filter(({ level }) => level === 'warn');
const answered200 = { status: null, items: null };
const refusedWith401 = { status: 401, sent: undefined, items: null };
const statesOf = ({ items }: Outcome) => (items ?? []).map(({ status }) => status);

describe.each(everyProvider)('$name', ({ name: provider, webhook }) => {
	test('passes a genuine event on as a refund record', async () => {
		const host = await trigger(provider);
		const refundId = refundAt(provider);
		const { items, status } = await receive(host, requestOf(host, { provider, refundId }));
		expect(status).toBeNull();
		expect(items).toEqual([
			expect.objectContaining({
				provider,
				refundId,
				status: 'succeeded',
				amount: '12.50',
				final: true,
				eventId: expect.any(String),
				eventType: expect.stringMatching(/refund/i),
				receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
				confirmed: false,
			}),
		]);
		expect(items?.[0]).not.toHaveProperty('raw');
		expect(items?.[0]).not.toHaveProperty('rawEvent');
		expect(warnings(host)).toEqual([]);
	});

	test.each(['secret', 'signature', 'body', 'unsigned', 'empty'] as const)(
		'answers 401 to a forgery (%s), starts nothing and logs one line without a secret',
		async (forge) => {
			const host = await trigger(provider);
			const refundId = refundAt(provider);
			const request = requestOf(host, { provider, refundId, forge });
			expect(await receive(host, request)).toEqual(refusedWith401);
			expect(warnings(host)).toEqual([
				{ level: 'warn', message: expect.stringMatching(/"Refund Trigger" refused a delivery/) },
			]);
			const secrets = Object.values(host.credentials).flatMap((one) => Object.values(one));
			secrets.push(...sandbox.paymongoWebhooks().map(({ secretKey }) => secretKey));
			for (const secret of secrets.map(String).filter((text) => !text.startsWith('http'))) {
				expect(JSON.stringify(host.log)).not.toContain(secret);
			}
		},
	);

	test('answers 401 when there is no raw body, 200 and the event when it can still be read', async () => {
		const host = await trigger(provider);
		const { rawBody, headers } = requestOf(host, { provider, refundId: refundAt(provider) });
		expect(await receive(host, { headers })).toEqual(refusedWith401);
		const unread = {
			headers,
			readRawBody(this: { rawBody?: Buffer }) {
				if (rawBody) this.rawBody = rawBody;
				return Promise.resolve();
			},
		};
		expect(statesOf(await receive(host, unread))).toEqual(['succeeded']);
	});

	test('answers 200 to the same event again and starts nothing, also in another process', async () => {
		const host = await trigger(provider);
		const request = requestOf(host, { provider, refundId: refundAt(provider) });
		expect(statesOf(await receive(host, request))).toEqual(['succeeded']);
		expect(await receive(host, request)).toMatchObject(answered200);
		const elsewhere = { ...host, workflowId: `${host.workflowId} elsewhere` };
		expect(await receive(elsewhere, request)).toMatchObject(answered200);
	});

	test('passes one of two deliveries on that come at the same moment', async () => {
		const host = await trigger(provider);
		const request = requestOf(host, { provider, refundId: refundAt(provider) });
		const outcomes = await Promise.all([
			receive({ ...host }, request),
			receive({ ...host }, request),
		]);
		expect(outcomes.flatMap(statesOf)).toEqual(['succeeded']);
	});

	test('answers 200 to what is not about a refund and starts nothing', async () => {
		const host = await trigger(provider);
		const request = requestOf(host, { provider, type: webhook.otherEvent });
		expect(await receive(host, request)).toMatchObject(answered200);
		expect(warnings(host)).toEqual([]);
	});

	test('does not turn succeeded back into pending', async () => {
		const host = await trigger(provider);
		const refundId = refundAt(provider);
		const at = Date.now();
		const type = webhook.pendingEvent;
		const late = { provider, refundId, type, status: 'pending', at: at - 9000 } as const;
		const before = requestOf(host, late);
		expect(statesOf(await receive(host, requestOf(host, { provider, refundId, at })))).toEqual([
			'succeeded',
		]);
		expect(await receive(host, before)).toMatchObject(answered200);
	});

	test('gives the raw event when Simplify is off, without phone numbers', async () => {
		const host = await trigger(provider, { simplify: false });
		const request = requestOf(host, { provider, refundId: refundAt(provider) });
		const [item] = (await receive(host, request)).items ?? [];
		expect(item?.raw).toEqual(expect.any(Object));
		expect(Object.keys(item?.rawEvent as object)).toEqual(
			Object.keys(JSON.parse(String(request.rawBody)) as object),
		);
		expect(JSON.stringify(item)).not.toMatch(/\d{9,}000/);
	});

	test('confirms with the provider where it can', async () => {
		const host = await trigger(provider, {}, { confirmWithProvider: true });
		const refundId = refundAt(provider);
		const [item] =
			(await receive(host, requestOf(host, { provider, refundId, status: 'failed' }))).items ?? [];
		expect(item).toMatchObject({ refundId, status: 'succeeded', confirmed: true, amount: '12.50' });
	});

	test('says so when it cannot confirm, and keeps the event', async () => {
		const host = await trigger(provider, {}, { confirmWithProvider: true });
		const request = requestOf(host, { provider, refundId: refundAt(provider) });
		const broken = { ...host.credentials };
		for (const [name, values] of Object.entries(broken)) {
			broken[name] = { ...values, baseUrl: 'http://127.0.0.1:9' };
		}
		const [item] = (await receive({ ...host, credentials: broken }, request)).items ?? [];
		expect(item).toMatchObject({ status: 'succeeded', confirmed: false });
		expect(warnings(host)).toEqual([
			{ level: 'warn', message: expect.stringMatching(/could not confirm refund/) },
		]);
	});

	test('listens for a test event at the test URL, and shows every event there', async () => {
		const host = createHost({
			credentials: credentialsFor(sandbox),
			parameters: { provider, events: ['any'], options: {} },
		});
		await activate(host, 'test');
		const url = urlOf(host, 'test');
		expect(url).toContain('/webhook-test/');
		const request = requestOf(host, { provider, refundId: refundAt(provider) }, url);
		expect(statesOf(await receive(host, request, 'test'))).toEqual(['succeeded']);
		expect(statesOf(await receive(host, request, 'test'))).toEqual(['succeeded']);
	});
});

describe('Trigger On', () => {
	const words = ['Completed', 'Error', 'Rejected', 'Canceled', 'Pending', 'Invented'];

	test.each([
		[['succeeded'], ['Completed']],
		[['failed'], ['Error', 'Rejected', 'Canceled']],
		[['pending'], ['Pending']],
		[['reversed'], []],
		[['any'], words],
		[
			['pending', 'succeeded'],
			['Completed', 'Pending'],
		],
		[[], []],
	])('%j lets through what Rapyd calls %j', async (events, expected) => {
		const host = await trigger('rapyd', { events });
		const passed: unknown[] = [];
		for (const status of words) {
			const body = {
				id: `wh_${status}`,
				type: 'REFUND_COMPLETED',
				data: { id: `refund_${status}`, status },
			};
			const { items } = await receive(host, signedByRapyd(host, body));
			passed.push(...(items ?? []).map(({ providerStatus }) => providerStatus));
		}
		expect(passed).toEqual(expected);
	});

	test('remembers what it does not let through', async () => {
		const host = await trigger('rapyd', { events: ['pending'] });
		const event = (id: string, status: string, updated_at: number) =>
			signedByRapyd(host, {
				id,
				type: 'PAYMENT_REFUND_UPDATED',
				data: { id: 'refund_1', status, updated_at },
			});
		expect(await receive(host, event('wh_2', 'Completed', 1772117987))).toMatchObject(answered200);
		expect(await receive(host, event('wh_1', 'Pending', 1772117980))).toMatchObject(answered200);
	});
});

test('a status that is not known starts nothing but Any, and leaves a line in the log', async () => {
	for (const events of [['failed', 'succeeded'], ['any']]) {
		const host = await trigger('rapyd', { events });
		const data = { id: 'refund_1', status: 'Declined', updated_at: 1772117987 };
		const request = signedByRapyd(host, { id: 'wh_1', type: 'REFUND_UPDATED', data });
		const isAny = events.includes('any');
		expect(statesOf(await receive(host, request))).toEqual(isAny ? ['unknown'] : []);
		expect(warnings(host).map(({ message }) => message)).toEqual(
			isAny ? [] : [expect.stringMatching(/refund_1: its status "Declined" is not known here/)],
		);
	}
});

describe('one success that PayMongo tells in two events', () => {
	test('starts the workflow once, whichever comes first', async () => {
		const types = ['payment.refund.updated', 'payment.refunded'];
		for (const order of [types, [...types].reverse()]) {
			const host = await trigger('paymongo');
			const refundId = refundAt('paymongo');
			const states: unknown[] = [];
			for (const type of order) {
				const request = requestOf(host, { provider: 'paymongo', refundId, type });
				states.push(...statesOf(await receive(host, request)));
			}
			expect(states).toEqual(['succeeded']);
		}
	});
});

describe('an event whose workflow n8n could not start', () => {
	const cannotStart = async () => false;

	test.each(everyProvider.map(({ name }) => name))(
		'gets through when %s tries again, however soon',
		async (provider) => {
			const host = await trigger(provider);
			const request = requestOf(host, { provider, refundId: refundAt(provider) });
			expect(await receive({ ...host, starts: cannotStart }, request)).toMatchObject({
				status: 500,
			});
			expect(statesOf(await receive(host, request))).toEqual(['succeeded']);
			expect(await receive(host, request)).toMatchObject(answered200);
		},
	);

	test('gets through when the provider had hung up before n8n answered', async () => {
		const host = await trigger('redstone');
		const request = requestOf(host, { provider: 'redstone', refundId: refundAt('redstone') });
		const hungUp = async () => null;
		expect(statesOf(await receive({ ...host, starts: hungUp }, request))).toEqual(['succeeded']);
		const later = Date.now() + 15_000;
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
		try {
			expect(statesOf(await receive(host, request))).toEqual(['succeeded']);
		} finally {
			clock.mockRestore();
		}
	});

	test('is not hidden by another event that tells the same', async () => {
		const host = await trigger('paymongo');
		const refundId = refundAt('paymongo');
		const [first, second] = ['payment.refund.updated', 'payment.refunded'].map((type) =>
			requestOf(host, { provider: 'paymongo', refundId, type }),
		) as [Request, Request];
		const outcomes = await Promise.all([
			receive({ ...host, starts: cannotStart }, first),
			receive(host, second),
		]);
		expect(outcomes.map(({ status }) => status)).toEqual([500, null]);
		expect(outcomes.map(statesOf)).toEqual([['succeeded'], ['succeeded']]);
	});
});

describe('an event whose workflow is being started', () => {
	test('is answered 503 until it is known to have started, then 200', async () => {
		const host = await trigger('vesicash');
		const request = requestOf(host, { provider: 'vesicash', refundId: refundAt('vesicash') });
		let start: (started: boolean) => void = () => {};
		const started = new Promise<boolean>((resolve) => (start = resolve));
		const first = receive({ ...host, starts: async () => await started }, request);
		expect(await receive(host, request)).toEqual({ status: 503, sent: undefined, items: null });
		start(true);
		expect(statesOf(await first)).toEqual(['succeeded']);
		expect(await receive(host, request)).toMatchObject(answered200);
	});

	test('starts nothing when it comes again and has started in the meantime', async () => {
		const host = await trigger('rapyd');
		const request = requestOf(host, { provider: 'rapyd', refundId: refundAt('rapyd') });
		const slow = async () => {
			await new Promise((resolve) => setTimeout(resolve, 300));
			return true;
		};
		const first = receive({ ...host, starts: slow }, request);
		expect(await receive(host, request)).toMatchObject(answered200);
		expect(statesOf(await first)).toEqual(['succeeded']);
	});
});

describe('a genuine event that cannot be read', () => {
	const deep = `{"id":"wh_1","data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;

	test.each([
		['nested too deep', deep],
		['cut off', '{"id":"wh_1","data":{'],
		['another encoding', Buffer.from('{"id":"wh_1"}', 'utf16le')],
	])('is answered, starts nothing and leaves a line in the log: %s', async (_, body) => {
		const host = await trigger('rapyd');
		const outcome = await receive(host, signedByRapyd(host, Buffer.from(body)));
		expect(outcome).toMatchObject(answered200);
		expect(warnings(host)).toEqual([
			{ level: 'warn', message: expect.stringMatching(/cannot be read/) },
		]);
	});
});

describe('reading the credential', () => {
	const reads = (host: Host) => {
		const { credentials } = host;
		let count = 0;
		host.credentials = new Proxy(credentials, {
			get: (target, name: string) => {
				if (name.endsWith('Api')) count += 1;
				return target[name];
			},
		});
		return () => count;
	};

	test.each(everyProvider.map(({ name }) => name))(
		'happens once for deliveries that come close together: %s',
		async (provider) => {
			const host = await trigger(provider);
			const count = reads(host);
			for (let delivery = 0; delivery < 3; delivery += 1) {
				const request = requestOf(host, { provider, refundId: refundAt(provider) });
				expect(statesOf(await receive(host, request))).toEqual(['succeeded']);
			}
			expect(count()).toBe(1);
		},
	);

	test('happens again at once when a signature does not fit: a new secret holds from then on', async () => {
		const host = await trigger('redstone');
		await receive(host, requestOf(host, { provider: 'redstone', refundId: refundAt('redstone') }));
		const request = requestOf(host, { provider: 'redstone', refundId: refundAt('redstone') });
		const key = '0123456789abcdef';
		const signature = createHmac('sha256', key)
			.update(request.rawBody ?? '')
			.digest('hex');
		const signed = { ...request, headers: { 'mor-signature': signature } };
		expect(await receive(host, signed)).toEqual(refusedWith401);
		const { redstoneApi } = host.credentials;
		host.credentials = {
			...host.credentials,
			redstoneApi: { ...redstoneApi, webhookSecret: key },
		};
		expect(statesOf(await receive(host, signed))).toEqual(['succeeded']);
	});

	test('happens again after some seconds: a removed secret is not good for long', async () => {
		const host = await trigger('redstone');
		const request = () => requestOf(host, { provider: 'redstone', refundId: refundAt('redstone') });
		await receive(host, request());
		const { redstoneApi } = host.credentials;
		host.credentials = {
			...host.credentials,
			redstoneApi: { ...redstoneApi, webhookSecret: 'another' },
		};
		const late = request();
		const later = Date.now() + 10_000;
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
		try {
			expect(await receive(host, late)).toEqual(refusedWith401);
		} finally {
			clock.mockRestore();
		}
	});
});

describe('the URL that Rapyd signs', () => {
	test('may be another than n8n knows', async () => {
		const publicUrl = 'https://hooks.example.com/rapyd?tenant=7';
		const refundId = refundAt('rapyd');
		const plain = await trigger('rapyd');
		const request = requestOf(plain, { provider: 'rapyd', refundId }, publicUrl);
		expect(await receive(plain, request)).toEqual(refusedWith401);
		const told = await trigger('rapyd', {}, { publicUrl });
		expect(statesOf(await receive(told, request))).toEqual(['succeeded']);
	});
});

describe('Confirm With Provider', () => {
	test('waits a moment for an API that is behind, then takes its word', async () => {
		const host = await trigger('paymongo', {}, { confirmWithProvider: true });
		const refundId = refundAt('paymongo', 'pending');
		const request = requestOf(host, { provider: 'paymongo', refundId, status: 'succeeded' });
		const before = sandbox.calls().filter(({ operation }) => operation === 'getRefund').length;
		const [item] = (await receive(host, request)).items ?? [];
		expect(item).toMatchObject({ status: 'pending', confirmed: true });
		const after = sandbox.calls().filter(({ operation }) => operation === 'getRefund').length;
		expect(after - before).toBe(3);
	});

	test('does not ask about an event it has seen', async () => {
		const host = await trigger('paymongo', {}, { confirmWithProvider: true });
		const request = requestOf(host, { provider: 'paymongo', refundId: refundAt('paymongo') });
		await receive(host, request);
		const before = sandbox.calls().length;
		await receive(host, request);
		expect(sandbox.calls()).toHaveLength(before);
	});
});

describe('the replay window', () => {
	test.each([
		[{}, 170, true],
		[{ replayWindow: 5 }, 170, false],
		[{ replayWindow: 300 }, 290, true],
	])('with options %j takes an event %d minutes old: %s', async (options, age, accepted) => {
		const host = await trigger('paymongo', {}, options);
		const refundId = refundAt('paymongo');
		const at = Date.now() - age * 60_000;
		const outcome = await receive(host, requestOf(host, { provider: 'paymongo', refundId, at }));
		expect(outcome.status).toBe(accepted ? null : 401);
	});
});

describe('a test event', () => {
	test.each(['paymongo', 'redstone', 'vesicash'] as const)(
		'of %s is refused by a trigger with a live key, and a live one by a test key',
		async (provider) => {
			const host = await trigger(provider);
			const refundId = refundAt(provider);
			const request = requestOf(host, { provider, refundId, mode: 'live' });
			expect(await receive(host, request)).toEqual(refusedWith401);
			expect(warnings(host)[0]?.message).toMatch(/live event and the key is a test one/);
			const name = Object.keys(host.credentials).find((key) =>
				key.toLowerCase().startsWith(provider),
			);
			const keys = host.credentials[name ?? ''] ?? {};
			const live = Object.fromEntries(
				Object.entries(keys).map(([field, value]) => [
					field,
					String(value).replace('_test_', '_live_'),
				]),
			);
			const credentials = { ...host.credentials, [name ?? '']: live };
			const test = requestOf(host, { provider, refundId, mode: 'test' });
			// Another trigger: this one shares its reading of the credential for some seconds.
			const other = { ...host, credentials, workflowId: `${host.workflowId} live` };
			expect(await receive(other, test)).toEqual(refusedWith401);
		},
	);
});

describe('a credential without a webhook secret', () => {
	test.each(['redstone', 'vesicash'] as const)('stops the activation at %s', async (provider) => {
		const host = createHost({
			credentials: { [`${provider}Api`]: { publicKey: 'a', secretKey: 'b', webhookSecret: ' ' } },
			parameters: { provider, events: ['any'], options: {} },
		});
		await expect(activate(host)).rejects.toMatchObject({
			message: expect.stringMatching(/credential has no Webhook Secret/),
		});
	});
});

/** Any body, signed with the sandbox's keys. */
function signedByRapyd(host: Host, body: object | Buffer): Request {
	const { accessKey, secretKey } = sandbox.keys.rapyd;
	const rawBody = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
	const timestamp = String(Math.floor(Date.now() / 1000));
	const signed = {
		url: urlOf(host),
		salt: '5f4e3d2c1b0a',
		timestamp,
		accessKey,
		secretKey,
		body: rawBody.toString(),
	};
	return {
		headers: { salt: signed.salt, timestamp, signature: webhookSignature(signed) },
		rawBody,
	};
}
