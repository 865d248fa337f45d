/** Get Many at a server that answers oddly: nothing of a list is left out in silence. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject } from 'n8n-workflow';

import { credentialsFor } from '../support/accounts';
import { Engine } from '../support/engine';

let server: Server;
let engine: Engine;
/** Pages of Rapyd's list; the second is asked for with a cursor. */
let pages: unknown[][];
beforeAll(async () => {
	server = createServer((request, response) => {
		const { searchParams } = new URL(request.url ?? '', 'http://localhost');
		const later = searchParams.has('starting_after') || searchParams.has('ending_before');
		response.setHeader('content-type', 'application/json');
		response.end(
			JSON.stringify({ status: { status: 'SUCCESS' }, data: pages[later ? 1 : 0] ?? [] }),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	engine = new Engine(credentialsFor({ origin: `http://127.0.0.1:${port}` }));
});
afterAll(() => server.close());

const NOON = Date.UTC(2026, 5, 1, 12) / 1000;

function row(number: number, more: object = {}) {
	const [amount, currency, status] = [12.5, 'EUR', 'Completed'];
	return { id: `refund_${number}`, amount, currency, status, created_at: NOON - number, ...more };
}

async function listed(parameters: IDataObject): Promise<IDataObject[]> {
	const { json, error } = await engine.run({
		node: 'rapyd',
		parameters: { resource: 'refund', operation: 'getAll', returnAll: true, ...parameters },
	});
	expect(error).toBeUndefined();
	return json[0] ?? [];
}

test('a refund without a time passes the filters for time: failed ones at Rapyd have none', async () => {
	const failed = { status: 'Error', created_at: 0, amount: null, currency: '' };
	pages = [[row(1, { created_at: NOON - 90_000 }), row(2), row(3, failed)]];
	const filters = { createdAfter: '2026-06-01', createdBefore: '2026-06-02' };
	const ids = (await listed({ filters })).map(({ refundId }) => refundId);
	expect(ids).toEqual(['refund_2', 'refund_3']);
});

test('a row that is nothing makes no page look like the last one', async () => {
	const full = [...Array(100).keys()].map((number) => row(number));
	pages = [[...full.slice(0, 40), null, ...full.slice(41)], [row(200)]];
	const found = await listed({ filters: {} });
	expect(found).toHaveLength(101);
	expect(found.at(-1)).toMatchObject({ refundId: 'refund_200' });
	expect(found[40]).toMatchObject({ refundId: null, status: 'unknown' });
});

test.each([
	[0, 'Limit is 0. Enter 1 or more. [item 0]'],
	[-5, 'Limit is -5. Enter 1 or more. [item 0]'],
])('a limit of %d is no empty list', async (limit, words) => {
	pages = [[row(1)]];
	const parameters = { resource: 'refund', operation: 'getAll', returnAll: false, limit };
	const { error } = await engine.run({ node: 'rapyd', parameters });
	expect(error?.message).toBe(words);
});

test.each([
	['rapyd', 'paymentId', 'Payment'],
	['payMongo', 'paymentId', 'Payment'],
	['vesicash', 'paymentReference', 'Payment Reference'],
])('%s: no payment is not the address of the list', async (node, parameter, label) => {
	const value = '={{ "" }}';
	const parameters = {
		resource: 'payment',
		operation: 'get',
		[parameter]: parameter === 'paymentId' ? { __rl: true, mode: 'id', value } : value,
	};
	const { error } = await engine.run({ node, parameters });
	expect(error?.message).toBe(`${label} is empty. [item 0]`);
});
