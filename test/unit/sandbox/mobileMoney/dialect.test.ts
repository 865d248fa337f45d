/** What Redstone and Vesicash may do otherwise, by option. */
import { sandboxStarter } from '../start';

const start = sandboxStarter();

describe('Redstone and Vesicash', () => {
	test('find a payment by other names only with the option', async () => {
		const plain = await start();
		expect((await plain.redstone.call('GET', '/v1/payment/py_succeeds')).status).toBe(404);
		const { sandbox, redstone } = await start({ mobileMoneyOtherNames: true });
		const own = sandbox.addPayment('redstone', { reference: 'ORDER-7' });
		for (const [name, reference] of [
			['order-7', own],
			[own.toLowerCase(), own],
			['py_succeeds', 'PY_succeeds'],
		]) {
			const { json } = await redstone.call('GET', `/v1/payment/${name}`);
			expect(json.data?.reference).toBe(reference);
		}
		await redstone.refund('py_SUCCEEDS', '1.00');
		expect(sandbox.refunds()).toMatchObject([{ paymentId: 'PY_succeeds' }]);
	});

	test('numbers as ids, times without a zone, a blank business', async () => {
		const options = { numericIds: true, timesWithoutZone: true, businessId: '' };
		const { vesicash } = await start(options);
		const { text } = await vesicash.call('GET', '/v1/payment/PY_succeeds');
		expect(text).toMatch(/"id":9\d{18},/);
		expect(text).toMatch(/"created_at":"\d{4}-\d\d-\d\dT[\d:.]+"/);
		expect(text).toContain('"business_id":""');
		expect(text).not.toMatch(/Z"/);
	});

	test('a page of the wallet history may show nothing new, and more follows', async () => {
		const { redstone } = await start({ walletHistoryPageSize: 1, walletHistoryRepeatedPage: 2 });
		const ids = [];
		for (const page of [1, 2, 3, 4]) {
			const { json } = await redstone.call('GET', `/v1/account/get-wallet-histories?page=${page}`);
			expect(json.pagination).toMatchObject([{ current_page: page, total_pages_count: 4 }]);
			ids.push(String((json.data as unknown as Array<{ id: string }>)[0]?.id));
		}
		expect(ids[1]).toBe(ids[0]);
		expect(new Set(ids).size).toBe(3);
	});
});
