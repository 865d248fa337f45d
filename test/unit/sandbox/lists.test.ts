/** Lists and their cursors, each provider's own way. */
import { startSandbox, type Sandbox } from '../../../sandbox';
import { accounts } from './accounts';
import { type Client, type Reply } from './http';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const ids = ({ json }: Reply) =>
	(json.data as unknown as Array<{ id: string }>).map(({ id }) => id);

/** Follows pages until `next` says there is none; fails when it does not end. */
async function follow(call: Client, first: string, next: (reply: Reply) => string | undefined) {
	const found: string[] = [];
	let path: string | undefined = first;
	for (let pages = 0; path !== undefined; pages += 1) {
		if (pages > 50) throw new Error('The pages do not end.');
		const reply = await call('GET', path);
		expect(reply.status).toBe(200);
		found.push(...ids(reply));
		path = next(reply);
	}
	return found;
}

describe('PayMongo', () => {
	const call: Client = async (...request) =>
		await accounts(sandbox.origin).paymongo.call(...request);
	const seed = () => {
		const payment = sandbox.addPayment('paymongo');
		return Array.from({ length: 23 }, () => sandbox.addRefund('paymongo', payment, { amount: 1 }));
	};

	test.each(['after', 'data.attributes.after'])(
		'newest first, page by page with %s',
		async (name) => {
			const made = seed();
			const found = await follow(call, '/v1/refunds?limit=5', (reply) =>
				reply.json.has_more ? `/v1/refunds?limit=5&${name}=${ids(reply).at(-1)}` : undefined,
			);
			expect(found).toEqual([...made].reverse());
		},
	);

	test('10 by default, 100 at most; before goes the other way', async () => {
		const made = seed();
		expect(ids(await call('GET', '/v1/refunds'))).toHaveLength(10);
		expect((await call('GET', '/v1/refunds?limit=101')).status).toBe(400);
		expect((await call('GET', '/v1/refunds?limit=0')).status).toBe(400);
		expect((await call('GET', '/v1/refunds?after=ref_none')).status).toBe(400);
		const newer = await call('GET', `/v1/refunds?limit=2&before=${made[10]}`);
		expect(ids(newer)).toEqual([made[12], made[11]]);
		expect(newer.json.has_more).toBe(true);
	});

	test('payments are listed too', async () => {
		const made = [1, 2, 3].map(() => sandbox.addPayment('paymongo'));
		expect(ids(await call('GET', '/v1/payments?limit=2'))).toEqual([made[2], made[1]]);
		expect(ids(await call('GET', `/v1/payments?after=${made[1]}`))).toEqual([made[0]]);
	});
});

describe('Rapyd', () => {
	const call: Client = async (...request) => await accounts(sandbox.origin).rapyd.call(...request);
	const day = 86_400_000;

	test('oldest first, page by page', async () => {
		const payment = sandbox.addPayment('rapyd');
		const made = Array.from({ length: 23 }, () =>
			sandbox.addRefund('rapyd', payment, { amount: '1' }),
		);
		const found = await follow(call, '/v1/refunds?limit=5', (reply) =>
			ids(reply).length === 5
				? `/v1/refunds?limit=5&starting_after=${ids(reply).at(-1)}`
				: undefined,
		);
		expect(found).toEqual(made);
		expect(ids(await call('GET', `/v1/refunds?limit=3&ending_before=${made[10]}`))).toEqual(
			made.slice(7, 10),
		);
		const between = `starting_after=${made[2]}&ending_before=${made[5]}`;
		expect(ids(await call('GET', `/v1/refunds?${between}`))).toEqual(made.slice(3, 5));
		expect(ids(await call('GET', '/v1/refunds'))).toHaveLength(10);
	});

	test('of one payment; an unknown one has none', async () => {
		const [one, other] = [sandbox.addPayment('rapyd'), sandbox.addPayment('rapyd')];
		const made = sandbox.addRefund('rapyd', one, { amount: '1' });
		sandbox.addRefund('rapyd', other, { amount: '1' });
		expect(ids(await call('GET', `/v1/refunds?payment=${one}`))).toEqual([made]);
		expect(ids(await call('GET', '/v1/refunds?payment=payment_none'))).toEqual([]);
	});

	test('90 days at a time, wherever a cursor puts them', async () => {
		const now = Date.now();
		const payment = sandbox.addPayment('rapyd', { createdAt: now - 200 * day });
		const [old, older, fresh] = [100, 120, 1].map((days) =>
			sandbox.addRefund('rapyd', payment, { amount: '1', createdAt: now - days * day }),
		);
		expect(ids(await call('GET', '/v1/refunds'))).toEqual([fresh]);
		expect(ids(await call('GET', `/v1/refunds?starting_after=${older}`))).toEqual([old]);
		expect(ids(await call('GET', `/v1/refunds?ending_before=${old}`))).toEqual([older]);
		const range = `starting_after=${older}&ending_before=${fresh}`;
		const { status, json } = await call('GET', `/v1/refunds?${range}`);
		expect(status).toBe(400);
		expect(json.status?.error_code).toBe('ERROR_QUERY_DATE_RANGE_EXCEEDS_90_DAYS');
		expect(ids(await call('GET', `/v1/refunds?payment=${payment}`))).toEqual([older, old, fresh]);
	});

	test.each(['0', '101', 'x'])('a limit of %s is refused', async (limit) => {
		const { json } = await call('GET', `/v1/refunds?limit=${limit}`);
		expect(json.status?.error_code).toBe('INVALID_LIMIT');
	});

	test('payments, countries and currencies', async () => {
		const made = [1, 2, 3].map(() => sandbox.addPayment('rapyd'));
		const path = `/v1/payments?limit=2&created_after=${made[0]}`;
		expect(ids(await call('GET', path))).toEqual([made[1], made[2]]);
		const currencies = (await call('GET', '/v1/data/currencies')).json.data;
		const rows = currencies as unknown as Array<{
			code: string;
			digits_after_decimal_separator: number;
		}>;
		const digits = Object.fromEntries(
			rows.map((row) => [row.code, row.digits_after_decimal_separator]),
		);
		expect(digits).toMatchObject({ EUR: 2, JPY: 0, KWD: 3 });
		const countries = (await call('GET', '/v1/data/countries')).json.data;
		expect(countries).toContainEqual(
			expect.objectContaining({ iso_alpha2: 'JP', currency_code: 'JPY' }),
		);
	});
});

describe.each(['redstone', 'vesicash'] as const)('%s', (brand) => {
	const call: Client = async (...request) => await accounts(sandbox.origin)[brand].call(...request);

	test.each(['/v1/payment', '/v1/payment/'])('payments at %s, newest first', async (path) => {
		const now = Date.now();
		const made = [5, 4, 3, 2, 1].map((minutes) =>
			sandbox.addPayment(brand, { createdAt: now - minutes * 60_000 }),
		);
		const references = async (query: string) => {
			const { json } = await call('GET', `${path}?${query}`);
			const rows = json.data as unknown as Array<{ reference: string }>;
			return rows.map(({ reference }) => reference);
		};
		expect(await references('page=1&limit=2')).toEqual([made[4], made[3]]);
		expect(await references('page=3&limit=2')).toEqual([made[0]]);
		expect(await references('page=4&limit=2')).toEqual([]);
		expect(await references(`reference=${made[2]}`)).toEqual([made[2]]);
		const from = Math.floor((now - 3.5 * 60_000) / 1000);
		const to = Math.floor((now - 1.5 * 60_000) / 1000);
		expect(await references(`from=${from}&to=${to}`)).toEqual([made[3], made[2]]);
		const { json } = await call('GET', `${path}?page=1&limit=2`);
		expect(json.pagination).toEqual([{ current_page: 1, page_count: 2, total_pages_count: 3 }]);
	});

	test('wallet histories, page by page', async () => {
		const payment = sandbox.addPayment(brand);
		const made = Array.from({ length: 60 }, () => sandbox.addRefund(brand, payment, { amount: 1 }));
		const page = async (number: number) => {
			const { json } = await call('GET', `/v1/account/get-wallet-histories?page=${number}`);
			return json.data as unknown as Array<{ action: string; reference: string }>;
		};
		const entries = [...(await page(1)), ...(await page(2))];
		expect(await page(3)).toEqual([]);
		const refunds = entries.filter(({ action }) => action === 'refund');
		expect(refunds.map(({ reference }) => reference)).toEqual([...made].reverse());
	});
});
