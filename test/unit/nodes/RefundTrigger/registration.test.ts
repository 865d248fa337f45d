/** PayMongo's registration over its whole life, on n8n's hooks and against the sandbox. */
import {
	startSandbox,
	type Fault,
	type FaultKind,
	type PaymongoWebhook,
	type Sandbox,
} from '../../../../sandbox';
import { keys } from '../../../../sandbox/keys';
import { quietRefund } from '../../../support/quietRefund';
import {
	activate,
	createHost,
	deactivate,
	receive,
	urlOf,
	type Host,
} from '../../../support/triggerHost';

const EVENTS = ['payment.refunded', 'payment.refund.updated'];

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.stop();
});

function createTrigger(change: Partial<Host> = {}): Host {
	return createHost({
		credentials: { payMongoApi: { secretKey: keys.paymongo.secretKey, baseUrl: sandbox.origin } },
		parameters: { provider: 'paymongo', events: ['any'], options: {} },
		...change,
	});
}

const setPublicUrl = (host: Host, publicUrl: string) => {
	host.parameters = { ...host.parameters, options: { publicUrl } };
};

const setSecret = (host: Host, webhookSecret: string) => {
	host.credentials = { payMongoApi: { ...host.credentials.payMongoApi, webhookSecret } };
};

const registered = () => sandbox.paymongoWebhooks();
const only = () => {
	expect(registered()).toHaveLength(1);
	return registered()[0] as PaymongoWebhook;
};
const callsOf = (operation: string) =>
	sandbox.calls().filter((call) => call.operation === operation).length;

/** Whether an event the sandbox signs for the registered webhook starts the workflow. */
async function startsOnEvent(host: Host): Promise<boolean> {
	const { url } = only();
	const refundId = quietRefund(sandbox, 'paymongo');
	const [event] = sandbox.buildEvents({ provider: 'paymongo', refundId, url });
	if (!event) throw new Error('The sandbox signed nothing');
	const { items } = await receive(host, {
		headers: event.headers,
		rawBody: Buffer.from(event.body),
	});
	return items?.[0]?.refundId === refundId;
}

async function expectInOrder(host: Host, url = urlOf(host)): Promise<void> {
	expect(only()).toMatchObject({ url, status: 'enabled', events: EVENTS });
	expect(await startsOnEvent(host)).toBe(true);
}

describe('a PayMongo webhook', () => {
	test('is made when the workflow is published, disabled when it is not, and enabled again', async () => {
		const host = createTrigger();
		await activate(host);
		await expectInOrder(host);
		const { id } = only();
		await deactivate(host);
		expect(only()).toMatchObject({ id, status: 'disabled' });
		await activate(host);
		await expectInOrder(host);
		expect(only().id).toBe(id);
		expect(callsOf('createWebhook')).toBe(1);
	});

	test('is left alone when it is as it should be', async () => {
		const host = createTrigger();
		await activate(host);
		await activate(host);
		expect(callsOf('updateWebhook') + callsOf('enableWebhook')).toBe(0);
	});

	test('moves along when the URL changes', async () => {
		const host = createTrigger();
		await activate(host);
		const { id } = only();
		await deactivate(host);
		setPublicUrl(host, 'https://hooks.example.com/refunds');
		await activate(host);
		await expectInOrder(host, 'https://hooks.example.com/refunds');
		expect(only().id).toBe(id);
	});

	test('gets its events back when someone changes them', async () => {
		const host = createTrigger();
		await activate(host);
		only().events = ['payment.paid'];
		await activate(host);
		await expectInOrder(host);
	});

	test('is disabled under its old URL when another one has the new URL already', async () => {
		const host = createTrigger();
		await activate(host);
		const old = only();
		const url = 'https://hooks.example.com/refunds';
		const taken = await register(url);
		setPublicUrl(host, url);
		setSecret(host, taken.secretKey);
		await activate(host);
		expect(registered().filter(({ status }) => status === 'enabled')).toEqual([
			expect.objectContaining({ id: taken.id, url, events: EVENTS }),
		]);
		expect(old.status).toBe('disabled');
	});

	test('may have been deleted at PayMongo', async () => {
		const host = createTrigger();
		await activate(host);
		sandbox.removePaymongoWebhook(only().id);
		await deactivate(host);
		await activate(host);
		await expectInOrder(host);
		sandbox.removePaymongoWebhook(only().id);
		await activate(host);
		await expectInOrder(host);
	});

	test('of a test does not touch the one of production, and leaves its trigger working', async () => {
		const host = createTrigger();
		await activate(host);
		await activate(host, 'test');
		expect(registered().map(({ url, status }) => [url, status])).toEqual([
			[urlOf(host), 'enabled'],
			[urlOf(host, 'test'), 'enabled'],
		]);
		await deactivate(host, 'test');
		await activate(host, 'test');
		expect(registered().map(({ status }) => status)).toEqual(['enabled', 'enabled']);
		await deactivate(host, 'test');
		expect(registered().map(({ status }) => status)).toEqual(['enabled', 'disabled']);
	});

	test('of a workflow is not moved by a copy that brings its static data along', async () => {
		const original = createTrigger();
		await activate(original);
		const copy = createTrigger({ staticData: original.staticData });
		await activate(copy);
		expect(registered().map(({ url }) => url)).toEqual([urlOf(original), urlOf(copy)]);
	});

	test('keeps working when the node is renamed', async () => {
		const host = createTrigger();
		await activate(host);
		host.nodeName = 'On Refund';
		await activate(host);
		await expectInOrder(host);
	});

	test('is found beyond the first page of webhooks', async () => {
		const host = createTrigger();
		await activate(host);
		for (let index = 0; index < 120; index += 1) await register(`https://example.com/${index}`);
		await activate(host);
		expect(registered()).toHaveLength(121);
	});
});

describe('a secret that is lost', () => {
	test('stops the activation and says what to do; then the credential’s is used', async () => {
		const host = createTrigger();
		const { secretKey, id } = await register(urlOf(host));
		await expect(activate(host)).rejects.toMatchObject({
			message: expect.stringContaining(`(${id}), but its secret is not known to n8n`),
			description: expect.stringMatching(/Copy it from the PayMongo dashboard/),
		});
		expect(only().status).toBe('disabled');
		setSecret(host, secretKey);
		await activate(host);
		await expectInOrder(host);
	});

	test('on its way here is not taken to be the one in the credential', async () => {
		const host = createTrigger();
		setSecret(host, 'whsk_of_an_older_webhook');
		sandbox.inject({ kind: '500_after', match: 'createWebhook' });
		await expect(activate(host)).rejects.toThrow(/its secret is not known/);
		expect(only().status).toBe('disabled');
	});
});

describe('a call that goes wrong', () => {
	const kinds: FaultKind[] = ['500', '500_after', 'reset_after', 'truncated', 'error_body', 'html'];
	/** What leads up to a call, in the trigger's life. */
	const stages: Record<string, (host: Host) => Promise<void>> = {
		'at the first activation': async () => {},
		'at a later activation': async (host) => {
			await activate(host);
			await deactivate(host);
		},
		'when the URL has changed': async (host) => {
			await activate(host);
			await deactivate(host);
			setPublicUrl(host, 'https://hooks.example.com/refunds');
		},
		'when the events have changed': async (host) => {
			await activate(host);
			only().events = ['payment.paid'];
		},
	};
	const calls: Array<[keyof typeof stages, Fault['match']]> = [
		['at the first activation', 'listWebhooks'],
		['at the first activation', 'createWebhook'],
		['at a later activation', 'listWebhooks'],
		['at a later activation', 'enableWebhook'],
		['when the URL has changed', 'listWebhooks'],
		['when the URL has changed', 'updateWebhook'],
		['when the URL has changed', 'enableWebhook'],
		['when the events have changed', 'updateWebhook'],
	];
	const cases = calls.flatMap(([stage, match]) =>
		kinds.map((kind) => [match, stage, kind] as const),
	);

	test.each(cases)(
		'(%s %s: %s) is not swallowed and never makes a second webhook',
		async (...row) => {
			const [match, stage, kind] = row;
			const host = createTrigger();
			await stages[stage]?.(host);
			sandbox.inject({ kind, match });
			const wrong = await activate(host).then(
				() => null,
				(error: Error) => error,
			);
			expect(sandbox.faultsLeft()).toBe(0);
			expect(registered().length).toBeLessThan(2);
			const url =
				stage === 'when the URL has changed' ? 'https://hooks.example.com/refunds' : undefined;
			if (wrong) {
				// Only a list is read again by itself.
				expect(wrong.message).toMatch(/PayMongo/);
				const lost = /its secret is not known/.test(wrong.message);
				if (lost) setSecret(host, only().secretKey);
				await activate(host);
			} else {
				expect(match).toBe('listWebhooks');
			}
			await expectInOrder(host, url);
		},
	);

	test.each(kinds)('while it is disabled (%s) is not swallowed', async (kind) => {
		const host = createTrigger();
		await activate(host);
		sandbox.inject({ kind, match: 'disableWebhook' });
		await expect(deactivate(host)).rejects.toThrow(/PayMongo/);
		await deactivate(host);
		expect(only().status).toBe('disabled');
	});

	test('again and again while webhooks are listed ends the activation', async () => {
		const host = createTrigger();
		sandbox.inject({ kind: '500', match: 'listWebhooks', times: 20 });
		await expect(activate(host)).rejects.toThrow(/internal_server_error/);
		expect(registered()).toHaveLength(0);
	});
});

/** A webhook made by someone else: its secret is not known here. */
async function register(url: string) {
	await fetch(`${sandbox.origin}/v1/webhooks`, {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from(`${keys.paymongo.secretKey}:`).toString('base64')}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ data: { attributes: { url, events: ['payment.paid'] } } }),
	});
	const webhook = registered().at(-1);
	if (webhook?.url !== url) throw new Error('The sandbox did not register it');
	return webhook;
}
