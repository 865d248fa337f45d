/** Which e-wallets pay for a Rapyd refund. */
import { startSandbox, type ProviderName, type Sandbox } from '../../../../sandbox';
import { accounts, type Account } from '../accounts';

let sandbox: Sandbox;
let all: Record<ProviderName, Account>;
beforeAll(async () => {
	sandbox = await startSandbox({ settleMs: 500 });
	all = accounts(sandbox.origin);
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe('Rapyd', () => {
	const create = async (body: object) => await all.rapyd.call('POST', '/v1/refunds', body);
	const code = async (body: object) => all.rapyd.error(await create(body));

	describe('e-wallets', () => {
		const payment = 'payment_succeeds_wallets';
		const [first, second] = ['ewallet_sandbox1', 'ewallet_sandbox2'];
		const shares = (...ewallets: object[]) => ({ payment, amount: '100.00', ewallets });
		const code100 = async (...ewallets: object[]) => await code(shares(...ewallets));

		test('are charged in proportion when none is named, to the last cent', async () => {
			for (let count = 0; count < 3; count += 1) await create({ payment, amount: '33.33' });
			const { json } = await create({ payment });
			expect(json.data?.proportional_refund).toBe(true);
			const { data } = (await all.rapyd.call('GET', `/v1/payments/${payment}`)).json;
			expect(data?.ewallets).toMatchObject([
				{ ewallet_id: first, amount: 600, refunded_amount: 600 },
				{ ewallet_id: second, amount: 400, refunded_amount: 400 },
			]);
		});

		test('can be chosen by amount or by percent', async () => {
			const byAmount = await create(
				shares({ ewallet: first, amount: '30.00' }, { ewallet: second, amount: 70 }),
			);
			expect(byAmount.json.data?.ewallets).toEqual([
				{ ewallet: first, amount: 30 },
				{ ewallet: second, amount: 70 },
			]);
			const byPercent = await create(
				shares({ ewallet: first, percent: 33.33 }, { ewallet: second, percent: '66.67' }),
			);
			expect(byPercent.json.data?.ewallets).toEqual([
				{ ewallet: first, amount: 33.33 },
				{ ewallet: second, amount: 66.67 },
			]);
			expect(await code({ payment, amount: '1.00' })).toBe(
				'ERROR_CREATE_REFUND_EWALLETS_INCONSISTENCY',
			);
		});

		test('each rule has its code', async () => {
			const prefix = 'ERROR_CREATE_REFUND_';
			const whole = { ewallet: first, amount: '100.00' };
			expect(await code100(whole, { ewallet: second, percent: 10 })).toBe(
				`${prefix}EWALLETS_INCONSISTENCY`,
			);
			expect(await code100(whole, whole)).toBe(`${prefix}DUPLICATE_EWALLET`);
			expect(await code100({ amount: '100.00' })).toBe(`${prefix}MISSING_EWALLET_ID`);
			expect(await code100({ ewallet: 'ewallet_other', amount: '100.00' })).toBe(
				`${prefix}EWALLET_NOT_FOUND_IN_PAYMENT`,
			);
			expect(await code100({ ewallet: first, amount: '99.99' })).toBe(
				`${prefix}INVALID_EWALLETS_AMOUNT`,
			);
			expect(await code100({ ewallet: first, percent: 90 })).toBe(
				`${prefix}INVALID_EWALLETS_PERCENTAGE`,
			);
			const ewallets = [{ ewallet: first, amount: '600.00' }];
			expect((await create({ payment, amount: '600.00', ewallets })).status).toBe(200);
			expect(await code100(whole)).toBe(`${prefix}EWALLET_ALREADY_FULLY_REFUNDED`);
		});
	});
});
