/** Rapyd payments that were paid in one currency and received in another. */
import { sandboxStarter } from '../start';

const start = sandboxStarter();

describe('Rapyd payments with currency exchange', () => {
	const refund = { payment: 'payment_fx', merchant_reference_id: 'T-1' };

	test('say both currencies, and are refunded in either', async () => {
		const { sandbox, rapyd } = await start();
		const { call } = rapyd;
		const usd = await call('POST', '/v1/refunds', { ...refund, amount: '125.00', currency: 'USD' });
		expect(usd.json.data).toMatchObject({
			amount: 125,
			currency: 'USD',
			merchant_debited_amount: 125,
			merchant_debited_currency: 'USD',
			fx_rate: '1.25',
		});
		const eur = await call('POST', '/v1/refunds', { ...refund, amount: '900', currency: 'EUR' });
		expect(eur.json.data).toMatchObject({
			amount: 900,
			currency: 'EUR',
			merchant_debited_amount: 1125,
		});
		expect(sandbox.refunds().map(({ amountMinor }) => amountMinor)).toEqual([10_000n, 90_000n]);
		expect((await call('GET', '/v1/payments/payment_fx')).json.data).toMatchObject({
			currency_code: 'EUR',
			original_amount: 1000,
			refunded_amount: 1000,
			merchant_requested_currency: 'USD',
			merchant_requested_amount: 1250,
			fx_rate: '1.25',
		});
	});

	test('need the currency beside the amount, and one of the two', async () => {
		const { rapyd } = await start();
		const code = async (body: object) => rapyd.error(await rapyd.call('POST', '/v1/refunds', body));
		expect(await code({ ...refund, amount: '1' })).toBe('MISSING_INVALID_PARAMETERS');
		expect(await code({ ...refund, amount: '1', currency: 'GBP' })).toBe(
			'ERROR_CREATE_REFUND_CURRENCY_NOT_VALID',
		);
		expect(await code({ ...refund, amount: '1250.01', currency: 'USD' })).toBe(
			'ERROR_REFUND_AMOUNT_EXCEEDS_PAYMENT_AMOUNT',
		);
	});

	test('round in the currency that is asked about', async () => {
		const { sandbox, rapyd } = await start();
		const fx = { currency: 'JPY', rate: '163.2' };
		const payment = sandbox.addPayment('rapyd', { amount: '10.00', currency: 'EUR', fx });
		await rapyd.call('POST', '/v1/refunds', { payment, amount: '100', currency: 'JPY' });
		expect(sandbox.refunds()).toMatchObject([{ amountMinor: 61n, currency: 'EUR' }]);
	});
});
