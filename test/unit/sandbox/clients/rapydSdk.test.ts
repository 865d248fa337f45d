/**
 * A Rapyd client that somebody else wrote, from Rapyd's documents, drives the sandbox: it signs, the
 * sandbox has to agree. Only its connections are led here.
 */
import http from 'node:http';
import https from 'node:https';
import { RapydClient, RapydError } from '@bebapps/rapyd-sdk';
import {
	completeRefund,
	createRefund,
	listRefundsByPaymentID,
	retrieveRefund,
	updateRefund,
} from '@bebapps/rapyd-sdk/dist/generated/collect/apis/Refund';
import { keys, startSandbox, type Sandbox } from '../../../../sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 60_000 });
	// The client knows one port and one protocol.
	jest
		.spyOn(https, 'request')
		.mockImplementation(((
			options: http.RequestOptions,
			answered: (response: http.IncomingMessage) => void,
		) => http.request({ ...options, port: sandbox.port }, answered)) as typeof https.request);
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
	jest.restoreAllMocks();
	await sandbox.stop();
});

const client = (secretKey: string = keys.rapyd.secretKey) =>
	new RapydClient(secretKey, keys.rapyd.accessKey, '127.0.0.1');

const asked = {
	payment: 'payment_later',
	amount: 12.5,
	reason: 'Zurückgeschickt ✓',
	merchant_reference_id: 'T-1',
} as const;

test('creates a refund, retrieves, updates and completes it', async () => {
	const rapyd = client();
	const made = await createRefund(rapyd, asked);
	expect(made).toMatchObject({ ...asked, status: 'Pending', currency: 'EUR' });
	const refund = made.id as `refund_${string}`;
	expect(await retrieveRefund(rapyd, { refund })).toEqual(made);
	const metadata = { ticket: 'T-1' };
	expect(await updateRefund(rapyd, { refund, metadata })).toMatchObject({ id: refund, metadata });
	expect(await completeRefund(rapyd, { token: refund })).toMatchObject({ status: 'Completed' });
	expect(sandbox.refunds()).toMatchObject([{ amountMinor: 1250n, reference: 'T-1' }]);
});

test('lists the refunds of a payment, and all of them page by page', async () => {
	const rapyd = client();
	const payment = sandbox.addPayment('rapyd') as `payment_${string}`;
	const made = ['1', '2', '3'].map((amount) => sandbox.addRefund('rapyd', payment, { amount }));
	const ids = (list: unknown) => (list as Array<{ id: string }>).map(({ id }) => id);
	expect(ids(await listRefundsByPaymentID<unknown>(rapyd, { payment }))).toEqual(made);
	const page = async (query: Record<string, string>) =>
		ids(await (await rapyd.get(`/v1/refunds${rapyd.queryParams(query)}`)).data());
	const first = await page({ limit: '2' });
	expect(first).toEqual(made.slice(0, 2));
	expect(await page({ limit: '2', starting_after: String(first[1]) })).toEqual(made.slice(2));
});

test.each([
	['an unknown payment', { payment: 'payment_none' }, 'ERROR_ADDING_REFUND'],
	['too much', { amount: 1000.01 }, 'ERROR_REFUND_AMOUNT_EXCEEDS_PAYMENT_AMOUNT'],
	['less than nothing', { amount: -1 }, 'ERROR_AMOUNT_MUST_BE_POSITIVE'],
] as const)('reads the error for %s', async (_name, change, code) => {
	const refused = createRefund(client(), { ...asked, ...change });
	await expect(refused).rejects.toBeInstanceOf(RapydError);
	await expect(refused).rejects.toMatchObject({ code });
	expect(sandbox.refunds({ all: true })).toEqual([]);
});

test('reads the error for a wrong key', async () => {
	const refused = createRefund(client('rsk_other'), asked);
	await expect(refused).rejects.toMatchObject({ code: 'UNAUTHENTICATED_API_CALL' });
});

test('signs events as the sandbox does, and not forged ones', () => {
	const url = 'https://n8n.example.com/webhook/rapyd?from=sandbox';
	const paymentId = sandbox.addPayment('rapyd', { refunds: [{ amount: '1' }] });
	const isGenuine = (forge?: 'body' | 'secret' | 'signature') => {
		const spec = { provider: 'rapyd', paymentId, url, ...(forge ? { forge } : {}) } as const;
		const [event] = sandbox.buildEvents(spec);
		const { salt = '', timestamp = '', signature } = event?.headers ?? {};
		return client().getWebhookSignature(url, salt, timestamp, event?.body ?? '') === signature;
	};
	expect(isGenuine()).toBe(true);
	expect([isGenuine('body'), isGenuine('secret'), isGenuine('signature')]).toEqual([
		false,
		false,
		false,
	]);
});
