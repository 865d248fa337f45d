/** Registering webhooks at PayMongo. */
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { accounts } from '../accounts';
import { paymongo, type Client } from '../http';

let sandbox: Sandbox;
let call: Client;
beforeAll(async () => {
	sandbox = await startSandbox();
	call = accounts(sandbox.origin).paymongo.call;
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const url = 'https://n8n.example.com/webhook/1/refunds';
const events = ['payment.refunded', 'payment.refund.updated'];
const create = async (attributes: object) =>
	await call('POST', '/v1/webhooks', { data: { attributes } });

test('the secret comes with the answer to create, and never again', async () => {
	const { json } = await create({ url, events });
	expect(json.data).toMatchObject({
		type: 'webhook',
		attributes: { url, events, status: 'enabled', livemode: false },
	});
	expect(json.data?.attributes?.secret_key).toMatch(/^whsk_/);
	const id = String(json.data?.id);
	const read = await call('GET', `/v1/webhooks/${id}`);
	expect(read.json.data).toMatchObject({ id, attributes: { url } });
	expect(read.text).not.toContain('whsk_');
	expect((await call('GET', '/v1/webhooks')).text).not.toContain('whsk_');
});

test('the same URL a second time is refused, in the other mode it is not', async () => {
	await create({ url, events });
	const again = await create({ url, events });
	expect(again.status).toBe(400);
	expect(again.json.errors?.[0]?.code).toBe('resource_exists');
	const live = paymongo(sandbox.origin, sandbox.keys.paymongo.liveSecretKey);
	const other = await live('POST', '/v1/webhooks', { data: { attributes: { url, events } } });
	expect(other.json.data?.attributes?.livemode).toBe(true);
	expect((await call('GET', `/v1/webhooks/${String(other.json.data?.id)}`)).status).toBe(404);
});

test.each([
	['no url', { events }, 'parameter_required'],
	['no events', { url }, 'parameter_required'],
	['no real url', { url: 'n8n', events }, 'parameter_format_invalid'],
	['an empty list of events', { url, events: [] }, 'parameter_invalid'],
	[
		'an event that cannot be registered',
		{ url, events: ['refund.succeeded'] },
		'parameter_invalid',
	],
])('refuses %s', async (_name, attributes, code) => {
	const { status, json } = await create(attributes);
	expect(status).toBe(400);
	expect(json.errors?.[0]?.code).toBe(code);
});

test('update, disable and enable', async () => {
	const { json } = await create({ url, events });
	const path = `/v1/webhooks/${String(json.data?.id)}`;
	const change = { url: `${url}/2`, events: ['payment.refunded'] };
	const updated = await call('PUT', path, { data: { attributes: change } });
	expect(updated.json.data?.attributes).toMatchObject(change);
	const disabled = await call('POST', `${path}/disable`);
	expect(disabled.json.data?.attributes).toMatchObject({
		status: 'disabled',
		disabled_reason: 'disabled_by_merchant',
	});
	const enabled = await call('POST', `${path}/enable`);
	expect(enabled.json.data?.attributes?.status).toBe('enabled');
	const second = String((await create({ url, events })).json.data?.id);
	const clash = await call('PUT', `/v1/webhooks/${second}`, {
		data: { attributes: { url: `${url}/2` } },
	});
	expect(clash.json.errors?.[0]?.code).toBe('resource_exists');
});

test('there is no delete over the API, but a webhook can vanish on the other side', async () => {
	const { json } = await create({ url, events });
	const id = String(json.data?.id);
	expect((await call('DELETE', `/v1/webhooks/${id}`)).status).toBe(404);
	expect(sandbox.removePaymongoWebhook(id)).toBe(true);
	expect(sandbox.removePaymongoWebhook(id)).toBe(false);
	const gone = await call('POST', `/v1/webhooks/${id}/enable`);
	expect(gone.status).toBe(404);
	expect(gone.json.errors?.[0]?.code).toBe('resource_not_found');
});

test('webhooks are listed page by page, and by URL', async () => {
	for (const number of [1, 2, 3]) await create({ url: `${url}/${number}`, events });
	const { json } = await call('GET', '/v1/webhooks?limit=2');
	expect(json.data).toMatchObject([
		{ attributes: { url: `${url}/3` } },
		{ attributes: { url: `${url}/2` } },
	]);
	expect(json.has_more).toBe(true);
	const byUrl = await call('GET', `/v1/webhooks?url=${encodeURIComponent(`${url}/1`)}`);
	expect(byUrl.json.data).toMatchObject([{ attributes: { url: `${url}/1` } }]);
});
