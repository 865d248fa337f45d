/**
 * PayMongo's own Node client drives the sandbox: what its makers expect of the API, the sandbox has
 * to do. Only its address is changed.
 */
import { createRequire } from 'node:module';
import { keys, startSandbox, type Sandbox } from '../../../../sandbox';

/** The parts of paymongo-node 10.17 that are used here; it has no types of its own. */
interface Resource {
	id: string;
	status: string;
	amount: number;
	payment_id: string;
	secret_key: string;
	metadata: object | null;
	refunds: Resource[];
}
interface Service {
	create(params: object): Promise<Resource>;
	retrieve(id: string): Promise<Resource>;
	all(params: object): Promise<{ has_more: boolean; data: Resource[] }>;
}
interface PaymongoNode {
	baseUrl: string;
	refunds: Service;
	payments: Service;
	webhooks: Service & {
		enable(id: string): Promise<Resource>;
		disable(id: string): Promise<Resource>;
		update(id: string, params: object): Promise<Resource>;
		constructEvent(delivery: {
			payload: string;
			signatureHeader: string;
			webhookSecretKey: string;
		}): { id: string; type: string; resource: { id: string; type: string } };
	};
}

const load = createRequire(__filename);
const PaymongoClient = load('paymongo-node') as (key: string) => PaymongoNode;
const services = load('paymongo-node/src/services') as Record<
	string,
	new (client: object) => unknown
>;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 60_000 });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

/** The client, at the sandbox: its services read the address when they are made. */
function client(key: string = keys.paymongo.secretKey): PaymongoNode {
	const made = Object.assign(PaymongoClient(key), { baseUrl: sandbox.origin });
	const own = Object.entries(services).map(([name, Service]) => [name, new Service(made)]);
	return Object.assign(made, Object.fromEntries(own) as object);
}

const asked = { amount: 12_50, payment_id: 'pay_later', reason: 'others' };

test('creates a refund and retrieves it, and the payment that has it', async () => {
	const { refunds, payments } = client();
	const made = await refunds.create({ ...asked, metadata: { ticket: 'T-1' } });
	expect(made).toMatchObject({ ...asked, status: 'pending', currency: 'PHP', livemode: false });
	expect(await refunds.retrieve(made.id)).toEqual(made);
	sandbox.settle(made.id, 'succeeded');
	const payment = await payments.retrieve('pay_later');
	expect(payment).toMatchObject({ status: 'paid', amount: 100_000 });
	expect(payment.refunds).toMatchObject([{ id: made.id, status: 'succeeded' }]);
	expect(sandbox.refunds()).toMatchObject([{ refundId: made.id, amountMinor: 1250n }]);
});

test('lists payments and webhooks, page by page', async () => {
	const { payments, webhooks } = client();
	const made = ['pay_succeeds_1', 'pay_succeeds_2', 'pay_succeeds_3'];
	for (const id of made) await payments.retrieve(id);
	const first = await payments.all({ limit: 2 });
	expect(first.has_more).toBe(true);
	const second = await payments.all({ limit: 2, after: first.data[1]?.id });
	expect([...first.data, ...second.data].map(({ id }) => id)).toEqual([...made].reverse());
	expect(second.has_more).toBe(false);
	expect((await webhooks.all({})).data).toEqual([]);
});

test.each([
	['an unknown payment', { payment_id: 'pay_none' }, 'resource_not_found', 'id'],
	['too much', { amount: 100_001 }, 'parameter_above_maximum', 'amount'],
	['less than a peso', { amount: 99 }, 'parameter_below_minimum', 'amount'],
])('reads the error for %s', async (_name, change, code, attribute) => {
	await expect(client().refunds.create({ ...asked, ...change })).rejects.toMatchObject({
		errors: [{ code, detail: expect.stringMatching(/./) as string, source: { attribute } }],
	});
	expect(sandbox.refunds({ all: true })).toEqual([]);
});

test('reads the error for a wrong key', async () => {
	const refused = client('sk_test_other').payments.retrieve('pay_succeeds');
	await expect(refused).rejects.toMatchObject({ errors: [{ code: 'access_denied' }] });
});

test('registers a webhook, and finds its events genuine and forged ones not', async () => {
	const { webhooks, refunds } = client();
	const hook = await webhooks.create({
		url: 'https://n8n.example.com/webhook',
		events: ['payment.refunded'],
	});
	expect((await webhooks.disable(hook.id)).status).toBe('disabled');
	expect((await webhooks.enable(hook.id)).status).toBe('enabled');
	const events = ['payment.refunded', 'payment.refund.updated'];
	expect(await webhooks.update(hook.id, { events })).toMatchObject({ events });
	const { id } = await refunds.create({ ...asked, payment_id: 'pay_succeeds' });
	const read = (forge?: 'body' | 'secret') => {
		const type = 'payment.refund.updated';
		const [event] = sandbox.buildEvents({
			provider: 'paymongo',
			refundId: id,
			type,
			...(forge ? { forge } : {}),
		});
		return webhooks.constructEvent({
			payload: event?.body ?? '',
			signatureHeader: event?.headers['paymongo-signature'] ?? '',
			webhookSecretKey: hook.secret_key,
		});
	};
	expect(read()).toMatchObject({
		type: 'payment.refund.updated',
		resource: { id, type: 'refund' },
	});
	for (const forge of ['body', 'secret'] as const) {
		let said: unknown;
		try {
			said = read(forge);
		} catch (error) {
			said = error;
		}
		expect(said).toMatchObject({ type: 'SignatureVerificationError' });
	}
});
