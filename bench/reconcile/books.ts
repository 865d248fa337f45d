import { setImmediate as breathe } from 'node:timers/promises';

import { gateways, type Sandbox } from '../../sandbox';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Row = Record<string, string>;

/** The two sides as lists of alike records; the provider's side is in the sandbox too. */
export interface Books {
	ledger: Row[];
	provider: Row[];
}

/** Of 200 rows, 4 differ in amount, and 3 are known to one side only, on each side. */
export async function keepBooks(
	sandbox: Sandbox,
	provider: 'paymongo' | 'rapyd',
	rows: number,
): Promise<Books> {
	const books: Books = { ledger: [], provider: [] };
	for (let n = 0; n < rows; n += 1) {
		// A connection that n8n closes meanwhile must be seen closing, or the next request takes it.
		if (n % 500 === 0) await breathe();
		const createdAt = Date.now() - 2 * DAY - n * MINUTE;
		const amount = `${10 + (n % 900)}.50`;
		const reference = `T-${n}`;
		const paymentId = sandbox.addPayment(provider, { createdAt: createdAt - DAY });
		const refundId = sandbox.addRefund(provider, paymentId, { amount, createdAt, reference });
		const refund = {
			refundId,
			paymentId,
			reference,
			amount,
			currency: gateways[provider].speaking.currency,
			status: 'succeeded',
			date: new Date(createdAt).toISOString(),
		};
		books.provider.push(refund);
		books.ledger.push({ ...refund, ...change(n) });
	}
	return books;
}

function change(n: number): Row {
	const share = n % 200;
	const nowhere = `nowhere-${n}`;
	if (share < 3) return { refundId: nowhere, paymentId: nowhere, reference: nowhere };
	return share < 7 ? { amount: '9.00' } : {};
}
